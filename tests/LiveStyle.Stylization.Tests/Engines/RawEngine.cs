using System.Collections.Concurrent;
using LiveStyle.Frames;
using LiveStyle.Gpu.Devices;
using Silk.NET.Vulkan;
using Xunit;
using Buffer = Silk.NET.Vulkan.Buffer;

namespace LiveStyle.Stylization.Tests.Engines;

/// <summary>A Vulkan program that knows nothing of LiveStyle: its own instance, software device, queue, images and barriers, under validation.</summary>
sealed unsafe class RawEngine : IDisposable
{
    readonly ConcurrentQueue<string> messages = [];
    readonly ValidationMessenger messenger;
    readonly CommandPool pool;
    readonly List<Action> releases = [];
    readonly Instance instance;
    readonly PhysicalDevice physical;
    readonly Device device;
    readonly Queue queue;
    readonly uint family;

    /// <param name="validates">The validation layer gives every object a handle of its own; without it the driver's come back.</param>
    public RawEngine(bool validates = true)
    {
        Vk = Vk.GetApi();
        using var layers = new NativeStrings(validates ? [ValidationMessenger.Layer] : []);
        using var extensions = new NativeStrings([ValidationMessenger.Extension]);
        ValidationFeatureEnableEXT synchronization = ValidationFeatureEnableEXT.SynchronizationValidationExt;
        var checks = new ValidationFeaturesEXT { SType = StructureType.ValidationFeaturesExt, EnabledValidationFeatureCount = 1, PEnabledValidationFeatures = &synchronization };
        var application = new ApplicationInfo { SType = StructureType.ApplicationInfo, ApiVersion = Vk.Version13 };
        var createInstance = new InstanceCreateInfo
        {
            SType = StructureType.InstanceCreateInfo,
            PNext = validates ? &checks : null,
            PApplicationInfo = &application,
            EnabledLayerCount = layers.Count,
            PpEnabledLayerNames = layers.Pointers,
            EnabledExtensionCount = 1,
            PpEnabledExtensionNames = extensions.Pointers,
        };
        Instance madeInstance;
        Must(Vk.CreateInstance(&createInstance, null, &madeInstance));
        Vk.CurrentInstance = instance = madeInstance;
        messenger = new ValidationMessenger(Vk, instance, messages.Enqueue);
        (physical, family) = FindSoftware();

        float priority = 1;
        var createQueue = new DeviceQueueCreateInfo { SType = StructureType.DeviceQueueCreateInfo, QueueFamilyIndex = family, QueueCount = 1, PQueuePriorities = &priority };
        var features13 = new PhysicalDeviceVulkan13Features { SType = StructureType.PhysicalDeviceVulkan13Features, Synchronization2 = true };
        var features12 = new PhysicalDeviceVulkan12Features { SType = StructureType.PhysicalDeviceVulkan12Features, PNext = &features13, TimelineSemaphore = true };
        var features = new PhysicalDeviceFeatures { ShaderStorageImageWriteWithoutFormat = true };
        var createDevice = new DeviceCreateInfo
        {
            SType = StructureType.DeviceCreateInfo, PNext = &features12, QueueCreateInfoCount = 1, PQueueCreateInfos = &createQueue, PEnabledFeatures = &features,
        };
        Device madeDevice;
        Must(Vk.CreateDevice(physical, &createDevice, null, &madeDevice));
        Vk.CurrentDevice = device = madeDevice;
        Queue madeQueue;
        Vk.GetDeviceQueue(device, family, 0, &madeQueue);
        queue = madeQueue;
        var createPool = new CommandPoolCreateInfo { SType = StructureType.CommandPoolCreateInfo, QueueFamilyIndex = family };
        CommandPool madePool;
        Must(Vk.CreateCommandPool(device, &createPool, null, &madePool));
        pool = madePool;
    }

    public Vk Vk { get; }

    public AdoptedDevice Handles => SilkHandles.Adopt(instance, physical, device, queue, family);

    public Image CreateImage(FrameSize size, Format format, ImageUsageFlags usage)
    {
        var create = new ImageCreateInfo
        {
            SType = StructureType.ImageCreateInfo,
            ImageType = ImageType.Type2D,
            Format = format,
            Extent = new Extent3D((uint)size.Width, (uint)size.Height, 1),
            MipLevels = 1,
            ArrayLayers = 1,
            Samples = SampleCountFlags.Count1Bit,
            Usage = usage,
        };
        Image made;
        Must(Vk.CreateImage(device, &create, null, &made));
        Image image = made;
        MemoryRequirements needs;
        Vk.GetImageMemoryRequirements(device, image, &needs);
        DeviceMemory memory = Allocate(needs);
        Must(Vk.BindImageMemory(device, image, memory, 0));
        releases.Add(() =>
        {
            Vk.DestroyImage(device, image, null);
            Vk.FreeMemory(device, memory, null);
        });
        return image;
    }

    /// <returns>A buffer and where it is mapped.</returns>
    public (Buffer Buffer, nint Address) CreateBuffer(int byteLength)
    {
        var create = new BufferCreateInfo
        {
            SType = StructureType.BufferCreateInfo, Size = (ulong)byteLength, Usage = BufferUsageFlags.TransferSrcBit | BufferUsageFlags.TransferDstBit,
        };
        Buffer made;
        Must(Vk.CreateBuffer(device, &create, null, &made));
        Buffer buffer = made;
        MemoryRequirements needs;
        Vk.GetBufferMemoryRequirements(device, buffer, &needs);
        DeviceMemory memory = Allocate(needs);
        Must(Vk.BindBufferMemory(device, buffer, memory, 0));
        void* address;
        Must(Vk.MapMemory(device, memory, 0, Vk.WholeSize, 0, &address));
        releases.Add(() =>
        {
            Vk.DestroyBuffer(device, buffer, null);
            Vk.FreeMemory(device, memory, null);
        });
        return (buffer, (nint)address);
    }

    public CommandBuffer Begin()
    {
        var allocate = new CommandBufferAllocateInfo { SType = StructureType.CommandBufferAllocateInfo, CommandPool = pool, CommandBufferCount = 1 };
        CommandBuffer commands;
        Must(Vk.AllocateCommandBuffers(device, &allocate, &commands));
        var begin = new CommandBufferBeginInfo { SType = StructureType.CommandBufferBeginInfo };
        Must(Vk.BeginCommandBuffer(commands, &begin));
        return commands;
    }

    public void End(CommandBuffer commands) => Must(Vk.EndCommandBuffer(commands));

    /// <summary>Submits without waiting.</summary>
    public void Submit(CommandBuffer commands)
    {
        var submit = new SubmitInfo { SType = StructureType.SubmitInfo, CommandBufferCount = 1, PCommandBuffers = &commands };
        Must(Vk.QueueSubmit(queue, 1, &submit, default));
    }

    public void WaitIdle() => Must(Vk.DeviceWaitIdle(device));

    /// <summary>Takes the engine down, as it would itself; whatever LiveStyle left behind is a message.</summary>
    public void Dispose()
    {
        WaitIdle();
        releases.ForEach(release => release());
        Vk.DestroyCommandPool(device, pool, null);
        Vk.DestroyDevice(device, null);
        messenger.Dispose();
        Vk.DestroyInstance(instance, null);
        Assert.Empty(messages);
    }

    static void Must(Result result) => Assert.Equal(Result.Success, result);

    DeviceMemory Allocate(MemoryRequirements needs)
    {
        // All memory of a software device is visible to the host.
        var allocate = new MemoryAllocateInfo { SType = StructureType.MemoryAllocateInfo, AllocationSize = needs.Size, MemoryTypeIndex = (uint)int.TrailingZeroCount((int)needs.MemoryTypeBits) };
        DeviceMemory memory;
        Must(Vk.AllocateMemory(device, &allocate, null, &memory));
        return memory;
    }

    (PhysicalDevice Device, uint Family) FindSoftware()
    {
        uint count = 16;
        PhysicalDevice* devices = stackalloc PhysicalDevice[16];
        Vk.EnumeratePhysicalDevices(instance, &count, devices);
        for (int i = 0; i < count; i++)
        {
            PhysicalDeviceProperties properties;
            Vk.GetPhysicalDeviceProperties(devices[i], &properties);
            if (properties.DeviceType == PhysicalDeviceType.Cpu)
            {
                return (devices[i], 0);
            }
        }

        throw new InvalidOperationException("There is no software Vulkan; install mesa-vulkan-drivers.");
    }
}
