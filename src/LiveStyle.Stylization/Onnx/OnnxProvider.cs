using Microsoft.ML.OnnxRuntime;

namespace LiveStyle.Stylization.Onnx;

/// <summary>ONNX Runtime's execution providers, by device.</summary>
static class OnnxProvider
{
    /// <summary>What Auto tries before the CPU, best first.</summary>
    public static IReadOnlyList<StylizerDevice> Accelerators { get; } = [StylizerDevice.Cuda, StylizerDevice.Dml, StylizerDevice.CoreMl];

    public static bool IsIn(StylizerDevice device, string[] providers) => providers.Contains(device switch
    {
        StylizerDevice.Cuda => "CUDAExecutionProvider",
        StylizerDevice.Dml => "DmlExecutionProvider",
        StylizerDevice.CoreMl => "CoreMLExecutionProvider",
        _ => "CPUExecutionProvider",
    });

    /// <exception cref="ModelException">This build or this machine lacks the device.</exception>
    public static void Append(SessionOptions settings, StylizerDevice device, string[] providers)
    {
        if (device == StylizerDevice.Cpu)
        {
            return;
        }

        if (device == StylizerDevice.Vulkan)
        {
            throw new ArgumentException("Vulkan is no provider of ONNX Runtime; Stylizer.Open knows both", nameof(device));
        }

        (string lacks, string fails) = device switch
        {
            StylizerDevice.Cuda => (
                "this build has no CUDA; build on Linux with -p:OnnxProvider=cuda",
                "check the NVIDIA driver and install the CUDA and cuDNN libraries that ONNX Runtime asks for"),
            StylizerDevice.Dml => ("this build has no DirectML, which the Windows build has", "update Windows and the GPU's driver"),
            _ => ("this build has no CoreML, which the macOS build has", "update macOS"),
        };
        if (!IsIn(device, providers))
        {
            throw new ModelException($"--device {device.Name()}: {lacks}; or use --device cpu");
        }

        try
        {
            switch (device)
            {
                case StylizerDevice.Cuda:
                    settings.AppendExecutionProvider_CUDA();
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
            throw new ModelException($"--device {device.Name()}: it can't be started ({OnnxSession.FirstLine(problem)}); {fails}, or use --device cpu", problem);
        }
    }
}
