using LiveStyle.Gpu.Devices;
using Silk.NET.Vulkan;
using Semaphore = Silk.NET.Vulkan.Semaphore;

namespace LiveStyle.Gpu.Commands;

/// <summary>A few command buffers in turn, so that the host records one frame while the GPU works on those before.</summary>
/// <remarks>Thread-safety: one recording at a time. Recording and submitting allocate nothing.</remarks>
public sealed unsafe class CommandRing : IDisposable
{
    readonly GpuDevice device;
    readonly CommandPool[] pools;
    readonly CommandBuffer[] buffers;
    readonly ulong[] values;
    int current = -1;

    /// <summary>Makes the command buffers.</summary>
    /// <param name="device">The device whose queue takes the commands; it outlives the ring.</param>
    /// <param name="count">How many recordings may be under way at once, 1 or more.</param>
    /// <exception cref="GpuException">The driver has no room for them.</exception>
    public CommandRing(GpuDevice device, int count = 3)
    {
        this.device = device;
        pools = new CommandPool[count];
        buffers = new CommandBuffer[count];
        values = new ulong[count];
        for (int i = 0; i < count; i++)
        {
            var create = new CommandPoolCreateInfo
            {
                SType = StructureType.CommandPoolCreateInfo, QueueFamilyIndex = device.QueueFamily, Flags = CommandPoolCreateFlags.TransientBit,
            };
            CommandPool pool;
            device.Vk.CreateCommandPool(device.Handle, &create, null, &pool).Check("create a command pool");
            pools[i] = pool;
            var allocate = new CommandBufferAllocateInfo
            {
                SType = StructureType.CommandBufferAllocateInfo, CommandPool = pool, Level = CommandBufferLevel.Primary, CommandBufferCount = 1,
            };
            CommandBuffer buffer;
            device.Vk.AllocateCommandBuffers(device.Handle, &allocate, &buffer).Check("allocate a command buffer");
            buffers[i] = buffer;
        }
    }

    /// <summary>The place in the ring of the recording begun last, for resources that go with it: from 0, or -1 before the first.</summary>
    public int Current => current;

    /// <summary>Whether so many recordings can be begun, one after another, without waiting. Allocates nothing.</summary>
    /// <param name="recordings">How many, from 1 to the ring's count.</param>
    public bool IsFree(int recordings = 1) => device.IsDone(values[(current + recordings) % values.Length]);

    /// <summary>Begins the next recording; waits until the GPU is done with the one that had its place.</summary>
    /// <returns>The command buffer, to be recorded into until <see cref="Submit"/>; it stays the ring's.</returns>
    /// <exception cref="GpuException">The device was lost.</exception>
    public CommandBuffer Begin()
    {
        current = (current + 1) % buffers.Length;
        device.Submissions.Wait(values[current]);
        device.Vk.ResetCommandPool(device.Handle, pools[current], 0).Check("reset a command pool");
        var begin = new CommandBufferBeginInfo { SType = StructureType.CommandBufferBeginInfo, Flags = CommandBufferUsageFlags.OneTimeSubmitBit };
        device.Vk.BeginCommandBuffer(buffers[current], &begin).Check("begin a command buffer");
        return buffers[current];
    }

    /// <summary>Ends the recording and submits it.</summary>
    /// <param name="wait">A binary semaphore to wait for before any command runs; default: none.</param>
    /// <param name="signal">A binary semaphore to signal at the end; default: none.</param>
    /// <returns>The value that the device's timeline has once it is done.</returns>
    /// <exception cref="GpuException">The device was lost.</exception>
    public ulong Submit(Semaphore wait = default, Semaphore signal = default)
    {
        device.Vk.EndCommandBuffer(buffers[current]).Check("end a command buffer");
        ulong value = device.Submissions.Submit(buffers[current], wait, signal);
        values[current] = value;
        return value;
    }

    /// <summary>Waits until the GPU is done with its recordings, then frees them. After a lost device it waits for nothing.</summary>
    public void Dispose()
    {
        try
        {
            device.Submissions.Wait(values.Max());
        }
        catch (GpuException lost) when (lost.IsDeviceLost)
        {
            // Nothing runs any more.
        }

        foreach (CommandPool pool in pools)
        {
            device.Vk.DestroyCommandPool(device.Handle, pool, null);
        }
    }
}
