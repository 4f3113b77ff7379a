using LiveStyle.Time;

namespace LiveStyle.Media.Nut;

/// <summary>What NUT's info packets say beside the headers; of all of it, the frame rate of the pictures.</summary>
static class NutInfo
{
    const int Text = -1, Typed = -2, Signed = -3, Moment = -4;

    /// <summary>The pictures' frame rate; null where the packet does not tell it, or is not understood.</summary>
    /// <param name="payload">The packet's payload, checksum removed.</param>
    public static Rational? FrameRate(ReadOnlySpan<byte> payload)
    {
        try
        {
            return Find(payload);
        }
        catch (Exception failure) when (failure is MediaException or EndOfStreamException)
        {
            return null; // The pictures can be read without it.
        }
    }

    static Rational? Find(ReadOnlySpan<byte> payload)
    {
        var parser = new NutParser(payload);
        if (parser.ReadUnsigned() != 1)
        {
            return null; // of another stream, or of all
        }

        parser.ReadSigned();
        parser.ReadUnsigned();
        parser.ReadUnsigned();
        for (long entries = parser.ReadUnsigned(); entries > 0; entries--)
        {
            ReadOnlySpan<byte> name = parser.ReadBytes(parser.ReadUnsigned(1 << 16, "a name's length"));
            long type = parser.ReadSigned();
            ReadOnlySpan<byte> value = default;
            switch (type)
            {
                case Text:
                    value = parser.ReadBytes(parser.ReadUnsigned(1 << 16, "a text's length"));
                    break;
                case Typed:
                    parser.ReadBytes(parser.ReadUnsigned(1 << 16, "a type's length"));
                    parser.ReadBytes(parser.ReadUnsigned(1 << 16, "a text's length"));
                    break;
                case Signed or < Moment: // a number, or a ratio with its divisor in the type
                    parser.ReadSigned();
                    break;
                case Moment:
                    parser.ReadUnsigned();
                    break;
            }

            if (name.SequenceEqual("r_frame_rate"u8) && Rational.TryParse(System.Text.Encoding.ASCII.GetString(value), out Rational rate))
            {
                return rate;
            }
        }

        return null;
    }
}
