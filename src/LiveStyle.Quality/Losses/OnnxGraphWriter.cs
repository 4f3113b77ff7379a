using System.Runtime.InteropServices;
using Google.Protobuf;
using LiveStyle.OnnxFormat;

namespace LiveStyle.Quality.Losses;

/// <summary>Writes an ONNX graph of float32 maps: as much of the format as a feed-forward network needs.</summary>
sealed class OnnxGraphWriter(string name)
{
    const int IrVersion = 8, Opset = 17;
    const int Float32 = 1, Int64 = 7;

    readonly GraphProto graph = new() { Name = name };

    /// <summary>Declares an input; an extent below 0 may be any.</summary>
    public string Input(string name, params ReadOnlySpan<long> extents)
    {
        graph.Input.Add(Value(name, extents));
        return name;
    }

    /// <summary>Makes a node's result an output, of any shape of so many dimensions.</summary>
    public void Output(string name, int dimensions) => graph.Output.Add(Value(name, [.. Enumerable.Repeat(-1L, dimensions)]));

    public string Weights(string name, ReadOnlySpan<long> shape, ReadOnlySpan<float> values) =>
        Initializer(name, Float32, shape, MemoryMarshal.AsBytes(values));

    public string Numbers(string name, params ReadOnlySpan<long> values) =>
        Initializer(name, Int64, [values.Length], MemoryMarshal.AsBytes(values));

    /// <summary>Adds a node whose output has the name given.</summary>
    /// <param name="name">The name of the node and of its output.</param>
    /// <param name="operation">The operator, by ONNX's name.</param>
    /// <param name="inputs">The names of inputs, initializers or other nodes.</param>
    /// <param name="attributes">The attributes, each a text or numbers.</param>
    public string Node(string name, string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var node = new NodeProto { Name = name, OpType = operation, Input = { inputs.ToArray() }, Output = { name } };
        foreach ((string attribute, object value) in attributes)
        {
            node.Attribute.Add(value is string text
                ? new AttributeProto { Name = attribute, S = ByteString.CopyFromUtf8(text), Type = AttributeProto.Types.AttributeType.String }
                : new AttributeProto { Name = attribute, Ints = { (long[])value }, Type = AttributeProto.Types.AttributeType.Ints });
        }

        graph.Node.Add(node);
        return name;
    }

    /// <summary>The whole file.</summary>
    public byte[] ToModel() =>
        new ModelProto { IrVersion = IrVersion, Graph = graph, OpsetImport = { new OperatorSetIdProto { Domain = "", Version = Opset } } }.ToByteArray();

    string Initializer(string name, int type, ReadOnlySpan<long> shape, ReadOnlySpan<byte> values)
    {
        graph.Initializer.Add(new TensorProto { Name = name, DataType = type, Dims = { shape.ToArray() }, RawData = ByteString.CopyFrom(values) });
        return name;
    }

    static ValueInfoProto Value(string name, ReadOnlySpan<long> extents)
    {
        var shape = new TensorShapeProto();
        for (int i = 0; i < extents.Length; i++)
        {
            shape.Dim.Add(extents[i] < 0
                ? new TensorShapeProto.Types.Dimension { DimParam = $"{name}.{i}" }
                : new TensorShapeProto.Types.Dimension { DimValue = extents[i] });
        }

        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = Float32, Shape = shape } } };
    }
}
