using LiveStyle.Frames;
using LiveStyle.Gpu.Memory;
using LiveStyle.Time;

namespace LiveStyle.Gpu.Frames;

/// <summary>A picture in GPU memory: an image of sRGB-encoded RGB in [0, 1], alpha 1, lent by a <see cref="GpuFramePool"/>.</summary>
/// <remarks>
/// Passing a frame on transfers it; the receiver disposes it, as soon as the commands that use it are submitted: those of its next
/// user come after them on the same queue. Thread-safety: one owner at a time.
/// </remarks>
sealed class GpuFrame : ITimedFrame, IDisposable
{
    readonly GpuFramePool pool;
    int isOut = 1;

    public GpuFrame(GpuFramePool pool, GpuImage image)
    {
        this.pool = pool;
        Image = image;
    }

    public FrameSize Size => Image.Size;

    /// <summary>The pixels; valid until the frame is disposed.</summary>
    public GpuImage Image { get; }

    /// <summary>When the frame is shown.</summary>
    public Timestamp Timestamp { get; set; }

    /// <summary>How long the frame is shown, in the timestamp's ticks; 0 where the source does not say.</summary>
    public long DurationTicks { get; set; }

    /// <summary>The value of the device's timeline at which the pixels are there; commands submitted later need not wait for it.</summary>
    public ulong ReadyAt { get; set; }

    /// <exception cref="ObjectDisposedException">It was disposed before.</exception>
    public void Dispose()
    {
        ObjectDisposedException.ThrowIf(Interlocked.Exchange(ref isOut, 0) == 0, this);
        pool.Return(this);
    }

    internal void Revive()
    {
        isOut = 1;
        DurationTicks = 0;
        ReadyAt = 0;
    }
}
