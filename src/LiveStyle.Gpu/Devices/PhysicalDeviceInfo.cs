namespace LiveStyle.Gpu.Devices;

/// <summary>What kind of hardware stands behind a device.</summary>
public enum GpuKind
{
    Discrete,
    Integrated,

    /// <summary>A share of a GPU in a virtual machine.</summary>
    Virtual,

    /// <summary>Vulkan on the processor, as Mesa's lavapipe.</summary>
    Software,
}

/// <summary>A Vulkan device, before it is opened.</summary>
/// <param name="Number">Its place among all devices, best first; what a user may name it by.</param>
/// <param name="Name">As the driver tells it.</param>
/// <param name="Driver">Name and version.</param>
/// <param name="ApiVersion">Vulkan's, as "1.4.305".</param>
/// <param name="MemoryBytes">Of the largest heap that is the device's own.</param>
/// <param name="LargestBufferBytes">That a kernel can see as one buffer.</param>
/// <param name="HasFloat16">Arithmetic and storage in float16.</param>
/// <param name="HasMatrices">Cooperative matrices of float16, 16×16×16, summed in float32.</param>
/// <param name="SubgroupSize">Invocations that run in step.</param>
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
    public nint Handle { get; init; }

    /// <summary>The most pixels that an image has across or down.</summary>
    public int LargestImageSide { get; init; } = int.MaxValue;

    /// <summary>Vendor, device and driver as hex digits: what a measurement on it is remembered by.</summary>
    public string Identity { get; init; } = "";
}
