using System.Runtime.InteropServices;
using LiveStyle.Stylization.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LiveStyle.Stylization.Tests.Onnx;

/// <summary>The processor's memory in the place of a device's, with a copy counted and, if wished, spoiled.</summary>
/// <param name="spoil">Told each copy's number, from 1 on, and the bytes that it has brought.</param>
sealed class HostMemory(Action<int, byte[]>? spoil = null) : IDeviceMemory
{
    int copies;

    public OrtMemoryInfo Info { get; } = new(OrtMemoryInfo.allocatorCPU, OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default);

    public bool IsDisposed { get; private set; }

    public void Copy(OrtValue source, OrtValue target)
    {
        byte[] bytes = BytesOf(source).ToArray();
        spoil?.Invoke(++copies, bytes);
        bytes.CopyTo(BytesOf(target));
    }

    public void Dispose()
    {
        Info.Dispose();
        IsDisposed = true;
    }

    static Span<byte> BytesOf(OrtValue value) => value.GetTensorTypeAndShape().ElementDataType == TensorElementType.UInt8
        ? value.GetTensorMutableDataAsSpan<byte>()
        : MemoryMarshal.AsBytes(value.GetTensorMutableDataAsSpan<float>());
}
