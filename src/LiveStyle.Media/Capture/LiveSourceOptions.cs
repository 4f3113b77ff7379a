using LiveStyle.Frames;
using LiveStyle.Time;

namespace LiveStyle.Media.Capture;

/// <summary>What to ask of a camera or live address, and how patient to be with it.</summary>
public sealed record LiveSourceOptions
{
    /// <summary>Size of the frames; null: what the source first sends, upright. The aspect ratio is the caller's care.</summary>
    public FrameSize? Size { get; init; }

    /// <summary>
    /// Whether the frames come as planes of luma and chroma (4:2:0, 8 bits, limited range) with the source's own color matrix, rather than
    /// as RGB: less work for the processor. See <see cref="LiveSource.Format"/>.
    /// </summary>
    public bool Planes { get; init; }

    /// <summary>Size that a camera is to deliver; null: its own choice. Not for URLs.</summary>
    public FrameSize? CameraSize { get; init; }

    /// <summary>Frames per second that a camera is to deliver; null: its own choice. Not for URLs.</summary>
    public Rational? CameraFrameRate { get; init; }

    /// <summary>How long the first frame may take to come. An address that listens for its sender waits without limit.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long no frame may come before the source counts as vanished.</summary>
    public TimeSpan FrameTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Wait before the first new attempt; each further one waits twice as long, up to four seconds.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a vanished source is tried again before the source ends; null: for ever.</summary>
    public TimeSpan? GiveUpAfter { get; init; }
}
