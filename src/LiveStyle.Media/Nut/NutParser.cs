using System.Buffers.Binary;

namespace LiveStyle.Media.Nut;

/// <summary>Reads NUT's numbers from bytes in memory. Every read is checked: an absurd one is a <see cref="MediaException"/>, one beyond the end an <see cref="EndOfStreamException"/>.</summary>
ref struct NutParser(ReadOnlySpan<byte> bytes)
{
    readonly ReadOnlySpan<byte> bytes = bytes;

    public int Position { get; private set; }

    public readonly int Left => bytes.Length - Position;

    public byte ReadByte()
    {
        if (Left < 1)
        {
            throw new EndOfStreamException();
        }

        return bytes[Position++];
    }

    /// <summary>v: seven bits a byte, most significant first, the top bit says that more follow. At most 63 bits.</summary>
    public long ReadUnsigned()
    {
        ulong value = 0;
        byte part;
        do
        {
            if (value >> 56 != 0)
            {
                throw Damaged("a number has more than 63 bits");
            }

            part = ReadByte();
            value = (value << 7) | (uint)(part & 0x7F);
        }
        while ((part & 0x80) != 0);
        return (long)value;
    }

    /// <summary>v, which must lie in 0..<paramref name="max"/>.</summary>
    public int ReadUnsigned(int max, string what)
    {
        long value = ReadUnsigned();
        return value <= max ? (int)value : throw Damaged($"{what} is {value}");
    }

    /// <summary>s: 0, 1, −1, 2, −2 … coded as v.</summary>
    public long ReadSigned()
    {
        long value = ReadUnsigned();
        return (value & 1) != 0 ? (value >> 1) + 1 : -(value >> 1);
    }

    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        if (count > Left)
        {
            throw new EndOfStreamException();
        }

        ReadOnlySpan<byte> part = bytes.Slice(Position, count);
        Position += count;
        return part;
    }

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(ReadBytes(4));

    public static MediaException Damaged(string why) => new($"the picture stream is damaged: {why}");
}
