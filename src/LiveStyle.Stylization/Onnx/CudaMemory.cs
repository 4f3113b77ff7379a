using Microsoft.ML.OnnxRuntime;

namespace LiveStyle.Stylization.Onnx;

/// <summary>The memory of the first NVIDIA GPU; its provider is registered by <see cref="CudaProvider"/>.</summary>
sealed class CudaMemory : IDeviceMemory
{
    public OrtMemoryInfo Info { get; } = new(OrtMemoryInfo.allocatorCUDA, OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default);

    public void Copy(OrtValue source, OrtValue target) => OnnxSession.Runtime.CopyTensors([source], [target], null!);

    public void Dispose() => Info.Dispose();
}
