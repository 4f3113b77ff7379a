using Microsoft.ML.OnnxRuntime;

namespace LiveStyle.Stylization.Onnx;

/// <summary>ONNX Runtime's provider for CUDA.</summary>
static class CudaProvider
{
    const string Registration = "LiveStyle.Cuda";

    static readonly Lock Gate = new();
    static bool isRegistered;

    /// <summary>Makes a session of these settings run on the first NVIDIA GPU.</summary>
    /// <exception cref="OnnxRuntimeException">CUDA's or cuDNN's libraries, or the driver, are not there.</exception>
    public static void Append(SessionOptions settings, bool usesGraphs)
    {
        Register();
        using var options = new OrtCUDAProviderOptions();
        options.UpdateOptions(new Dictionary<string, string> { ["device_id"] = "0", ["enable_cuda_graph"] = usesGraphs ? "1" : "0" });
        settings.AppendExecutionProvider_CUDA(options);
    }

    /// <summary>Loads the provider into ONNX Runtime's environment, which can copy to and from CUDA's memory from then on.</summary>
    /// <exception cref="OnnxRuntimeException">CUDA's libraries are not there.</exception>
    static void Register()
    {
        lock (Gate)
        {
            if (!isRegistered)
            {
                // ONNX Runtime looks for it beside its own library.
                OnnxSession.Runtime.RegisterExecutionProviderLibrary(
                    Registration, OperatingSystem.IsWindows() ? "onnxruntime_providers_cuda.dll" : "libonnxruntime_providers_cuda.so");
                isRegistered = true;
            }
        }
    }
}
