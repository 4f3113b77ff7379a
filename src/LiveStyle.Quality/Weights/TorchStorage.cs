using System.Buffers.Binary;

namespace LiveStyle.Quality.Weights;

/// <summary>A run of values in a file of torch.save, which tensors lie in.</summary>
/// <param name="Type">The element type, such as "torch.FloatStorage".</param>
/// <param name="Key">The name by which the file knows it.</param>
/// <param name="Count">The number of its values.</param>
/// <param name="First">Where in the stored values it begins: old files have storages that are parts of others.</param>
sealed record TorchStorage(string Type, string Key, long Count, long First)
{
    /// <summary>Bytes a value. Only floating-point ones can be weights; the others are known so that files of other networks can be told by their names.</summary>
    static readonly Dictionary<string, int> Widths = new()
    {
        ["FloatStorage"] = 4, ["HalfStorage"] = 2, ["BFloat16Storage"] = 2, ["DoubleStorage"] = 8,
        ["LongStorage"] = 8, ["IntStorage"] = 4, ["ShortStorage"] = 2, ["CharStorage"] = 1, ["ByteStorage"] = 1, ["BoolStorage"] = 1,
    };

    string Name => Type[(Type.LastIndexOf('.') + 1)..];

    /// <summary>Bytes a value.</summary>
    public int Width => Widths[Name];

    /// <summary>Whether a name is a storage's type, of the processor or of a graphics card, where the same bytes are stored.</summary>
    public static bool IsType(string text) =>
        Widths.Keys.Any(name => text == "torch." + name || text == "torch.cuda." + name);

    /// <summary>Widens stored values to float32.</summary>
    /// <param name="bytes">Little-endian, <see cref="Width"/> bytes a value.</param>
    /// <returns>Null where the values are whole numbers.</returns>
    public float[]? Widen(ReadOnlySpan<byte> bytes)
    {
        if (Name is not ("FloatStorage" or "HalfStorage" or "BFloat16Storage" or "DoubleStorage"))
        {
            return null;
        }

        int width = Width;
        var values = new float[bytes.Length / width];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> value = bytes[(i * width)..];
            values[i] = Name[0] switch
            {
                'F' => BinaryPrimitives.ReadSingleLittleEndian(value),
                'H' => (float)BinaryPrimitives.ReadHalfLittleEndian(value),
                'B' => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(value) << 16),
                _ => (float)BinaryPrimitives.ReadDoubleLittleEndian(value),
            };
        }

        return values;
    }
}
