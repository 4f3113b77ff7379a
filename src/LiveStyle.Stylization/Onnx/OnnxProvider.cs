using Microsoft.ML.OnnxRuntime;

namespace LiveStyle.Stylization.Onnx;

/// <summary>An execution provider of ONNX Runtime.</summary>
/// <param name="Device">What it runs networks on.</param>
/// <param name="Name">The provider's name in ONNX Runtime.</param>
/// <param name="Plugin">The library that it is in, without prefix and ending; null where it is in ONNX Runtime itself.</param>
/// <param name="Builds">Which builds have it.</param>
/// <param name="Cure">What to look after where it can't be started.</param>
sealed record OnnxProvider(StylizerDevice Device, string Name, string? Plugin, string Builds, string Cure)
{
    /// <summary>The providers for accelerators, best first.</summary>
    public static IReadOnlyList<OnnxProvider> Accelerators { get; } =
    [
        new(StylizerDevice.Cuda, "CUDAExecutionProvider", "onnxruntime_providers_cuda",
            "take one made for CUDA (Linux and Windows)", "check the NVIDIA driver and install CUDA and cuDNN in the versions that ONNX Runtime asks for"),
        new(StylizerDevice.TensorRt, "TensorrtExecutionProvider", "onnxruntime_providers_tensorrt",
            "take one made for TensorRT (Linux and Windows)", "check the NVIDIA driver and install CUDA, cuDNN and TensorRT in the versions that ONNX Runtime asks for"),
        new(StylizerDevice.Dml, "DmlExecutionProvider", null, "take the one made on Windows", "update Windows and the GPU's driver"),
        new(StylizerDevice.CoreMl, "CoreMLExecutionProvider", null, "take the one made on macOS", "update macOS"),
    ];

    /// <summary>Accelerators that this build has, best first.</summary>
    public static IEnumerable<OnnxProvider> Present
    {
        get
        {
            string[] names = OnnxSession.Runtime.GetAvailableProviders();
            return Accelerators.Where(provider => names.Contains(provider.Name) && (provider.Plugin is null || NativeLibraries.Exists(provider.Plugin)));
        }
    }

    /// <summary>What Auto tries before the CPU, best first. TensorRT is not among them: it takes minutes before the first frame.</summary>
    public static IEnumerable<StylizerDevice> Automatic => Present.Select(provider => provider.Device).Where(device => device != StylizerDevice.TensorRt);

    /// <summary>Makes a session of these settings run on a device.</summary>
    /// <param name="settings">What the session will be opened with.</param>
    /// <param name="device">Not Auto.</param>
    /// <param name="cuda">How it runs, where it is an NVIDIA GPU.</param>
    /// <param name="usesGraphs">Whether CUDA shall record graphs.</param>
    /// <exception cref="StylizerDeviceException">This build or this machine lacks the device.</exception>
    public static void Append(SessionOptions settings, StylizerDevice device, CudaOptions cuda, bool usesGraphs)
    {
        if (device == StylizerDevice.Onnx)
        {
            return;
        }

        OnnxProvider provider = Of(device);
        if (!Present.Contains(provider))
        {
            throw new StylizerDeviceException(device, isInBuild: false, "this build has none of its libraries", provider.Builds);
        }

        try
        {
            switch (device)
            {
                case StylizerDevice.Cuda:
                    CudaProvider.Append(settings, usesGraphs);
                    break;
                case StylizerDevice.TensorRt:
                    TensorRtProvider.Append(settings, cuda);
                    break;
                case StylizerDevice.Dml:
                    // DirectML plans its memory itself.
                    settings.EnableMemoryPattern = false;
                    settings.AppendExecutionProvider_DML();
                    break;
                default:
                    settings.AppendExecutionProvider("CoreML");
                    break;
            }
        }
        catch (Exception problem) when (problem is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException or NotSupportedException)
        {
            throw NotStarted(device, problem);
        }
    }

    /// <summary>A device that is in this build and can't be started.</summary>
    /// <param name="device">Neither the CPU nor Auto.</param>
    /// <param name="problem">What ONNX Runtime says.</param>
    public static StylizerDeviceException NotStarted(StylizerDevice device, Exception problem) =>
        new(device, isInBuild: true, OnnxFailure.Reason(problem), Of(device).Cure, problem);

    /// <param name="device">Neither the CPU nor Auto nor Vulkan.</param>
    public static OnnxProvider Of(StylizerDevice device) => Accelerators.FirstOrDefault(provider => provider.Device == device)
        ?? throw new ArgumentException($"{device} is no provider of ONNX Runtime; Stylizer.Open knows all devices", nameof(device));
}
