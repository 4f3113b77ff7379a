using LiveStyle.Progress;

namespace LiveStyle.Transcoding.Batches;

/// <summary>Takes the time of frames once the first have come through: programs that start and networks that warm up don't count.</summary>
sealed class PaceMeasure : IProgress<WorkProgress>
{
    const int WarmUp = 4;

    (long Frames, TimeSpan Time) first;
    (long Frames, TimeSpan Time) last;

    /// <summary>The time of a frame; where hardly any came, counted from the beginning.</summary>
    public TimeSpan PerFrame => last.Frames > first.Frames ? (last.Time - first.Time) / (last.Frames - first.Frames) : last.Time / Math.Max(1, last.Frames);

    public void Report(WorkProgress value)
    {
        if (value.Meter is not { } meter)
        {
            return;
        }

        last = (meter.Frames, meter.Elapsed);
        if (meter.Frames <= WarmUp)
        {
            first = last;
        }
    }
}
