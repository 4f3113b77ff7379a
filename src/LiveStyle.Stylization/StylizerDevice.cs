namespace LiveStyle.Stylization;

/// <summary>The devices that a network can run on.</summary>
public enum StylizerDevice
{
    /// <summary>The first of CUDA, DirectML and CoreML that this build has and this machine can start, else the processor.</summary>
    Auto,

    /// <summary>The processor, in its vector instructions; through ONNX Runtime where a bundle's network is of neither family.</summary>
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

    /// <summary>The processor, through ONNX Runtime, which runs any bundle's network and is the reference.</summary>
    Onnx,
}

/// <summary>The names of <see cref="StylizerDevice"/> as people write them.</summary>
public static class StylizerDeviceNames
{
    /// <summary>All names, in the order of the enumeration's values.</summary>
    public static IReadOnlyList<string> All { get; } = ["auto", "cpu", "cuda", "tensorrt", "dml", "coreml", "vulkan", "onnx"];

    /// <summary>Gives the name of a device, such as "cpu".</summary>
    public static string Name(this StylizerDevice device) => All[(int)device];

    /// <summary>Reads the name of a device.</summary>
    /// <param name="name">The name, such as "cpu".</param>
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
