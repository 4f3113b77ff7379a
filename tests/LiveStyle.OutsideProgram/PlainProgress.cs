using LiveStyle.Progress;

/// <summary>A line for each frame and each sentence.</summary>
sealed class PlainProgress : IProgressDisplay
{
    public void Report(ProgressMeter meter) => Console.WriteLine($"{meter.Frames}/{meter.TotalFrames}");

    public void Stage(string name, double share) => Console.WriteLine($"{name}: {share:P0}");

    public void Note(string sentence) => Console.WriteLine(sentence);

    public void Done(string sentence, IReadOnlyDictionary<string, object> values) => Console.WriteLine(sentence);

    public void Dispose()
    {
    }
}
