using LiveStyle.Progress;

namespace LiveStyle.Transcoding.Batches;

/// <summary>Shows nothing, and takes the time of frames once the first have come through: programs that start and networks that warm up don't count.</summary>
sealed class PaceDisplay : IProgressDisplay
{
    const int WarmUp = 4;

    (long Frames, TimeSpan Time) first;
    (long Frames, TimeSpan Time) last;

    /// <summary>The time of a frame; where hardly any came, counted from the beginning.</summary>
    public TimeSpan PerFrame => last.Frames > first.Frames ? (last.Time - first.Time) / (last.Frames - first.Frames) : last.Time / Math.Max(1, last.Frames);

    public void Report(ProgressMeter meter)
    {
        last = (meter.Frames, meter.Elapsed);
        if (meter.Frames <= WarmUp)
        {
            first = last;
        }
    }

    public void Stage(string name, double share)
    {
    }

    public void Note(string sentence)
    {
    }

    public void Done(string sentence, IReadOnlyDictionary<string, object> values)
    {
    }

    public void Dispose()
    {
    }
}
