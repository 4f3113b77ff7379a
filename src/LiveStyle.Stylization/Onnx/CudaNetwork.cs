using Google.Protobuf;

namespace LiveStyle.Stylization.Onnx;

/// <summary>A bundle's network as CUDA runs it best.</summary>
/// <remarks>
/// CUDA's provider pads floats and not bytes: a network that pads its frame goes to the processor and back for that, and can't be
/// recorded. So the frame becomes floats before it is padded. The picture stays the same to the bit: 0 to 255 are exact in both.
/// </remarks>
static class CudaNetwork
{
    const string Values = "frame.cuda";

    // Field numbers of onnx.proto.
    const int ModelGraph = 7;
    const int GraphNode = 1;
    const int NodeInput = 1, NodeOutput = 2, NodeName = 3, NodeType = 4, NodeAttribute = 5;
    const int AttributeName = 1, AttributeInteger = 3, AttributeType = 20;
    const long Float = 1, Integer = 2;

    /// <param name="network">ONNX, as in the bundle; is not changed.</param>
    /// <returns>The same where it pads no bytes, or is no ONNX.</returns>
    public static byte[] From(byte[] network)
    {
        bool isChanged = false;
        try
        {
            byte[] changed = Edit(ByteString.CopyFrom(network), ModelGraph, graph =>
            {
                byte[] edited = Edit(graph, GraphNode, node => PadsFrame(node) ? Edited(node) : node);
                return isChanged ? ByteString.CopyFrom([.. Message(GraphNode, Cast()), .. edited]) : graph;
            });
            return isChanged ? changed : network;
        }
        catch (InvalidProtocolBufferException)
        {
            // ONNX Runtime refuses it too, and says what is wrong.
            return network;
        }

        ByteString Edited(ByteString node)
        {
            isChanged = true;
            return ByteString.CopyFrom(Edit(node, NodeInput, input => input.ToStringUtf8() == OnnxSession.Frame ? ByteString.CopyFromUtf8(Values) : input));
        }
    }

    static bool PadsFrame(ByteString node) =>
        Read(node, NodeType).FirstOrDefault()?.ToStringUtf8() == "Pad" && Read(node, NodeInput).FirstOrDefault()?.ToStringUtf8() == OnnxSession.Frame;

    static byte[] Cast() =>
    [
        .. Message(NodeInput, ByteString.CopyFromUtf8(OnnxSession.Frame).Span),
        .. Message(NodeOutput, ByteString.CopyFromUtf8(Values).Span),
        .. Message(NodeName, ByteString.CopyFromUtf8(Values).Span),
        .. Message(NodeType, ByteString.CopyFromUtf8("Cast").Span),
        .. Message(NodeAttribute, [.. Message(AttributeName, "to"u8), .. Number(AttributeInteger, Float), .. Number(AttributeType, Integer)]),
    ];

    /// <summary>The values of one field of a message, which are messages or texts.</summary>
    static IEnumerable<ByteString> Read(ByteString message, int field)
    {
        CodedInputStream input = message.CreateCodedInput();
        while (input.ReadTag() is not 0 and uint tag)
        {
            if (tag == WireFormat.MakeTag(field, WireFormat.WireType.LengthDelimited))
            {
                yield return input.ReadBytes();
            }
            else
            {
                input.SkipLastField();
            }
        }
    }

    /// <summary>A message with the values of one such field changed; all else stays as it is.</summary>
    static byte[] Edit(ByteString message, int field, Func<ByteString, ByteString> change)
    {
        var edited = new MemoryStream(message.Length);
        CodedInputStream input = message.CreateCodedInput();
        long start = 0;
        while (input.ReadTag() is not 0 and uint tag)
        {
            if (tag == WireFormat.MakeTag(field, WireFormat.WireType.LengthDelimited))
            {
                edited.Write(Message(field, change(input.ReadBytes()).Span));
            }
            else
            {
                input.SkipLastField();
                edited.Write(message.Span[(int)start..(int)input.Position]);
            }

            start = input.Position;
        }

        return edited.ToArray();
    }

    static byte[] Message(int field, ReadOnlySpan<byte> value)
    {
        var written = new MemoryStream(value.Length);
        using var output = new CodedOutputStream(written);
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteLength(value.Length);
        output.Flush();
        written.Write(value);
        return written.ToArray();
    }

    static byte[] Number(int field, long value)
    {
        var written = new MemoryStream();
        using var output = new CodedOutputStream(written);
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt64(value);
        output.Flush();
        return written.ToArray();
    }
}
