using System.Runtime.InteropServices;
using Google.Protobuf;
using LiveStyle.OnnxFormat;

namespace LiveStyle.Training.Export;

/// <summary>Element types of the ONNX format.</summary>
enum OnnxType
{
    Float32 = 1,
    UInt8 = 2,
    Int64 = 7,
}

/// <summary>An ONNX graph under construction: each call adds a node and names its output.</summary>
sealed class OnnxGraph(string name)
{
    readonly GraphProto graph = new() { Name = name };

    /// <summary>Declares an input; a negative-free list of extents, where text stands for one that the caller may choose.</summary>
    public string Input(string input, OnnxType type, string documentation, params ReadOnlySpan<object> extents)
    {
        graph.Input.Add(Describe(input, type, documentation, extents));
        return input;
    }

    public void Output(string output, OnnxType type, string documentation, params ReadOnlySpan<object> extents) =>
        graph.Output.Add(Describe(output, type, documentation, extents));

    public string Weights(string weights, ReadOnlySpan<long> shape, ReadOnlySpan<float> values) =>
        Initializer(weights, OnnxType.Float32, shape, MemoryMarshal.AsBytes(values));

    public string Constant(string constant, float value) => Weights(constant, [], [value]);

    public string Constant(string constant, ReadOnlySpan<long> values) =>
        Initializer(constant, OnnxType.Int64, [values.Length], MemoryMarshal.AsBytes(values));

    /// <summary>Adds a node with one output, which takes the node's name.</summary>
    public string Node(string node, string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        Node(node, operation, inputs, [node], attributes);
        return node;
    }

    public void Node(string node, string operation, ReadOnlySpan<string> inputs, ReadOnlySpan<string> outputs, ReadOnlySpan<AttributeProto> attributes)
    {
        var added = new NodeProto { Name = node, OpType = operation };
        added.Input.AddRange(inputs.ToArray());
        added.Output.AddRange(outputs.ToArray());
        added.Attribute.AddRange(attributes.ToArray());
        graph.Node.Add(added);
    }

    public static AttributeProto Attribute(string name, long value) =>
        new() { Name = name, I = value, Type = AttributeProto.Types.AttributeType.Int };

    public static AttributeProto Attribute(string name, float value) =>
        new() { Name = name, F = value, Type = AttributeProto.Types.AttributeType.Float };

    public static AttributeProto Attribute(string name, string value) =>
        new() { Name = name, S = ByteString.CopyFromUtf8(value), Type = AttributeProto.Types.AttributeType.String };

    public static AttributeProto Attribute(string name, ReadOnlySpan<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.AddRange(values.ToArray());
        return attribute;
    }

    /// <summary>The finished model.</summary>
    /// <param name="opset">Version of the standard operators.</param>
    /// <param name="irVersion">Version of the file format; 8 is the one of opset 15 to 18.</param>
    public ModelProto ToModel(int opset, int irVersion, string documentation, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var model = new ModelProto
        {
            IrVersion = irVersion,
            ProducerName = "LiveStyle",
            ProducerVersion = typeof(OnnxGraph).Assembly.GetName().Version!.ToString(3),
            DocString = documentation,
            Graph = graph,
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = opset });
        model.MetadataProps.AddRange(metadata.Select(pair => new StringStringEntryProto { Key = pair.Key, Value = pair.Value }));
        return model;
    }

    string Initializer(string initializer, OnnxType type, ReadOnlySpan<long> shape, ReadOnlySpan<byte> bytes)
    {
        var tensor = new TensorProto { Name = initializer, DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        tensor.Dims.AddRange(shape.ToArray());
        graph.Initializer.Add(tensor);
        return initializer;
    }

    static ValueInfoProto Describe(string name, OnnxType type, string documentation, ReadOnlySpan<object> extents)
    {
        var shape = new TensorShapeProto();
        foreach (object extent in extents)
        {
            shape.Dim.Add(extent is string parameter
                ? new TensorShapeProto.Types.Dimension { DimParam = parameter }
                : new TensorShapeProto.Types.Dimension { DimValue = Convert.ToInt64(extent) });
        }

        return new ValueInfoProto
        {
            Name = name,
            DocString = documentation,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape } },
        };
    }
}
