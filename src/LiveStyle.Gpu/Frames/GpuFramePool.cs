using LiveStyle.Frames;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;

namespace LiveStyle.Gpu.Frames;

/// <summary>Lends frames of one size in GPU memory and takes them back, so that a running pipeline allocates nothing.</summary>
/// <remarks>
/// Grows to what is out at once, which the pipeline's bounded channels limit. Thread-safe. Dispose it after the pipeline and before
/// the device: its images go when the GPU is done with them, those still out then when their owners dispose them.
/// </remarks>
/// <param name="device">Whose memory it is.</param>
/// <param name="size">Of the frames, in pixels.</param>
/// <param name="bitsPerSample">8, or 10: of the deepest planes that the frames come from or go to.</param>
sealed class GpuFramePool(GpuDevice device, FrameSize size, int bitsPerSample = 8) : IDisposable
{
    readonly Stack<GpuFrame> idle = new();
    int outstanding;
    bool disposed;

    public FrameSize Size => size;

    /// <summary>Frames rented and not yet returned. 0 once every owner has kept its promise.</summary>
    public int Outstanding => Volatile.Read(ref outstanding);

    /// <summary>A frame whose pixels are undefined until written; the caller owns it.</summary>
    /// <exception cref="GpuException">There is no room.</exception>
    public GpuFrame Rent()
    {
        lock (idle)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            if (!idle.TryPop(out GpuFrame? frame))
            {
                frame = new GpuFrame(this, GpuImage.Create(device, size, PlaneConstants.ImageFormat(bitsPerSample), "a frame"));
            }

            outstanding++;
            frame.Revive();
            return frame;
        }
    }

    public void Dispose()
    {
        lock (idle)
        {
            disposed = true;
            while (idle.TryPop(out GpuFrame? frame))
            {
                device.Retire(frame.Image);
            }
        }
    }

    public void Return(GpuFrame frame)
    {
        lock (idle)
        {
            outstanding--;
            if (disposed)
            {
                device.Retire(frame.Image);
            }
            else
            {
                idle.Push(frame);
            }
        }
    }
}
