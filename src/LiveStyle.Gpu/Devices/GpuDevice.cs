using LiveStyle.Diagnostics;
using Microsoft.Extensions.Logging;
using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Devices;

/// <summary>An open Vulkan device with one queue: ours, or an engine's.</summary>
/// <remarks>Thread-safe, but what is made with it says otherwise. Disposed after everything made with it, before its instance.</remarks>
public sealed unsafe partial class GpuDevice : IDisposable
{
    readonly bool isOwn;
    readonly PipelineCache pipelines;

    GpuDevice(Vk vk, PhysicalDevice physical, Device device, uint family, PhysicalDeviceInfo info, Queue queue, bool isOwn)
    {
        this.isOwn = isOwn;
        vk.CurrentDevice = device;
        Vk = vk;
        Handle = device;
        Physical = physical;
        QueueFamily = family;
        Info = info;
        Submissions = new SubmissionQueue(vk, device, queue);
        var create = new PipelineCacheCreateInfo { SType = StructureType.PipelineCacheCreateInfo };
        PipelineCache cache;
        vk.CreatePipelineCache(device, &create, null, &cache).Check("create a pipeline cache");
        pipelines = cache;
    }

    /// <summary>What the device is and what it can do, as it was opened.</summary>
    public PhysicalDeviceInfo Info { get; }

    /// <summary>Vulkan's entry points for this device; they are not another device's.</summary>
    public Vk Vk { get; }

    /// <summary>The VkDevice: destroyed on disposal, unless it is an engine's.</summary>
    public Device Handle { get; }

    /// <summary>The VkPhysicalDevice that the device was opened on.</summary>
    public PhysicalDevice Physical { get; }

    /// <summary>The number of the queue's family, whose command buffers the queue takes.</summary>
    public uint QueueFamily { get; }

    /// <summary>The device's queue and its timeline.</summary>
    public SubmissionQueue Submissions { get; }

    internal PipelineCache Pipelines => pipelines;

    /// <summary>Opens a device of ours; it can present where the instance has surface extensions.</summary>
    /// <param name="instance">The instance that shows the device; it outlives the device.</param>
    /// <param name="info">One of the instance's <see cref="GpuInstance.Devices"/>.</param>
    /// <returns>The device, which the caller disposes.</returns>
    /// <exception cref="GpuException">The driver refuses, or the device lacks what the network needs.</exception>
    public static GpuDevice Open(GpuInstance instance, PhysicalDeviceInfo info)
    {
        if (info.Missing is { } missing)
        {
            throw new GpuException($"{info.Name} can't run the network: it lacks {missing}; choose another device") { Remedies = Remedies.Processor };
        }

        var physical = new PhysicalDevice(info.Handle);
        Vk vk = VulkanLibrary.Open();
        vk.CurrentInstance = instance.Handle;
        uint family = QueueFamilies.Find(vk, physical)!.Value;
        float priority = 1;
        var queue = new DeviceQueueCreateInfo { SType = StructureType.DeviceQueueCreateInfo, QueueFamilyIndex = family, QueueCount = 1, PQueuePriorities = &priority };

        List<string> extensions = [];
        if (instance.Options.SurfaceExtensions.Count > 0)
        {
            extensions.Add("VK_KHR_swapchain");
        }

        if (PhysicalDeviceProbe.HasExtension(vk, physical, "VK_KHR_portability_subset"))
        {
            extensions.Add("VK_KHR_portability_subset");
        }

        var matrices = new PhysicalDeviceCooperativeMatrixFeaturesKHR { SType = StructureType.PhysicalDeviceCooperativeMatrixFeaturesKhr, CooperativeMatrix = true };
        if (info.HasMatrices)
        {
            extensions.Add("VK_KHR_cooperative_matrix");
        }

        var features13 = new PhysicalDeviceVulkan13Features
        {
            SType = StructureType.PhysicalDeviceVulkan13Features,
            PNext = info.HasMatrices ? &matrices : null,
            Synchronization2 = true,
            ComputeFullSubgroups = info.HasMatrices,
        };
        var features12 = new PhysicalDeviceVulkan12Features
        {
            SType = StructureType.PhysicalDeviceVulkan12Features,
            PNext = &features13,
            TimelineSemaphore = true,
            ShaderFloat16 = info.HasFloat16,
            VulkanMemoryModel = info.HasMatrices,
        };
        var features11 = new PhysicalDeviceVulkan11Features
        {
            SType = StructureType.PhysicalDeviceVulkan11Features, PNext = &features12, StorageBuffer16BitAccess = info.HasFloat16,
        };
        var features = new PhysicalDeviceFeatures2
        {
            SType = StructureType.PhysicalDeviceFeatures2,
            PNext = &features11,
            Features = new PhysicalDeviceFeatures { ShaderStorageImageWriteWithoutFormat = true },
        };
        using var names = new NativeStrings(extensions);
        var create = new DeviceCreateInfo
        {
            SType = StructureType.DeviceCreateInfo,
            PNext = &features,
            QueueCreateInfoCount = 1,
            PQueueCreateInfos = &queue,
            EnabledExtensionCount = names.Count,
            PpEnabledExtensionNames = names.Pointers,
        };
        Device device;
        vk.CreateDevice(physical, &create, null, &device).Check($"open {info.Name}");
        Queue handle;
        vk.GetDeviceQueue(device, family, 0, &handle);
        LogOpened(LiveStyleLogging.For("LiveStyle.Gpu.Devices"), info.Name, info.HasFloat16, info.HasMatrices, info.MemoryBytes >> 20);
        return new GpuDevice(vk, physical, device, family, info, handle, isOwn: true);
    }

    /// <summary>Works on an engine's device, which stays the engine's.</summary>
    /// <param name="engine">The handles, which outlive what is returned.</param>
    /// <returns>The device, which the caller disposes; the engine's handles are not destroyed then.</returns>
    /// <exception cref="GpuException">The device is too old, or its driver refuses.</exception>
    public static GpuDevice Adopt(AdoptedDevice engine)
    {
        Vk vk = VulkanLibrary.Open();
        var instance = new Instance(engine.Instance);
        vk.CurrentInstance = instance;
        PhysicalDeviceInfo info = PhysicalDeviceProbe.All(vk, instance).FirstOrDefault(info => info.Handle == engine.PhysicalDevice)
            ?? throw new GpuException("the engine's physical device is not one of its instance; hand over handles that belong together");
        return info.Missing is { } missing
            ? throw new GpuException($"the engine's device {info.Name} can't run the network: it lacks {missing}")
            : new GpuDevice(
                vk, new PhysicalDevice(engine.PhysicalDevice), new Device(engine.Device), engine.QueueFamily,
                info with { HasMatrices = info.HasMatrices && engine.HasMatrices }, new Queue(engine.Queue), isOwn: false);
    }

    /// <summary>The timeline's value of the last submission.</summary>
    internal ulong LastSubmission => Submissions.Submitted;

    /// <summary>Whether every submission up to a timeline's value is done. Allocates nothing, waits for nothing.</summary>
    /// <param name="value">What a submission returned; 0, before the first, is always done.</param>
    public bool IsDone(ulong value) => Submissions.Completed >= value;

    /// <summary>Disposes a resource once all that was submitted so far through this device is done; returns at once.</summary>
    /// <param name="resource">The resource, the device's from now on.</param>
    public void Retire(IDisposable resource) => Submissions.Retire(resource);

    /// <summary>Waits for all that was submitted, and closes the device, unless it is an engine's. After a lost device it waits for nothing.</summary>
    public void Dispose()
    {
        Submissions.Dispose();
        Vk.DestroyPipelineCache(Handle, pipelines, null);
        if (isOwn)
        {
            Vk.DestroyDevice(Handle, null);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "opened {Device} (float16 {HasFloat16}, cooperative matrices {HasMatrices}, {Megabytes} MB)")]
    static partial void LogOpened(ILogger logger, string device, bool hasFloat16, bool hasMatrices, long megabytes);
}
