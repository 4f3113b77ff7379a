using System.Runtime.InteropServices;
using Google.Protobuf;
using LiveStyle.OnnxFormat;

namespace LiveStyle.Stylization.Bundles;

/// <summary>The float32 arrays that an ONNX file holds, by name, read without the runtime: they are the only copy of a network's weights.</summary>
static class OnnxInitializers
{
    const int Float32 = 1;

    /// <param name="file">A whole .onnx file.</param>
    /// <exception cref="ModelException">It is not one.</exception>
    public static IReadOnlyDictionary<string, float[]> Read(byte[] file)
    {
        try
        {
            var arrays = new Dictionary<string, float[]>();
            foreach (TensorProto tensor in ModelProto.Parser.ParseFrom(file).Graph?.Initializer.Where(tensor => tensor.DataType == Float32) ?? [])
            {
                arrays[tensor.Name] = tensor.FloatData.Count > 0 ? [.. tensor.FloatData] : MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray();
            }

            return arrays;
        }
        catch (Exception problem) when (problem is InvalidProtocolBufferException or ArgumentException)
        {
            throw new ModelException("the bundle's network.onnx is damaged; fetch the bundle again", problem);
        }
    }
}
