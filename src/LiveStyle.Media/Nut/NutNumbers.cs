using System.Buffers.Binary;
using System.Text;

namespace LiveStyle.Media.Nut;

/// <summary>Writes NUT's numbers into a span that is known to be long enough.</summary>
ref struct NutNumbers(Span<byte> target)
{
    readonly Span<byte> target = target;
    int length;

    public readonly ReadOnlySpan<byte> Written => target[..length];

    public void Write(long value)
    {
        int bytes = 1;
        while (value >> (7 * bytes) != 0)
        {
            bytes++;
        }

        while (bytes-- > 0)
        {
            long part = value >> (7 * bytes) & 0x7F;
            target[length++] = (byte)(bytes > 0 ? part | 0x80 : part);
        }
    }

    public void Write(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(target[length..]);
        length += bytes.Length;
    }

    public void WriteText(string text)
    {
        Write(text.Length);
        length += System.Text.Encoding.ASCII.GetBytes(text, target[length..]);
    }

    public void WriteChecksum()
    {
        uint checksum = NutChecksum.Compute(Written);
        BinaryPrimitives.WriteUInt32BigEndian(target[length..], checksum);
        length += 4;
    }

    /// <summary>A whole packet, with its checksum. Returns its length.</summary>
    /// <param name="code">One of <see cref="NutStartCode"/>.</param>
    /// <param name="body">The body, at most 4092 bytes: a longer one's length has a checksum of its own.</param>
    /// <param name="target">Receives the packet.</param>
    public static int WritePacket(ulong code, ReadOnlySpan<byte> body, Span<byte> target)
    {
        BinaryPrimitives.WriteUInt64BigEndian(target, code);
        var length = new NutNumbers(target[8..]);
        length.Write(body.Length + 4);
        var rest = new NutNumbers(target[(8 + length.Written.Length)..]);
        rest.Write(body);
        rest.WriteChecksum();
        return 8 + length.Written.Length + rest.Written.Length;
    }
}
