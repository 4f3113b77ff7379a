using System.Runtime.InteropServices;
using Google.Protobuf;

namespace LiveStyle.Stylization.Vulkan;

/// <summary>The float32 arrays that an ONNX file holds, by name, read without the runtime: they are the only copy of a network's weights.</summary>
/// <remarks>Field numbers: onnx.proto of ONNX (ModelProto.graph 7, GraphProto.initializer 5, TensorProto.data_type 2, float_data 4, name 8, raw_data 9).</remarks>
static class OnnxInitializers
{
    const int Float32 = 1;

    /// <param name="file">A whole .onnx file.</param>
    /// <exception cref="ModelException">It is not one.</exception>
    public static IReadOnlyDictionary<string, float[]> Read(byte[] file)
    {
        var arrays = new Dictionary<string, float[]>();
        try
        {
            ReadFields(new CodedInputStream(file), (field, model) =>
            {
                if (field == 7)
                {
                    ReadFields(model.ReadBytes().CreateCodedInput(), (field, graph) =>
                    {
                        if (field == 5 && ReadTensor(graph.ReadBytes()) is (var name, { } values))
                        {
                            arrays[name] = values;
                            return true;
                        }

                        return field == 5;
                    });
                    return true;
                }

                return false;
            });
            return arrays;
        }
        catch (Exception problem) when (problem is InvalidProtocolBufferException or ArgumentException)
        {
            throw new ModelException("the bundle's network.onnx is damaged; fetch the bundle again", problem);
        }
    }

    static (string Name, float[]? Values) ReadTensor(ByteString bytes)
    {
        string name = "";
        int type = 0;
        float[]? values = null;
        ReadFields(bytes.CreateCodedInput(), (field, tensor) =>
        {
            switch (field)
            {
                case 2:
                    type = tensor.ReadInt32();
                    return true;
                case 4:
                    values = MemoryMarshal.Cast<byte, float>(tensor.ReadBytes().Span).ToArray();
                    return true;
                case 8:
                    name = tensor.ReadString();
                    return true;
                case 9:
                    values = MemoryMarshal.Cast<byte, float>(tensor.ReadBytes().Span).ToArray();
                    return true;
                default:
                    return false;
            }
        });
        return (name, type == Float32 ? values : null);
    }

    /// <summary>Walks the fields of a message.</summary>
    /// <param name="read">Reads a field's value and says true, or leaves it to be skipped.</param>
    /// <param name="message">Stands at the first field.</param>
    static void ReadFields(CodedInputStream message, Func<int, CodedInputStream, bool> read)
    {
        while (message.ReadTag() is var tag and not 0)
        {
            if (!read(WireFormat.GetTagFieldNumber(tag), message))
            {
                message.SkipLastField();
            }
        }
    }
}
