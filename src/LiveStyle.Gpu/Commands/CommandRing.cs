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

    /// <param name="device">Whose queue takes the commands.</param>
    /// <param name="count">Recordings that may be under way at once.</param>
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

    /// <summary>Place in the ring of the recording begun last, for resources that go with it.</summary>
    public int Current => current;

    /// <summary>Whether so many recordings can be begun, one after another, without waiting. Allocates nothing.</summary>
    /// <param name="recordings">From 1 to the ring's count.</param>
    public bool IsFree(int recordings = 1) => device.IsDone(values[(current + recordings) % values.Length]);

    /// <summary>Begins the next recording; waits until the GPU is done with the one that had its place.</summary>
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
    /// <returns>The timeline's value at its end.</returns>
    public ulong Submit(Semaphore wait = default, Semaphore signal = default)
    {
        device.Vk.EndCommandBuffer(buffers[current]).Check("end a command buffer");
        ulong value = device.Submissions.Submit(buffers[current], wait, signal);
        values[current] = value;
        return value;
    }

    /// <summary>Waits for its recordings.</summary>
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
