using System.Buffers;
using System.Buffers.Binary;

namespace LiveStyle.Media.Nut;

/// <summary>Adds to the headers of a NUT stream what a decoder must know of a codec beforehand, which the one who wrote them did not.</summary>
static class NutPrivates
{
    /// <summary>The headers with the private bytes in them, once all that tell of a stream have come.</summary>
    /// <param name="head">The first bytes of the stream, from its file id on.</param>
    /// <param name="privates">The private data by a stream's number; at most 100 bytes each.</param>
    /// <param name="consumed">Bytes of <paramref name="head"/> that the result stands for.</param>
    /// <returns>The bytes with the private data; null where more must come first.</returns>
    /// <exception cref="MediaException">It is no such stream.</exception>
    public static byte[]? Add(ReadOnlySpan<byte> head, IReadOnlyDictionary<int, byte[]> privates, out int consumed)
    {
        var output = new ArrayBufferWriter<byte>();
        consumed = NutStartCode.FileId.Length;
        try
        {
            output.Write(new NutParser(head).ReadBytes(consumed));
            for (int missing = privates.Count; missing > 0;)
            {
                var parser = new NutParser(head[consumed..]);
                ulong code = BinaryPrimitives.ReadUInt64BigEndian(parser.ReadBytes(8));
                int length = parser.ReadUnsigned(1 << 24, "a header's length");
                if (length > 4096)
                {
                    parser.ReadUInt32();
                }

                ReadOnlySpan<byte> body = parser.ReadBytes(length);
                int end = consumed + parser.Position;
                if (code == NutStartCode.Stream && privates.TryGetValue(new NutParser(body).ReadUnsigned(1 << 16, "the stream number"), out byte[]? added))
                {
                    Span<byte> packet = output.GetSpan(length + added.Length + 32);
                    output.Advance(NutNumbers.WritePacket(code, Stream(body[..^4], added), packet));
                    missing--;
                }
                else if (code is NutStartCode.SyncPoint)
                {
                    throw NutParser.Damaged("a stream of sound has no header");
                }
                else
                {
                    output.Write(head[consumed..end]);
                }

                consumed = end;
            }

            return output.WrittenSpan.ToArray();
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    static byte[] Stream(ReadOnlySpan<byte> body, byte[] added)
    {
        var parser = new NutParser(body);
        parser.ReadUnsigned();
        parser.ReadUnsigned();
        parser.ReadBytes(parser.ReadUnsigned(4, "the codec name's length"));
        for (int i = 0; i < 5; i++)
        {
            parser.ReadUnsigned();
        }

        int place = parser.Position;
        parser.ReadBytes(parser.ReadUnsigned(1 << 16, "the codec's private length"));
        return [.. body[..place], (byte)added.Length, .. added, .. body[parser.Position..]];
    }
}
