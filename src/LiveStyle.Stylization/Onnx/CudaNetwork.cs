using Google.Protobuf;
using LiveStyle.OnnxFormat;

namespace LiveStyle.Stylization.Onnx;

/// <summary>A bundle's network as CUDA runs it best.</summary>
/// <remarks>
/// CUDA's provider pads floats and not bytes: a network that pads its frame goes to the processor and back for that, and can't be
/// recorded. So the frame becomes floats before it is padded. The picture stays the same to the bit: 0 to 255 are exact in both.
/// </remarks>
static class CudaNetwork
{
    const string Values = "frame.cuda";
    const long Float32 = 1;

    /// <param name="network">ONNX, as in the bundle; is not changed.</param>
    /// <returns>The same where it pads no bytes, or is no ONNX.</returns>
    public static byte[] From(byte[] network)
    {
        ModelProto model;
        try
        {
            model = ModelProto.Parser.ParseFrom(network);
        }
        catch (InvalidProtocolBufferException)
        {
            // ONNX Runtime refuses it too, and says what is wrong.
            return network;
        }

        NodeProto[] pads = [.. model.Graph?.Node.Where(node => node.OpType == "Pad" && node.Input.FirstOrDefault() == OnnxSession.Frame) ?? []];
        if (pads.Length == 0)
        {
            return network;
        }

        foreach (NodeProto pad in pads)
        {
            pad.Input[0] = Values;
        }

        model.Graph!.Node.Insert(0, new NodeProto
        {
            Name = Values,
            OpType = "Cast",
            Input = { OnnxSession.Frame },
            Output = { Values },
            Attribute = { new AttributeProto { Name = "to", I = Float32, Type = AttributeProto.Types.AttributeType.Int } },
        });
        return model.ToByteArray();
    }
}
