using System.Buffers.Binary;

namespace LiveStyle.Live.Control.Osc;

/// <summary>Reads a message's arguments in their order.</summary>
ref struct OscArgumentReader
{
    ReadOnlySpan<byte> tags;
    ReadOnlySpan<byte> values;

    public OscArgumentReader(ReadOnlySpan<byte> tags, ReadOnlySpan<byte> values)
    {
        this.tags = tags;
        this.values = values;
    }

    /// <summary>Whether every argument was read, and nothing is left over.</summary>
    public readonly bool IsAtEnd => tags.IsEmpty && values.IsEmpty;

    /// <summary>Reads the next one.</summary>
    /// <returns>False at the end, and where the next one is of no known type or not all there.</returns>
    public bool TryNext(out OscArgument argument)
    {
        argument = default;
        if (tags.IsEmpty)
        {
            return false;
        }

        var tag = (char)tags[0];
        ReadOnlySpan<byte> text = default;
        double number = double.NaN;
        int length = 0;
        switch (tag)
        {
            case 'i':
                number = BinaryPrimitives.TryReadInt32BigEndian(values, out int integer) ? integer : number;
                length = 4;
                break;

            case 'f':
                number = BinaryPrimitives.TryReadSingleBigEndian(values, out float single) ? single : number;
                length = 4;
                break;

            case 'd':
                number = BinaryPrimitives.TryReadDoubleBigEndian(values, out double large) ? large : number;
                length = 8;
                break;

            case 'h':
                number = BinaryPrimitives.TryReadInt64BigEndian(values, out long wide) ? wide : number;
                length = 8;
                break;

            case 'T' or 'F':
                number = tag == 'T' ? 1 : 0;
                break;

            case 's' or 'S':
                ReadOnlySpan<byte> rest = values;
                if (!OscPacket.TryReadText(ref rest, out text))
                {
                    return false;
                }

                length = values.Length - rest.Length;
                break;

            case 'b':
                if (!BinaryPrimitives.TryReadInt32BigEndian(values, out int size) || size < 0 || size > values.Length - 4)
                {
                    return false;
                }

                length = 4 + ((size + 3) & ~3);
                break;

            case 't':
                length = 8;
                break;

            case 'c' or 'r' or 'm':
                length = 4;
                break;

            case 'N' or 'I' or '[' or ']':
                break;

            default:
                return false;
        }

        if (length > values.Length)
        {
            return false;
        }

        argument = new OscArgument(tag, number, text);
        tags = tags[1..];
        values = values[length..];
        return true;
    }
}
