using LiveStyle.Frames;
using LiveStyle.Time;

namespace LiveStyle.Media.Capture;

/// <summary>What to ask of a camera, screen, live address or paced film, and how patient to be with it.</summary>
public sealed record LiveSourceOptions
{
    /// <summary>Size of the frames; null: what the source first sends, upright. The aspect ratio is the caller's care.</summary>
    public FrameSize? Size { get; init; }

    /// <summary>
    /// Whether the frames come as planes of luma and chroma (4:2:0, 8 bits, limited range) with the source's own color matrix, rather than
    /// as RGB: less work for the processor. See <see cref="LiveSource.Format"/>.
    /// </summary>
    public bool Planes { get; init; }

    /// <summary>Size that a camera or test pattern is to deliver; null: its own choice. Not for screens, URLs and films.</summary>
    public FrameSize? CameraSize { get; init; }

    /// <summary>
    /// Frames per second that a camera, screen, window or test pattern is to deliver; null: a camera's own choice, and 30 of the others. Not
    /// for URLs and films.
    /// </summary>
    public Rational? CameraFrameRate { get; init; }

    /// <summary>Whether a screen or window is captured with the mouse's pointer on it.</summary>
    public bool IsCursorDrawn { get; init; } = true;

    /// <summary>
    /// Whether what is not live by its name, a file or an address of one, is a film to be read as fast as it is played. Its end is the
    /// source's end; an address that breaks off before, or that tells no length, is connected to again.
    /// </summary>
    public bool IsPaced { get; init; }

    /// <summary>Whether a film begins again after its end, without end.</summary>
    public bool IsLooped { get; init; }

    /// <summary>
    /// Takes the source's first sound track beside the pictures: samples as <see cref="LiveStyle.Audio.AudioFormat"/> has them, valid during
    /// the call, and when the last of them was there, by <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/> (which is
    /// <see cref="TimeProvider.System"/>'s clock): when the picture of the same moment came, or where no such picture is known, now. It may
    /// lie a little ahead of now, since sound may come before its picture. Called within <see cref="LiveSource.ReadAsync"/>, one call at a
    /// time: it must be quick, and what it throws ends the source. A sound track that is announced and not sent within
    /// <see cref="ConnectTimeout"/> is given up. Null: sound is not read. See <see cref="LiveSource.HasSound"/>.
    /// </summary>
    public Action<ReadOnlySpan<short>, long>? Sound { get; init; }

    /// <summary>How long the first frame may take to come. An address that listens for its sender waits without limit.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long no frame may come before the source counts as vanished. A film on a disk is waited for without limit.</summary>
    public TimeSpan FrameTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Wait before the first new attempt; each further one waits twice as long, up to four seconds.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a vanished source is tried again before the source ends; null: for ever.</summary>
    public TimeSpan? GiveUpAfter { get; init; }
}
