using LiveStyle.Live.Figures;
using LiveStyle.Live.Frames;

namespace LiveStyle.Live.Sinks;

/// <summary>What the sinks of a hub share.</summary>
/// <param name="Format">The format of every frame.</param>
/// <param name="Options">The hub's patience.</param>
/// <param name="Figures">Where drops, restarts and times are counted; null: nowhere.</param>
/// <param name="Time">The show's clock.</param>
/// <param name="Changed">Is told of a sink that is another way than before.</param>
sealed record SinkLineContext(ShowFormat Format, SinkHubOptions Options, LiveFigures? Figures, TimeProvider Time, Action<SinkStatus> Changed)
{
    const long QueueBytes = 256L << 20;

    /// <summary>The frames that wait for a sink at most: those of the queue's time, fewer where they are very large.</summary>
    public int QueueLength
    {
        get
        {
            double seconds = Math.Clamp(Options.QueueTime.TotalSeconds, 0, 1);
            long fitting = Math.Max(2, QueueBytes / Format.Pixels.ByteLength(Format.Size));
            return (int)Math.Clamp((long)Math.Floor(seconds * Format.FrameRate.ToDouble()), 1, fitting);
        }
    }
}
