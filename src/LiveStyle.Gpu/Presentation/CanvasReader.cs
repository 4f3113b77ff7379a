using LiveStyle.Frames;

namespace LiveStyle.Gpu.Presentation;

/// <summary>Brings composed canvases back to the host, for files.</summary>
/// <remarks>Waits for each. Thread-safety: one thread at a time.</remarks>
public sealed class CanvasReader : IDisposable
{
    readonly GpuDevice device;
    readonly CommandRing ring;
    readonly PlaneReadback readback;

    /// <param name="device">Outlives it.</param>
    /// <param name="pool">Lends the frames: of the canvases' size, in the format wanted.</param>
    public CanvasReader(GpuDevice device, FramePool pool)
    {
        this.device = device;
        Pool = pool;
        ring = new CommandRing(device, 1);
        readback = new PlaneReadback(device, pool.Size, pool.Format, 1);
    }

    public FramePool Pool { get; }

    /// <summary>A canvas as it is after all that was submitted before.</summary>
    /// <returns>A frame of the pool, the caller's.</returns>
    public HostFrame Read(GpuImage canvas)
    {
        readback.Record(ring.Begin(), 0, canvas);
        device.Submissions.Wait(ring.Submit());
        HostFrame frame = Pool.Rent();
        readback.Fetch(0, frame);
        return frame;
    }

    public void Dispose()
    {
        ring.Dispose();
        readback.Dispose();
    }
}
