using Microsoft.ML.OnnxRuntime;

namespace LiveStyle.Stylization.Onnx;

/// <summary>The memory that a session computes in, and the way there and back.</summary>
interface IDeviceMemory : IDisposable
{
    /// <summary>What ONNX Runtime knows it by.</summary>
    OrtMemoryInfo Info { get; }

    /// <summary>Copies a tensor between the host and the device; ends before it returns.</summary>
    /// <exception cref="OnnxRuntimeException">The device failed.</exception>
    void Copy(OrtValue source, OrtValue target);
}
