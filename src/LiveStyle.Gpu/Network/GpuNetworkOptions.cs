using LiveStyle.Gpu.Tuning;

namespace LiveStyle.Gpu.Network;

/// <summary>How a network runs in compute shaders. Immutable, so thread-safe.</summary>
public sealed record GpuNetworkOptions
{
    /// <summary>Whether to store maps and weights as float16, which halves their memory and traffic; sums stay float32. Null: where it is faster on the device's kind.</summary>
    public bool? HalfStorage { get; init; }

    /// <summary>What the numbers of the source images stand for; by default sRGB-encoded values.</summary>
    public ColorEncoding Source { get; init; }

    /// <summary>What the numbers of the target images are to stand for; by default sRGB-encoded values.</summary>
    public ColorEncoding Target { get; init; }

    /// <summary>Whether convolutions are cut into workgroups as was measured on the device. Same pictures either way, at another speed.</summary>
    public TileTuning Tuning { get; init; }

    /// <summary>The folder where measured choices are remembered, in tiles-DEVICE.json; null: the folder livestyle of the user's cache folder.</summary>
    public string? TuningFolder { get; init; }
}
