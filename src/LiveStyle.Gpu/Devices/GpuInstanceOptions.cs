namespace LiveStyle.Gpu.Devices;

/// <summary>How the Vulkan loader is opened.</summary>
public sealed record GpuInstanceOptions
{
    /// <summary>
    /// Called with each message of the validation layer (synchronization validation included), from any thread; null: the layer
    /// stays off. Setting it where the layer is not installed fails.
    /// </summary>
    public Action<string>? Validation { get; init; }

    /// <summary>Instance extensions that a window system needs to make surfaces; none without windows.</summary>
    public IReadOnlyList<string> SurfaceExtensions { get; init; } = [];
}
