using LiveStyle.Files;
using Microsoft.ML.OnnxRuntime;

namespace LiveStyle.Stylization.Onnx;

/// <summary>ONNX Runtime's provider for TensorRT, with CUDA for what TensorRT can't do.</summary>
static class TensorRtProvider
{
    const string EngineFolder = "tensorrt";

    /// <summary>Makes a session of these settings run on the first NVIDIA GPU.</summary>
    /// <exception cref="OnnxRuntimeException">The libraries of CUDA, cuDNN or TensorRT, or the driver, are not there.</exception>
    public static void Append(SessionOptions settings, CudaOptions cuda)
    {
        using var options = new OrtTensorRTProviderOptions();
        var values = new Dictionary<string, string> { ["device_id"] = "0" };
        if (Folder(cuda) is { } folder)
        {
            values["trt_engine_cache_enable"] = "1";
            values["trt_engine_cache_path"] = folder;
            values["trt_timing_cache_enable"] = "1";
            values["trt_timing_cache_path"] = folder;
        }

        options.UpdateOptions(values);
        settings.AppendExecutionProvider_Tensorrt(options);
        CudaProvider.Append(settings, usesGraphs: false);
    }

    /// <summary>Gives the folder where engines are kept; null where none can be, and they are built anew each time.</summary>
    static string? Folder(CudaOptions cuda)
    {
        try
        {
            return Directory.CreateDirectory(cuda.EngineFolder ?? Path.Combine(UserCache.Folder, EngineFolder)).FullName;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
