using LiveStyle.Gpu.Devices;
using Silk.NET.Core.Native;
using Silk.NET.Vulkan;

namespace LiveStyle.Sample.Vulkan;

/// <summary>The engine's own Vulkan: instance, device, and the one queue that draws, computes and presents.</summary>
/// <remarks>Disposed after everything made with it.</remarks>
sealed unsafe class Engine : IDisposable
{
    readonly DebugUtilsMessengerEXT messenger;

    /// <param name="validation">Turns the validation layer on.</param>
    /// <param name="surfaceExtensions">Instance extensions of the window system; none for drawing without a window.</param>
    /// <exception cref="EngineException">There is no Vulkan 1.3 device, or no validation layer.</exception>
    public Engine(ValidationLog? validation, IReadOnlyList<string> surfaceExtensions)
    {
        try
        {
            Vk = Vk.GetApi();
        }
        catch (Exception problem) when (problem is FileNotFoundException or DllNotFoundException)
        {
            throw new EngineException("there is no Vulkan loader; install the GPU's driver", problem);
        }

        Instance = CreateInstance(validation is not null, surfaceExtensions);
        Vk.CurrentInstance = Instance;
        messenger = validation?.Connect(Vk, Instance) ?? default;
        (Physical, QueueFamily) = DeviceChoice.Best(Vk, Instance);
        Device = CreateDevice(canPresent: surfaceExtensions.Count > 0);
        Vk.CurrentDevice = Device;
        Queue queue;
        Vk.GetDeviceQueue(Device, QueueFamily, 0, &queue);
        Queue = queue;
    }

    public Vk Vk { get; }

    public Instance Instance { get; }

    public PhysicalDevice Physical { get; }

    public Device Device { get; }

    public Queue Queue { get; }

    public uint QueueFamily { get; }

    /// <summary>What LiveStyle is told of all this.</summary>
    public AdoptedDevice ForLiveStyle => SilkHandles.Adopt(Instance, Physical, Device, Queue, QueueFamily);

    public void WaitIdle() => Vk.DeviceWaitIdle(Device).Check("finish its work");

    public void Dispose()
    {
        Vk.DestroyDevice(Device, null);
        if (messenger.Handle != 0)
        {
            ValidationLog.Disconnect(Vk, Instance, messenger);
        }

        Vk.DestroyInstance(Instance, null);
    }

    Instance CreateInstance(bool validates, IReadOnlyList<string> surfaceExtensions)
    {
        string[] extensions = validates ? [.. surfaceExtensions, ValidationLog.Extension] : [.. surfaceExtensions];
        string[] layers = validates ? [ValidationLog.Layer] : [];
        byte** extensionNames = (byte**)SilkMarshal.StringArrayToPtr(extensions);
        byte** layerNames = (byte**)SilkMarshal.StringArrayToPtr(layers);
        ValidationFeatureEnableEXT synchronization = ValidationFeatureEnableEXT.SynchronizationValidationExt;
        var features = new ValidationFeaturesEXT
        {
            SType = StructureType.ValidationFeaturesExt, EnabledValidationFeatureCount = 1, PEnabledValidationFeatures = &synchronization,
        };
        var application = new ApplicationInfo { SType = StructureType.ApplicationInfo, ApiVersion = Vk.Version13 };
        var create = new InstanceCreateInfo
        {
            SType = StructureType.InstanceCreateInfo,
            PNext = validates ? &features : null,
            PApplicationInfo = &application,
            EnabledExtensionCount = (uint)extensions.Length,
            PpEnabledExtensionNames = extensionNames,
            EnabledLayerCount = (uint)layers.Length,
            PpEnabledLayerNames = layerNames,
        };
        Instance instance;
        Result result = Vk.CreateInstance(&create, null, &instance);
        SilkMarshal.Free((nint)extensionNames);
        SilkMarshal.Free((nint)layerNames);
        if (result == Result.ErrorLayerNotPresent)
        {
            throw new EngineException("the validation layer is not installed; install vulkan-validationlayers, or leave --validate out");
        }

        result.Check("open");
        return instance;
    }

    Device CreateDevice(bool canPresent)
    {
        float priority = 1;
        var queue = new DeviceQueueCreateInfo { SType = StructureType.DeviceQueueCreateInfo, QueueFamilyIndex = QueueFamily, QueueCount = 1, PQueuePriorities = &priority };

        // Dynamic rendering is for the engine; the other three are what LiveStyle asks of a device.
        var features13 = new PhysicalDeviceVulkan13Features { SType = StructureType.PhysicalDeviceVulkan13Features, DynamicRendering = true, Synchronization2 = true };
        var features12 = new PhysicalDeviceVulkan12Features { SType = StructureType.PhysicalDeviceVulkan12Features, PNext = &features13, TimelineSemaphore = true };
        var features = new PhysicalDeviceFeatures { ShaderStorageImageWriteWithoutFormat = true };
        byte** swapchain = (byte**)SilkMarshal.StringArrayToPtr(["VK_KHR_swapchain"]);
        var create = new DeviceCreateInfo
        {
            SType = StructureType.DeviceCreateInfo,
            PNext = &features12,
            QueueCreateInfoCount = 1,
            PQueueCreateInfos = &queue,
            EnabledExtensionCount = canPresent ? 1u : 0,
            PpEnabledExtensionNames = swapchain,
            PEnabledFeatures = &features,
        };
        Device device;
        Result result = Vk.CreateDevice(Physical, &create, null, &device);
        SilkMarshal.Free((nint)swapchain);
        result.Check("open the device");
        return device;
    }
}
