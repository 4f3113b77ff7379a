using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Plan;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Measurement;

/// <summary>Times on the device's own clock: marks in a command buffer, and the milliseconds between them once it is done.</summary>
/// <remarks>
/// As a network's watch it marks the time before the first step and after each. A turn: <see cref="Begin"/> and marks, submit, wait,
/// <see cref="Intervals"/>. Thread-safety: none. Marks allocate nothing.
/// </remarks>
sealed unsafe class GpuTimer : IKernelWatch, IDisposable
{
    readonly GpuDevice device;
    readonly QueryPool pool;
    readonly int capacity;
    readonly double period;
    readonly ulong mask;
    int marks;

    /// <param name="device">One that <see cref="HasClock"/>.</param>
    /// <param name="capacity">Marks of a turn at most.</param>
    /// <exception cref="GpuException">The device has no clock.</exception>
    public GpuTimer(GpuDevice device, int capacity)
    {
        this.device = device;
        this.capacity = capacity;
        uint bits = ClockBits(device);
        if (bits == 0)
        {
            throw new GpuException($"{device.Info.Name} tells no times, so that nothing can be measured on it; update its driver, or choose another device");
        }

        mask = bits == 64 ? ulong.MaxValue : (1UL << (int)bits) - 1;
        PhysicalDeviceProperties properties;
        device.Vk.GetPhysicalDeviceProperties(device.Physical, &properties);
        period = properties.Limits.TimestampPeriod;
        var create = new QueryPoolCreateInfo { SType = StructureType.QueryPoolCreateInfo, QueryType = QueryType.Timestamp, QueryCount = (uint)capacity };
        QueryPool made;
        device.Vk.CreateQueryPool(device.Handle, &create, null, &made).Check("create a timer");
        pool = made;
    }

    /// <summary>Whether the device's queue tells times.</summary>
    public static bool HasClock(GpuDevice device) => ClockBits(device) > 0;

    /// <summary>Forgets the last turn's marks and sets the first one.</summary>
    /// <param name="commands">Is being recorded; no unfinished commands use this timer.</param>
    public void Begin(CommandBuffer commands)
    {
        device.Vk.CmdResetQueryPool(commands, pool, 0, (uint)capacity);
        marks = 0;
        Mark(commands);
    }

    /// <summary>Marks the time at which all commands before it are done.</summary>
    public void Mark(CommandBuffer commands)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(marks, capacity);
        device.Vk.CmdWriteTimestamp2(commands, PipelineStageFlags2.AllCommandsBit, pool, (uint)marks++);
    }

    void IKernelWatch.Before(CommandBuffer commands) => Begin(commands);

    void IKernelWatch.After(CommandBuffer commands, NetworkStep step) => Mark(commands);

    /// <summary>Milliseconds from each mark to the next, once the commands are done.</summary>
    public double[] Intervals()
    {
        var ticks = new ulong[marks];
        fixed (ulong* values = ticks)
        {
            device.Vk.GetQueryPoolResults(
                device.Handle, pool, 0, (uint)marks, (nuint)(marks * sizeof(ulong)), values, sizeof(ulong), QueryResultFlags.Result64Bit | QueryResultFlags.ResultWaitBit)
                .Check("tell times");
        }

        // Few bits run over.
        return [.. ticks.Skip(1).Zip(ticks, (later, sooner) => ((later - sooner) & mask) * period * 1e-6)];
    }

    public void Dispose() => device.Vk.DestroyQueryPool(device.Handle, pool, null);

    static uint ClockBits(GpuDevice device)
    {
        uint count = 0;
        device.Vk.GetPhysicalDeviceQueueFamilyProperties(device.Physical, &count, null);
        var families = new QueueFamilyProperties[count];
        fixed (QueueFamilyProperties* all = families)
        {
            device.Vk.GetPhysicalDeviceQueueFamilyProperties(device.Physical, &count, all);
        }

        return families[device.QueueFamily].TimestampValidBits;
    }
}
