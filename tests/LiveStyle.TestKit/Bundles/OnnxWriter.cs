using System.Text;

namespace LiveStyle.TestKit.Bundles;

/// <summary>Writes small ONNX models: just enough of the protobuf wire format and of ModelProto's fields.</summary>
sealed class OnnxWriter
{
    public const int Float = 1;
    public const int UInt8 = 2;
    public const int Int64 = 7;

    readonly MemoryStream bytes = new();

    public static byte[] Model(IEnumerable<OnnxWriter> nodes, IEnumerable<OnnxWriter> constants, IEnumerable<OnnxWriter> inputs, IEnumerable<OnnxWriter> outputs)
    {
        OnnxWriter graph = new OnnxWriter().Messages(1, nodes).Text(2, "tiny").Messages(5, constants).Messages(11, inputs).Messages(12, outputs);
        return new OnnxWriter()
            .Number(1, 8)
            .Messages(7, [graph])
            .Messages(8, [new OnnxWriter().Text(1, "").Number(2, 17)])
            .bytes.ToArray();
    }

    public static OnnxWriter Node(string type, string[] inputs, string output, params (string Name, long Value)[] attributes)
    {
        var node = new OnnxWriter();
        Array.ForEach(inputs, input => node.Text(1, input));
        return node.Text(2, output).Text(4, type).Messages(5, attributes.Select(attribute =>
            new OnnxWriter().Text(1, attribute.Name).Number(3, attribute.Value).Number(20, 2)));
    }

    public static OnnxWriter Constant(string name, float value, params long[] shape) => Tensor(
        name, Float, shape, [.. Enumerable.Repeat(BitConverter.GetBytes(value), (int)shape.Aggregate(1L, (all, extent) => all * extent)).SelectMany(part => part)]);

    public static OnnxWriter Index(string name, long value) => Tensor(name, Int64, [], BitConverter.GetBytes(value));

    /// <param name="shape">Extents; a negative one is open.</param>
    public static OnnxWriter Value(string name, int type, params long[] shape)
    {
        IEnumerable<OnnxWriter> extents = shape.Select((extent, i) => extent < 0 ? new OnnxWriter().Text(2, $"d{i}") : new OnnxWriter().Number(1, extent));
        OnnxWriter tensor = new OnnxWriter().Number(1, type).Messages(2, [new OnnxWriter().Messages(1, extents)]);
        return new OnnxWriter().Text(1, name).Messages(2, [new OnnxWriter().Messages(1, [tensor])]);
    }

    static OnnxWriter Tensor(string name, int type, long[] shape, byte[] raw)
    {
        var tensor = new OnnxWriter();
        Array.ForEach(shape, extent => tensor.Number(1, extent));
        return tensor.Number(2, type).Text(8, name).Block(9, raw);
    }

    OnnxWriter Number(int field, long value)
    {
        Varint((ulong)field << 3);
        Varint((ulong)value);
        return this;
    }

    OnnxWriter Text(int field, string value) => Block(field, Encoding.UTF8.GetBytes(value));

    OnnxWriter Messages(int field, IEnumerable<OnnxWriter> messages)
    {
        foreach (OnnxWriter message in messages)
        {
            Block(field, message.bytes.ToArray());
        }

        return this;
    }

    OnnxWriter Block(int field, byte[] value)
    {
        Varint((ulong)field << 3 | 2);
        Varint((ulong)value.Length);
        bytes.Write(value);
        return this;
    }

    void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.WriteByte((byte)(value | 0x80));
        }

        bytes.WriteByte((byte)value);
    }
}
