using Silk.NET.Vulkan;
using Semaphore = Silk.NET.Vulkan.Semaphore;

namespace LiveStyle.Gpu.Devices;

/// <summary>The one door to a device's queue. Every submission gets the next value of a timeline, which tells when it is done.</summary>
/// <remarks>Thread-safe. Submitting allocates nothing.</remarks>
public sealed unsafe class SubmissionQueue : IDisposable
{
    readonly Vk vk;
    readonly Device device;
    readonly Lock submitting = new();
    readonly Queue<(ulong Value, IDisposable Resource)> retired = new();
    Semaphore timeline;
    ulong submitted;

    internal SubmissionQueue(Vk vk, Device device, Queue queue)
    {
        this.vk = vk;
        this.device = device;
        Handle = queue;
        var type = new SemaphoreTypeCreateInfo { SType = StructureType.SemaphoreTypeCreateInfo, SemaphoreType = SemaphoreType.Timeline };
        var create = new SemaphoreCreateInfo { SType = StructureType.SemaphoreCreateInfo, PNext = &type };
        Semaphore made;
        vk.CreateSemaphore(device, &create, null, &made).Check("create a timeline");
        timeline = made;
    }

    /// <summary>The VkQueue. Presentation takes it too; hold <see cref="Exclusive"/> while using it.</summary>
    public Queue Handle { get; }

    /// <summary>Held while the queue is used, since Vulkan's queues are for one thread at a time.</summary>
    public Lock Exclusive => submitting;

    /// <summary>The value of the last submission.</summary>
    internal ulong Submitted => Volatile.Read(ref submitted);

    /// <summary>The timeline's value: every submission up to it is done; after a lost device all of them are, since nothing runs any more.</summary>
    public ulong Completed
    {
        get
        {
            ulong value;
            Result result = vk.GetSemaphoreCounterValue(device, timeline, &value);
            if (result == Result.ErrorDeviceLost)
            {
                return Submitted;
            }

            result.Check("ask how far it is");
            return value;
        }
    }

    /// <summary>Called before each submission; lets tests lose a device.</summary>
    internal Action? Submitting { get; set; }

    /// <summary>Hands a recorded command buffer to the GPU.</summary>
    /// <param name="commands">Ended; stays the caller's, untouched until the returned value is reached.</param>
    /// <param name="wait">A binary semaphore to wait for before any command runs; default: none.</param>
    /// <param name="signal">A binary semaphore to signal at the end; default: none.</param>
    /// <returns>The value that the timeline has at its end.</returns>
    /// <exception cref="GpuException">The device was lost, or has no room.</exception>
    public ulong Submit(CommandBuffer commands, Semaphore wait = default, Semaphore signal = default)
    {
        var buffer = new CommandBufferSubmitInfo { SType = StructureType.CommandBufferSubmitInfo, CommandBuffer = commands };
        var before = new SemaphoreSubmitInfo { SType = StructureType.SemaphoreSubmitInfo, Semaphore = wait, StageMask = PipelineStageFlags2.AllCommandsBit };
        SemaphoreSubmitInfo* after = stackalloc SemaphoreSubmitInfo[2];
        lock (submitting)
        {
            Submitting?.Invoke();
            ulong value = submitted + 1;
            after[0] = new SemaphoreSubmitInfo { SType = StructureType.SemaphoreSubmitInfo, Semaphore = timeline, Value = value, StageMask = PipelineStageFlags2.AllCommandsBit };
            after[1] = new SemaphoreSubmitInfo { SType = StructureType.SemaphoreSubmitInfo, Semaphore = signal, StageMask = PipelineStageFlags2.AllCommandsBit };
            var submit = new SubmitInfo2
            {
                SType = StructureType.SubmitInfo2,
                WaitSemaphoreInfoCount = wait.Handle == 0 ? 0u : 1u,
                PWaitSemaphoreInfos = &before,
                CommandBufferInfoCount = 1,
                PCommandBufferInfos = &buffer,
                SignalSemaphoreInfoCount = signal.Handle == 0 ? 1u : 2u,
                PSignalSemaphoreInfos = after,
            };
            vk.QueueSubmit2(Handle, 1, &submit, default).Check("take work");
            Volatile.Write(ref submitted, value);
            return value;
        }
    }

    /// <summary>Waits on the calling thread until the GPU has reached a value.</summary>
    /// <param name="value">What a submission returned.</param>
    /// <param name="nanoseconds">The longest to wait; by default for ever.</param>
    /// <returns>False when the time was over first.</returns>
    /// <exception cref="GpuException">The device was lost.</exception>
    public bool Wait(ulong value, ulong nanoseconds = ulong.MaxValue)
    {
        Semaphore semaphore = timeline;
        var wait = new SemaphoreWaitInfo { SType = StructureType.SemaphoreWaitInfo, SemaphoreCount = 1, PSemaphores = &semaphore, PValues = &value };
        Result result = vk.WaitSemaphores(device, &wait, nanoseconds);
        if (result == Result.Timeout)
        {
            return false;
        }

        result.Check("finish its work");
        return true;
    }

    /// <summary>Disposes a resource once all that has been submitted so far is done; returns at once.</summary>
    /// <param name="resource">The resource, the queue's from now on.</param>
    public void Retire(IDisposable resource)
    {
        lock (submitting)
        {
            retired.Enqueue((submitted, resource));
        }

        Collect();
    }

    /// <summary>Disposes of the retired resources those that the GPU is done with; waits for nothing.</summary>
    public void Collect()
    {
        lock (submitting)
        {
            if (retired.Count == 0)
            {
                return;
            }

            ulong done = Completed;
            while (retired.TryPeek(out (ulong Value, IDisposable Resource) oldest) && oldest.Value <= done)
            {
                retired.Dequeue();
                oldest.Resource.Dispose();
            }
        }
    }

    /// <summary>Waits for all that was submitted, and disposes what was retired. After a lost device it waits for nothing.</summary>
    public void Dispose()
    {
        try
        {
            Wait(submitted);
        }
        catch (GpuException lost) when (lost.IsDeviceLost)
        {
            // Nothing runs any more; what it used can go.
        }

        while (retired.TryDequeue(out (ulong Value, IDisposable Resource) each))
        {
            each.Resource.Dispose();
        }

        vk.DestroySemaphore(device, timeline, null);
    }
}
