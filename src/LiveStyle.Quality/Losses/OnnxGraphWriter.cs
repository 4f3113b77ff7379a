using System.Runtime.InteropServices;
using Google.Protobuf;

namespace LiveStyle.Quality.Losses;

/// <summary>Writes an ONNX graph of float32 maps: as much of the format as a feed-forward network needs.</summary>
/// <remarks>Field numbers: onnx.proto of ONNX. ModelProto: ir_version 1, graph 7, opset_import 8. GraphProto: node 1, name 2, initializer 5,
/// input 11, output 12. NodeProto: input 1, output 2, op_type 4, attribute 5. AttributeProto: name 1, s 4, ints 8, type 20.
/// TensorProto: dims 1, data_type 2, name 8, raw_data 9.</remarks>
sealed class OnnxGraphWriter : IDisposable
{
    const int IrVersion = 8, Opset = 17;
    const int Float32 = 1, Int64 = 7;
    const int TextAttribute = 3, NumbersAttribute = 7;

    readonly MemoryStream graph = new();
    readonly CodedOutputStream output;

    public OnnxGraphWriter(string name)
    {
        output = new CodedOutputStream(graph, leaveOpen: true);
        Text(output, 2, name);
    }

    /// <summary>Declares an input; an extent below 0 may be any.</summary>
    public string Input(string name, params ReadOnlySpan<long> extents)
    {
        Message(output, 11, Value(name, extents.ToArray()));
        return name;
    }

    /// <summary>Makes a node's result an output, of any shape of so many dimensions.</summary>
    public void Output(string name, int dimensions) => Message(output, 12, Value(name, [.. Enumerable.Repeat(-1L, dimensions)]));

    public string Weights(string name, ReadOnlySpan<long> shape, ReadOnlySpan<float> values) =>
        Initializer(name, Float32, shape, MemoryMarshal.AsBytes(values));

    public string Numbers(string name, params ReadOnlySpan<long> values) =>
        Initializer(name, Int64, [values.Length], MemoryMarshal.AsBytes(values));

    /// <summary>Adds a node whose output has the name given.</summary>
    /// <param name="attributes">The attributes, each a text or numbers.</param>
    /// <param name="name">The name of its output.</param>
    /// <param name="operation">The operator, by ONNX's name.</param>
    /// <param name="inputs">The names of its inputs.</param>
    public string Node(string name, string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        (string[] from, (string Name, object Value)[] settings) = (inputs.ToArray(), attributes.ToArray());
        Message(output, 1, Bytes(node =>
        {
            Array.ForEach(from, input => Text(node, 1, input));
            Text(node, 2, name);
            Text(node, 4, operation);
            Array.ForEach(settings, setting => Message(node, 5, Attribute(setting.Name, setting.Value)));
        }));
        return name;
    }

    /// <summary>The whole file.</summary>
    public byte[] ToModel()
    {
        output.Flush();
        return Bytes(model =>
        {
            Number(model, 1, IrVersion);
            Message(model, 7, UnsafeByteOperations.UnsafeWrap(graph.ToArray()));
            Message(model, 8, Bytes(set =>
            {
                Text(set, 1, "");
                Number(set, 2, Opset);
            }));
        }).ToByteArray();
    }

    public void Dispose()
    {
        output.Dispose();
        graph.Dispose();
    }

    string Initializer(string name, int type, ReadOnlySpan<long> shape, ReadOnlySpan<byte> values)
    {
        (long[] extents, ByteString raw) = (shape.ToArray(), ByteString.CopyFrom(values));
        Message(output, 5, Bytes(tensor =>
        {
            Array.ForEach(extents, extent => Number(tensor, 1, extent));
            Number(tensor, 2, type);
            Text(tensor, 8, name);
            Message(tensor, 9, raw);
        }));
        return name;
    }

    static ByteString Attribute(string name, object value) => Bytes(attribute =>
    {
        Text(attribute, 1, name);
        if (value is string text)
        {
            Text(attribute, 4, text);
            Number(attribute, 20, TextAttribute);
        }
        else
        {
            Array.ForEach((long[])value, number => Number(attribute, 8, number));
            Number(attribute, 20, NumbersAttribute);
        }
    });

    /// <summary>ValueInfoProto: name 1, type 2; TypeProto: tensor_type 1; its elem_type 1, shape 2; dim 1; dim_value 1, dim_param 2.</summary>
    static ByteString Value(string name, long[] extents) => Bytes(value =>
    {
        Text(value, 1, name);
        Message(value, 2, Bytes(type => Message(type, 1, Bytes(tensor =>
        {
            Number(tensor, 1, Float32);
            Message(tensor, 2, Bytes(shape =>
            {
                for (int i = 0; i < extents.Length; i++)
                {
                    (long extent, string open) = (extents[i], $"{name}.{i}");
                    Message(shape, 1, Bytes(dimension =>
                    {
                        if (extent < 0)
                        {
                            Text(dimension, 2, open);
                        }
                        else
                        {
                            Number(dimension, 1, extent);
                        }
                    }));
                }
            }));
        }))));
    });

    static ByteString Bytes(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var message = new CodedOutputStream(bytes, leaveOpen: true))
        {
            write(message);
        }

        return UnsafeByteOperations.UnsafeWrap(bytes.ToArray());
    }

    static void Number(CodedOutputStream message, int field, long value)
    {
        message.WriteTag(field, WireFormat.WireType.Varint);
        message.WriteInt64(value);
    }

    static void Text(CodedOutputStream message, int field, string value)
    {
        message.WriteTag(field, WireFormat.WireType.LengthDelimited);
        message.WriteString(value);
    }

    static void Message(CodedOutputStream message, int field, ByteString value)
    {
        message.WriteTag(field, WireFormat.WireType.LengthDelimited);
        message.WriteBytes(value);
    }
}
