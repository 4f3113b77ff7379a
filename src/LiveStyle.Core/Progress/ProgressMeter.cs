namespace LiveStyle.Progress;

/// <summary>Speed and time left, from the frames of the last while: so that both follow what the machine does now.</summary>
/// <remarks>Thread-safety: none.</remarks>
/// <param name="totalFrames">The number of frames in all; null where unknown.</param>
/// <param name="clock">The clock that time is read from.</param>
/// <param name="done">The frames that were done before; they don't count for the speed.</param>
public sealed class ProgressMeter(long? totalFrames, TimeProvider clock, long done = 0)
{
    const double LongestSeconds = 1e9; // Some headers lie about their clip's length.

    static readonly TimeSpan Window = TimeSpan.FromSeconds(15);
    static readonly TimeSpan Granularity = TimeSpan.FromMilliseconds(100);

    readonly long start = clock.GetTimestamp();
    readonly Queue<(TimeSpan Time, long Frames)> samples = new([(TimeSpan.Zero, done)]);
    TimeSpan latest;
    TimeSpan sampled;

    /// <summary>Frames done so far.</summary>
    public long Frames { get; private set; } = done;

    /// <summary>Frames in all, where the source tells; an estimate, so it is raised when more come.</summary>
    public long? TotalFrames => totalFrames is { } total ? Math.Max(total, Frames) : null;

    /// <summary>The time since the meter was made.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(start);

    /// <summary>The speed over the last fifteen seconds; 0 until the first frame.</summary>
    public double FramesPerSecond
    {
        get
        {
            (TimeSpan time, long frames) = samples.Peek();
            double seconds = (latest - time).TotalSeconds;
            return seconds > 0 ? (Frames - frames) / seconds : 0;
        }
    }

    /// <summary>
    /// The time until the last frame at the present speed; null while it can't be told, since no frame is done yet or the length is
    /// unknown.
    /// </summary>
    public TimeSpan? TimeLeft => TotalFrames is { } total && FramesPerSecond > 0
        ? TimeSpan.FromSeconds(Math.Min((total - Frames) / FramesPerSecond, LongestSeconds))
        : null;

    /// <summary>Takes note of how many frames are done now.</summary>
    /// <param name="frames">The frames done so far, those of before included.</param>
    public void Update(long frames)
    {
        Frames = frames;
        TimeSpan now = latest = Elapsed;
        if (now - sampled < Granularity)
        {
            return;
        }

        sampled = now;

        samples.Enqueue((now, frames));
        while (samples.Count > 2 && now - samples.Peek().Time > Window)
        {
            samples.Dequeue();
        }
    }
}
