using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Frames;
using LiveStyle.Gpu.Memory;

namespace LiveStyle.Presentation.Presenting;

/// <summary>Brings composed canvases back to the host, for files: one at a time, at once or when the GPU has done it.</summary>
/// <remarks>Allocates nothing but frames that the pool lacks. Thread-safety: one thread at a time.</remarks>
public sealed class CanvasReader : IDisposable
{
    readonly GpuDevice device;
    readonly CommandRing ring;
    readonly PlaneReadback readback;
    ulong value;

    /// <summary>Makes room for one canvas.</summary>
    /// <param name="device">The device of the canvases; it outlives this.</param>
    /// <param name="pool">The pool that lends the frames, of the canvases' size and in the format wanted; it stays the caller's.</param>
    /// <exception cref="GpuException">There is no room.</exception>
    public CanvasReader(GpuDevice device, FramePool pool)
    {
        this.device = device;
        Pool = pool;
        ring = new CommandRing(device, 1);
        readback = new PlaneReadback(device, pool.Size, pool.Format, 1);
    }

    /// <summary>The pool that lends the frames.</summary>
    public FramePool Pool { get; }

    /// <summary>Whether a canvas has been begun and not fetched.</summary>
    public bool IsBegun { get; private set; }

    /// <summary>Whether <see cref="Fetch"/> would not wait.</summary>
    public bool IsDone => device.IsDone(value);

    /// <summary>Begins to read a canvas as it is after all that was submitted before.</summary>
    /// <param name="canvas">The canvas, of the pool's size; it may be drawn on anew by what is submitted afterwards.</param>
    /// <exception cref="GpuException">The device was lost.</exception>
    public void Begin(GpuImage canvas)
    {
        readback.Record(ring.Begin(), 0, canvas);
        value = ring.Submit();
        IsBegun = true;
    }

    /// <summary>Waits for the canvas begun last.</summary>
    /// <returns>A frame of the pool, which the caller disposes.</returns>
    /// <exception cref="GpuException">The device was lost.</exception>
    public HostFrame Fetch()
    {
        IsBegun = false;
        device.Submissions.Wait(value);
        HostFrame frame = Pool.Rent();
        readback.Fetch(0, frame);
        return frame;
    }

    /// <summary>Begins to read a canvas and waits for it.</summary>
    /// <param name="canvas">The canvas, of the pool's size.</param>
    /// <inheritdoc cref="Fetch"/>
    public HostFrame Read(GpuImage canvas)
    {
        Begin(canvas);
        return Fetch();
    }

    /// <summary>Waits until the GPU is done with it, then frees it.</summary>
    public void Dispose()
    {
        ring.Dispose();
        readback.Dispose();
    }
}
