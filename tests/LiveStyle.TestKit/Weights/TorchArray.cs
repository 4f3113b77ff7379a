using System.Buffers.Binary;

namespace LiveStyle.TestKit.Weights;

/// <summary>An array for a file of torch.save.</summary>
/// <param name="Storage">The element type, as PyTorch names storages.</param>
/// <param name="Strides">By how many values each index steps; null: row-major.</param>
sealed record TorchArray(string Name, long[] Shape, float[] Values, string Storage = "FloatStorage", long[]? Strides = null)
{
    /// <summary>The values as they are stored, little-endian.</summary>
    public byte[] ToBytes() => [.. Values.SelectMany(Stored)];

    byte[] Stored(float value)
    {
        var bytes = new byte[Storage switch { "HalfStorage" or "BFloat16Storage" => 2, "DoubleStorage" or "LongStorage" => 8, _ => 4 }];
        switch (Storage)
        {
            case "HalfStorage": BinaryPrimitives.WriteHalfLittleEndian(bytes, (Half)value); break;
            case "BFloat16Storage": BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16)); break;
            case "DoubleStorage": BinaryPrimitives.WriteDoubleLittleEndian(bytes, value); break;
            case "LongStorage": BinaryPrimitives.WriteInt64LittleEndian(bytes, (long)value); break;
            default: BinaryPrimitives.WriteSingleLittleEndian(bytes, value); break;
        }

        return bytes;
    }
}
