using LiveStyle.Progress;

/// <summary>A line for each piece of news.</summary>
sealed class PlainProgress : IProgress<WorkProgress>
{
    public void Report(WorkProgress value) => Console.WriteLine(value.Kind switch
    {
        WorkProgressKind.Frames => $"{value.Meter!.Frames}/{value.Meter.TotalFrames}",
        WorkProgressKind.Stage => $"{value.Text}: {value.Share:P0}",
        _ => value.Text,
    });
}
