using Silk.NET.Vulkan;
using Semaphore = Silk.NET.Vulkan.Semaphore;

namespace LiveStyle.Sample.Vulkan;

/// <summary>A command buffer that is recorded again and again; with two in turn, the next frame is recorded while one is drawn.</summary>
sealed unsafe class CommandSlot : IDisposable
{
    readonly Engine engine;
    readonly CommandPool pool;
    readonly CommandBuffer commands;
    readonly Fence done;

    public CommandSlot(Engine engine)
    {
        this.engine = engine;
        var createPool = new CommandPoolCreateInfo { SType = StructureType.CommandPoolCreateInfo, QueueFamilyIndex = engine.QueueFamily, Flags = CommandPoolCreateFlags.TransientBit };
        CommandPool madePool;
        engine.Vk.CreateCommandPool(engine.Device, &createPool, null, &madePool).Check("create a command pool");
        pool = madePool;
        var allocate = new CommandBufferAllocateInfo { SType = StructureType.CommandBufferAllocateInfo, CommandPool = pool, CommandBufferCount = 1 };
        CommandBuffer madeCommands;
        engine.Vk.AllocateCommandBuffers(engine.Device, &allocate, &madeCommands).Check("allocate a command buffer");
        commands = madeCommands;
        var createFence = new FenceCreateInfo { SType = StructureType.FenceCreateInfo, Flags = FenceCreateFlags.SignaledBit };
        Fence madeFence;
        engine.Vk.CreateFence(engine.Device, &createFence, null, &madeFence).Check("create a fence");
        done = madeFence;
        var createSemaphore = new SemaphoreCreateInfo { SType = StructureType.SemaphoreCreateInfo };
        Semaphore madeSemaphore;
        engine.Vk.CreateSemaphore(engine.Device, &createSemaphore, null, &madeSemaphore).Check("create a semaphore");
        Acquired = madeSemaphore;
    }

    /// <summary>Signaled when the swapchain gives the image that this slot draws on.</summary>
    public Semaphore Acquired { get; }

    /// <summary>Waits until the device is done with what was submitted last.</summary>
    public void Wait()
    {
        Fence fence = done;
        engine.Vk.WaitForFences(engine.Device, 1, &fence, true, ulong.MaxValue).Check("finish a frame");
    }

    public CommandBuffer Begin()
    {
        Wait();
        engine.Vk.ResetCommandPool(engine.Device, pool, 0).Check("reset a command pool");
        var begin = new CommandBufferBeginInfo { SType = StructureType.CommandBufferBeginInfo, Flags = CommandBufferUsageFlags.OneTimeSubmitBit };
        engine.Vk.BeginCommandBuffer(commands, &begin).Check("begin a command buffer");
        return commands;
    }

    /// <param name="wait">Before the copy to the window; default: none.</param>
    /// <param name="signal">At the end; default: none.</param>
    public void Submit(Semaphore wait = default, Semaphore signal = default)
    {
        engine.Vk.EndCommandBuffer(commands).Check("end a command buffer");
        var before = new SemaphoreSubmitInfo { SType = StructureType.SemaphoreSubmitInfo, Semaphore = wait, StageMask = PipelineStageFlags2.AllTransferBit };
        var after = new SemaphoreSubmitInfo { SType = StructureType.SemaphoreSubmitInfo, Semaphore = signal, StageMask = PipelineStageFlags2.AllCommandsBit };
        var buffer = new CommandBufferSubmitInfo { SType = StructureType.CommandBufferSubmitInfo, CommandBuffer = commands };
        var submit = new SubmitInfo2
        {
            SType = StructureType.SubmitInfo2,
            WaitSemaphoreInfoCount = wait.Handle == 0 ? 0u : 1,
            PWaitSemaphoreInfos = &before,
            CommandBufferInfoCount = 1,
            PCommandBufferInfos = &buffer,
            SignalSemaphoreInfoCount = signal.Handle == 0 ? 0u : 1,
            PSignalSemaphoreInfos = &after,
        };
        Fence fence = done;
        engine.Vk.ResetFences(engine.Device, 1, &fence).Check("reset a fence");
        engine.Vk.QueueSubmit2(engine.Queue, 1, &submit, done).Check("take a frame");
    }

    public void Dispose()
    {
        engine.Vk.DestroySemaphore(engine.Device, Acquired, null);
        engine.Vk.DestroyFence(engine.Device, done, null);
        engine.Vk.DestroyCommandPool(engine.Device, pool, null);
    }
}
