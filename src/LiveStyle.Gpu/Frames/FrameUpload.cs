using LiveStyle.Frames;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Pipelines;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Frames;

/// <summary>Brings frames to the GPU as the planes that they are, and converts them there.</summary>
/// <remarks>
/// A frame is handed on as soon as its commands are submitted: the pixels are there at <see cref="GpuFrame.ReadyAt"/>. It waits only
/// where the GPU is three frames behind. Thread-safe. In steady state it allocates nothing.
/// </remarks>
sealed class FrameUpload : IFrameProcessor<HostFrame, GpuFrame>
{
    const int Ahead = 3;

    readonly Lock recording = new();
    readonly GpuFramePool pool;
    readonly PlaneUpload planes;
    readonly CommandRing ring;

    /// <param name="device">Where frames go.</param>
    /// <param name="format">Of all frames.</param>
    /// <param name="pool">Lends the frames, which are of its size; stays the caller's.</param>
    /// <exception cref="GpuException">There is no room.</exception>
    public FrameUpload(GpuDevice device, FrameFormat format, GpuFramePool pool)
    {
        this.pool = pool;
        planes = new PlaneUpload(device, pool.Size, format, Ahead);
        ring = new CommandRing(device, Ahead);
    }

    /// <exception cref="ArgumentException">The frame has another size or format than was promised.</exception>
    /// <exception cref="GpuException">The GPU stopped answering, or has no room.</exception>
    public ValueTask<GpuFrame> ProcessAsync(HostFrame frame, CancellationToken cancellation)
    {
        using (frame)
        {
            cancellation.ThrowIfCancellationRequested();
            GpuFrame output = pool.Rent();
            try
            {
                lock (recording)
                {
                    CommandBuffer commands = ring.Begin();
                    planes.Fill(ring.Current, frame);
                    planes.Record(commands, ring.Current, output.Image);
                    output.ReadyAt = ring.Submit();
                }

                output.Timestamp = frame.Timestamp;
                output.DurationTicks = frame.DurationTicks;
                return ValueTask.FromResult(output);
            }
            catch
            {
                output.Dispose();
                throw;
            }
        }
    }

    /// <summary>Waits for the GPU.</summary>
    public ValueTask DisposeAsync()
    {
        ring.Dispose();
        planes.Dispose();
        return ValueTask.CompletedTask;
    }
}
