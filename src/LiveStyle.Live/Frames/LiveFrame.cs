using LiveStyle.Audio;
using LiveStyle.Frames;

namespace LiveStyle.Live.Frames;

/// <summary>One tick of a show as all its sinks get it: a picture, the sound of its time, and when the picture was taken.</summary>
/// <remarks>
/// Lent by a <see cref="LiveFramePool"/>. Passing a frame on transfers it, and the receiver disposes it; <see cref="AddReference"/> lets a
/// further receiver hold it. Read-only once it has left the show's clock. Thread-safety: any thread may read it, and dispose its own reference.
/// </remarks>
public sealed class LiveFrame : IDisposable
{
    readonly LiveFramePool home;
    readonly short[] sound;
    HostFrame? picture;
    int soundLength;
    int references;

    internal LiveFrame(LiveFramePool home, int largestSamples)
    {
        this.home = home;
        sound = new short[largestSamples * AudioFormat.Channels];
    }

    /// <summary>The picture, which may be that of the tick before, too; it stays the frame's.</summary>
    /// <exception cref="ObjectDisposedException">The last owner has disposed the frame.</exception>
    public HostFrame Picture => picture ?? throw new ObjectDisposedException(nameof(LiveFrame));

    /// <summary>The tick's number, from 0, one a frame of the show's rate. A sink that missed ticks sees a gap.</summary>
    public long Tick { get; private set; }

    /// <summary>When the picture arrived from its source, by the show's <see cref="TimeProvider"/>; 0 for a picture of no source, such as a slate.</summary>
    public long CapturedAt { get; private set; }

    /// <summary>Whether the picture has been shown by an earlier tick too.</summary>
    public bool IsRepeat { get; private set; }

    /// <summary>The sound of the tick: 16 bits, left and right interleaved, 48 kHz; empty where the show has none.</summary>
    public ReadOnlySpan<short> Sound => sound.AsSpan(0, soundLength);

    /// <summary>The same as <see cref="Sound"/>, to be written into while the frame has one owner.</summary>
    /// <param name="samples">The moments of sound that belong to the tick, each with one sample of every channel.</param>
    public Span<short> MakeSound(int samples)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samples * AudioFormat.Channels, sound.Length, nameof(samples));
        soundLength = samples * AudioFormat.Channels;
        return sound.AsSpan(0, soundLength);
    }

    /// <summary>The bytes of <see cref="Sound"/>, for a stream.</summary>
    public ReadOnlySpan<byte> SoundBytes => System.Runtime.InteropServices.MemoryMarshal.AsBytes(Sound);

    /// <summary>Lets a further receiver hold the frame, which then disposes it too.</summary>
    public LiveFrame AddReference()
    {
        Interlocked.Increment(ref references);
        return this;
    }

    /// <summary>Ends one owner's hold; the last one's returns the frame to its pool and lets the picture go.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref references) == 0)
        {
            picture?.Dispose();
            picture = null;
            home.Return(this);
        }
    }

    internal void Begin(HostFrame picture, long tick, long capturedAt, bool isRepeat)
    {
        (this.picture, Tick, CapturedAt, IsRepeat, soundLength, references) = (picture, tick, capturedAt, isRepeat, 0, 1);
    }
}
