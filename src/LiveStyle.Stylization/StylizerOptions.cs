using LiveStyle.Diagnostics;
using LiveStyle.Frames;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Network;
using Microsoft.Extensions.Logging;

namespace LiveStyle.Stylization;

/// <summary>How a stylizer runs its network.</summary>
public sealed record StylizerOptions
{
    /// <summary>The largest number of slots; each takes a thread, and memory, of its own.</summary>
    public const int MaxSlots = 64;

    /// <summary>The device that the network is to run on; by default the first that this machine can start.</summary>
    public StylizerDevice Device { get; init; } = StylizerDevice.Auto;

    /// <summary>The Vulkan device: a part of its name, or its number; null for the best.</summary>
    public string? VulkanDevice { get; init; }

    /// <summary>How Vulkan is opened, where it is.</summary>
    public GpuInstanceOptions GpuInstance { get; init; } = new();

    /// <summary>How the network runs on a Vulkan device.</summary>
    public GpuNetworkOptions GpuNetwork { get; init; } = new();

    /// <summary>How the network runs on an NVIDIA GPU, through CUDA or TensorRT.</summary>
    public CudaOptions Cuda { get; init; } = new();

    /// <summary>
    /// The log of ONNX Runtime, under the category LiveStyle.Stylization.Onnx. By default it goes where all libraries log, which is
    /// nowhere; nothing of it reaches the console.
    /// </summary>
    public ILoggerFactory LoggerFactory { get; init; } = LiveStyleLogging.Factory;

    /// <summary>The number of CPU threads of all runs together, 1 or more; null for as many as the machine has cores.</summary>
    public int? Threads { get; init; }

    /// <summary>
    /// The number of frames that are stylized at once, 1 to <see cref="MaxSlots"/>; each takes memory of its own. Null for what is fastest
    /// for <see cref="Clip"/> and fits the memory.
    /// </summary>
    public int? Slots { get; init; }

    /// <summary>
    /// The size of the frames of a clip, where frames a second count; null where the time of each single frame counts, as of still
    /// pictures: then all threads work on one frame, unless <see cref="Slots"/> says otherwise.
    /// </summary>
    public FrameSize? Clip { get; init; }

    /// <summary>
    /// The size of strokes against the picture, <see cref="Strokes.StrokeSize.Smallest"/> to <see cref="Strokes.StrokeSize.Largest"/>, 1 as trained, whatever the
    /// frames' size. Null: the network runs at the frames' own size.
    /// </summary>
    public double? StrokeSize { get; init; }

    /// <summary>Reads a device as people write it: auto, cpu, onnx, cuda, dml, coreml, vulkan; after "vulkan:" a part of the GPU's name or its number.</summary>
    /// <exception cref="LiveStyleException">There is no such device, or one that takes no name was given one.</exception>
    public static StylizerOptions ForDevice(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        StylizerDevice device = StylizerDeviceNames.Parse(colon < 0 ? text : text[..colon]);
        return colon < 0 ? new StylizerOptions { Device = device }
            : device == StylizerDevice.Vulkan && colon + 1 < text.Length ? new StylizerOptions { Device = device, VulkanDevice = text[(colon + 1)..] }
            : throw new LiveStyleException($"the device {text}: only vulkan takes a name or a number, such as vulkan:0");
    }
}
