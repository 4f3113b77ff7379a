namespace LiveStyle.Gpu.Devices;

/// <summary>What kind of hardware stands behind a device.</summary>
public enum GpuKind
{
    /// <summary>A GPU with memory of its own.</summary>
    Discrete,

    /// <summary>A GPU that shares the processor's memory.</summary>
    Integrated,

    /// <summary>A share of a GPU in a virtual machine.</summary>
    Virtual,

    /// <summary>Vulkan on the processor, as Mesa's lavapipe.</summary>
    Software,
}

/// <summary>A Vulkan device, before it is opened. Immutable, so thread-safe.</summary>
/// <param name="Number">Its place among all devices, best first; what a user may name it by.</param>
/// <param name="Name">The name that the driver tells.</param>
/// <param name="Kind">The kind of hardware behind it.</param>
/// <param name="Driver">The driver's name and version; empty where the device is older than Vulkan 1.3.</param>
/// <param name="ApiVersion">The version of Vulkan that it has, as "1.4.305".</param>
/// <param name="MemoryBytes">The bytes of the largest heap that is the device's own.</param>
/// <param name="LargestBufferBytes">The most bytes that a kernel can see as one buffer.</param>
/// <param name="HasFloat16">Whether it calculates and stores in float16.</param>
/// <param name="HasMatrices">Whether it has cooperative matrices of float16, 16×16×16, summed in float32.</param>
/// <param name="SubgroupSize">How many invocations run in step.</param>
/// <param name="Missing">What the network needs and this device lacks, in words; null: it can run it.</param>
public sealed record PhysicalDeviceInfo(
    int Number,
    string Name,
    GpuKind Kind,
    string Driver,
    string ApiVersion,
    long MemoryBytes,
    long LargestBufferBytes,
    bool HasFloat16,
    bool HasMatrices,
    int SubgroupSize,
    string? Missing)
{
    /// <summary>The VkPhysicalDevice; valid while the instance that told it is open.</summary>
    public nint Handle { get; init; }

    /// <summary>The most pixels that an image has across or down.</summary>
    public int LargestImageSide { get; init; } = int.MaxValue;

    /// <summary>Vendor, device and driver as hex digits: what a measurement on it is remembered by.</summary>
    public string Identity { get; init; } = "";
}
