using LiveStyle.Frames;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Pipelines;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Frames;

/// <summary>Converts frames to planes on the GPU and brings those to the host.</summary>
/// <remarks>
/// Each call waits for its own frame only. There are several slots, so that the next frames' commands are already with the GPU
/// while the host waits for one. In steady state it allocates nothing.
/// </remarks>
sealed class FrameReadback : IFrameProcessor<GpuFrame, HostFrame>
{
    readonly GpuDevice device;
    readonly FramePool pool;
    readonly PlaneReadback planes;
    readonly CommandRing[] rings;
    readonly Stack<int> free;

    /// <param name="device">Where frames come from.</param>
    /// <param name="pool">Lends the frames, which are of its size and format; stays the caller's.</param>
    /// <param name="slots">Frames that it takes at once.</param>
    /// <exception cref="GpuException">There is no room.</exception>
    public FrameReadback(GpuDevice device, FramePool pool, int slots = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 1);
        this.device = device;
        this.pool = pool;
        planes = new PlaneReadback(device, pool.Size, pool.Format, slots);
        rings = [.. Enumerable.Range(0, slots).Select(_ => new CommandRing(device, 1))];
        free = new Stack<int>(Enumerable.Range(0, slots));
    }

    public int Slots => rings.Length;

    /// <exception cref="ArgumentException">The frame has another size than was promised.</exception>
    /// <exception cref="InvalidOperationException">More calls overlap than there are slots.</exception>
    /// <exception cref="GpuException">The GPU stopped answering.</exception>
    public ValueTask<HostFrame> ProcessAsync(GpuFrame frame, CancellationToken cancellation)
    {
        int? taken = null;
        HostFrame? output = null;
        try
        {
            ulong value;
            using (frame)
            {
                cancellation.ThrowIfCancellationRequested();
                int slot = Take();
                taken = slot;
                output = pool.Rent();
                output.Timestamp = frame.Timestamp;
                output.DurationTicks = frame.DurationTicks;
                CommandBuffer commands = rings[slot].Begin();
                planes.Record(commands, slot, frame.Image);
                value = rings[slot].Submit();
            }

            device.Submissions.Wait(value);
            planes.Fetch(taken.Value, output);
            cancellation.ThrowIfCancellationRequested();
            return ValueTask.FromResult(output);
        }
        catch
        {
            output?.Dispose();
            throw;
        }
        finally
        {
            if (taken is { } slot)
            {
                GiveBack(slot);
            }
        }
    }

    /// <summary>Waits for the GPU.</summary>
    public ValueTask DisposeAsync()
    {
        foreach (CommandRing ring in rings)
        {
            ring.Dispose();
        }

        planes.Dispose();
        return ValueTask.CompletedTask;
    }

    int Take()
    {
        lock (free)
        {
            return free.TryPop(out int slot) ? slot : throw new InvalidOperationException($"more than {rings.Length} frames at once");
        }
    }

    void GiveBack(int slot)
    {
        lock (free)
        {
            free.Push(slot);
        }
    }
}
