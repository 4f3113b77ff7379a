namespace LiveStyle.Gpu;

/// <summary>How a network runs in compute shaders.</summary>
public sealed record GpuNetworkOptions
{
    /// <summary>Store maps and weights as float16, which halves their memory and traffic; sums stay float32. Null: where it is faster on the device's kind.</summary>
    public bool? HalfStorage { get; init; }

    /// <summary>Of the source images.</summary>
    public ColorEncoding Source { get; init; }

    /// <summary>Of the target images.</summary>
    public ColorEncoding Target { get; init; }
}
