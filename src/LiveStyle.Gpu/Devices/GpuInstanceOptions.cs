namespace LiveStyle.Gpu.Devices;

/// <summary>How the Vulkan loader is opened. Immutable, so thread-safe.</summary>
public sealed record GpuInstanceOptions
{
    /// <summary>
    /// Called with each message of the validation layer (synchronization validation included), from any thread, in time with Vulkan's
    /// calls; what it throws is dropped. Null: the layer stays off. Setting it where the layer is not installed fails.
    /// </summary>
    public Action<string>? Validation { get; init; }

    /// <summary>The names of the instance extensions that a window system needs to make surfaces; empty without windows.</summary>
    public IReadOnlyList<string> SurfaceExtensions { get; init; } = [];
}
