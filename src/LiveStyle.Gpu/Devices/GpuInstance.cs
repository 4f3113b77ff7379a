using Silk.NET.Vulkan;

namespace LiveStyle.Gpu.Devices;

/// <summary>An open Vulkan loader and the devices that it shows. Disposed after everything made from it.</summary>
/// <remarks>Thread-safe, but for its disposal.</remarks>
public sealed unsafe class GpuInstance : IDisposable
{
    readonly ValidationMessenger? messenger;

    GpuInstance(Vk vk, Instance handle, GpuInstanceOptions options)
    {
        Vk = vk;
        Handle = handle;
        Options = options;
        messenger = options.Validation is { } receive ? new ValidationMessenger(vk, handle, receive) : null;
        Devices = PhysicalDeviceProbe.All(vk, handle);
    }

    /// <summary>Every device that the loader shows, best first: discrete, integrated, virtual, software. May be empty.</summary>
    public IReadOnlyList<PhysicalDeviceInfo> Devices { get; }

    /// <summary>The VkInstance, as engines and window systems take it.</summary>
    public nint RawHandle => Handle.Handle;

    /// <summary>Vulkan's entry points for this instance; devices have their own.</summary>
    public Vk Vk { get; }

    /// <summary>The VkInstance, destroyed on disposal.</summary>
    public Instance Handle { get; }

    internal GpuInstanceOptions Options { get; }

    /// <summary>Opens the system's Vulkan loader, for Vulkan 1.3.</summary>
    /// <param name="options">How it is opened; null: without validation and without windows.</param>
    /// <returns>The instance, which the caller disposes.</returns>
    /// <exception cref="GpuException">There is no loader or no driver, or a wanted layer or extension is missing.</exception>
    public static GpuInstance Open(GpuInstanceOptions? options = null)
    {
        options ??= new GpuInstanceOptions();
        Vk vk = VulkanLibrary.Open();
        List<string> extensions = [.. options.SurfaceExtensions];
        List<string> layers = [];
        if (options.Validation is not null)
        {
            RequireValidation(vk);
            layers.Add(ValidationMessenger.Layer);
            extensions.Add(ValidationMessenger.Extension);
        }

        bool isPortable = OperatingSystem.IsMacOS();
        if (isPortable)
        {
            // Drivers that stand on Metal show themselves only to those who know that they are not all of Vulkan.
            extensions.Add("VK_KHR_portability_enumeration");
        }

        using var extensionNames = new NativeStrings(extensions);
        using var layerNames = new NativeStrings(layers);
        ValidationFeatureEnableEXT synchronization = ValidationFeatureEnableEXT.SynchronizationValidationExt;
        var features = new ValidationFeaturesEXT
        {
            SType = StructureType.ValidationFeaturesExt,
            EnabledValidationFeatureCount = 1,
            PEnabledValidationFeatures = &synchronization,
        };
        var application = new ApplicationInfo { SType = StructureType.ApplicationInfo, ApiVersion = Vk.Version13 };
        var create = new InstanceCreateInfo
        {
            SType = StructureType.InstanceCreateInfo,
            PNext = options.Validation is null ? null : &features,
            Flags = isPortable ? InstanceCreateFlags.EnumeratePortabilityBitKhr : 0,
            PApplicationInfo = &application,
            EnabledLayerCount = layerNames.Count,
            PpEnabledLayerNames = layerNames.Pointers,
            EnabledExtensionCount = extensionNames.Count,
            PpEnabledExtensionNames = extensionNames.Pointers,
        };
        Instance instance;
        Result result = vk.CreateInstance(&create, null, &instance);
        if (result == Result.ErrorExtensionNotPresent)
        {
            throw new GpuException("the Vulkan driver can't draw into windows here; update the driver") { Remedies = Remedies.NoWindow };
        }

        if (result == Result.ErrorIncompatibleDriver)
        {
            throw NoDevice();
        }

        result.Check("open Vulkan");
        vk.CurrentInstance = instance;
        return new GpuInstance(vk, instance, options);
    }

    /// <summary>The best device, or one by name (a part of it) or by its number in <see cref="Devices"/>.</summary>
    /// <param name="nameOrNumber">A part of a name in any case, or a number; null: the best device that can run the network.</param>
    /// <returns>The device, not yet opened.</returns>
    /// <exception cref="GpuException">There is none, none of that name, or it lacks something that the network needs.</exception>
    public PhysicalDeviceInfo Choose(string? nameOrNumber = null) => Devices.Count == 0 ? throw NoDevice() : DeviceChoice.Choose(Devices, nameOrNumber);

    /// <summary>Closes the loader; nothing made from it may be left.</summary>
    public void Dispose()
    {
        messenger?.Dispose();
        Vk.DestroyInstance(Handle, null);
    }

    static GpuException NoDevice() => new(
        "Vulkan shows no device on this machine; install the GPU's driver (on Debian mesa-vulkan-drivers, which also does without a GPU)") { Remedies = Remedies.Processor };

    static void RequireValidation(Vk vk)
    {
        uint count = 0;
        vk.EnumerateInstanceLayerProperties(&count, null).Check("list layers");
        var layers = new LayerProperties[count];
        fixed (LayerProperties* all = layers)
        {
            vk.EnumerateInstanceLayerProperties(&count, all).Check("list layers");
            for (uint i = 0; i < count; i++)
            {
                if (NativeStrings.Read(all[i].LayerName) == ValidationMessenger.Layer)
                {
                    return;
                }
            }
        }

        throw new GpuException("Vulkan's validation layer is not installed; install vulkan-validationlayers, or run without it");
    }
}
