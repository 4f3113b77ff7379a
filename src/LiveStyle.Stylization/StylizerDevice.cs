namespace LiveStyle.Stylization;

/// <summary>What the network runs on.</summary>
public enum StylizerDevice
{
    /// <summary>The first of CUDA, DirectML and CoreML that this build has and this machine can start, else the CPU.</summary>
    Auto,
    Cpu,

    /// <summary>NVIDIA, through CUDA.</summary>
    Cuda,

    /// <summary>NVIDIA, through TensorRT, which takes minutes before the first frame of a size and is never taken unasked.</summary>
    TensorRt,

    /// <summary>Any GPU on Windows, through DirectML.</summary>
    Dml,

    /// <summary>macOS, through CoreML.</summary>
    CoreMl,

    /// <summary>Any GPU, through compute shaders.</summary>
    Vulkan,
}

/// <summary>The names of <see cref="StylizerDevice"/> on the command line.</summary>
public static class StylizerDeviceNames
{
    public static IReadOnlyList<string> All { get; } = ["auto", "cpu", "cuda", "tensorrt", "dml", "coreml", "vulkan"];

    public static string Name(this StylizerDevice device) => All[(int)device];

    /// <exception cref="ModelException">There is no such device.</exception>
    public static StylizerDevice Parse(string name)
    {
        for (int i = 0; i < All.Count; i++)
        {
            if (string.Equals(All[i], name, StringComparison.OrdinalIgnoreCase))
            {
                return (StylizerDevice)i;
            }
        }

        throw new ModelException($"unknown device '{name}'; use one of {string.Join(", ", All)}");
    }
}
