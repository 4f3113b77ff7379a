using System.Buffers.Binary;
using LiveStyle.Frames;
using LiveStyle.Time;

namespace LiveStyle.Media.Nut;

/// <summary>The one video stream of a NUT stream, from its stream header.</summary>
/// <param name="FourCc">The codec's four characters, the first in the top byte.</param>
/// <param name="Size">The size of every picture.</param>
/// <param name="TimeBase">The time base of the timestamps.</param>
/// <param name="PtsLsbBits">A coded timestamp below 2^this holds only the low bits.</param>
sealed record NutVideoStream(uint FourCc, FrameSize Size, Rational TimeBase, int PtsLsbBits)
{
    /// <summary>Raw pictures of three bytes a pixel: R, G, B.</summary>
    public const uint Rgb24 = 0x5247_4218;

    /// <summary>Reads a stream header's payload.</summary>
    public static NutVideoStream Parse(ReadOnlySpan<byte> payload, NutMainHeader main)
    {
        var parser = new NutParser(payload);
        parser.ReadUnsigned(0, "the stream number");
        parser.ReadUnsigned(0, "the stream class");
        ReadOnlySpan<byte> name = parser.ReadBytes(parser.ReadUnsigned(4, "the codec name's length"));
        uint fourCc = name.Length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(name) : 0;
        Rational timeBase = main.TimeBases[parser.ReadUnsigned(main.TimeBases.Count - 1, "the time base's index")];
        int lsbBits = parser.ReadUnsigned(15, "the length of short timestamps");
        parser.ReadUnsigned();
        parser.ReadUnsigned(1000, "the decode delay");
        parser.ReadUnsigned();
        parser.ReadBytes(parser.ReadUnsigned(1 << 20, "the codec's private length"));
        var size = new FrameSize(
            parser.ReadUnsigned(1 << 20, "the width"),
            parser.ReadUnsigned(1 << 20, "the height"));
        if (size.Width < 1 || size.Height < 1)
        {
            throw NutParser.Damaged($"the picture is {size}");
        }

        return new NutVideoStream(fourCc, size, timeBase, lsbBits);
    }
}
