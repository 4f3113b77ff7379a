using LiveStyle.Time;

namespace LiveStyle.Media.Nut;

/// <summary>The sound beside the pictures of a NUT stream, from its stream header.</summary>
/// <param name="SampleRate">Moments in a second, each with one sample of every channel.</param>
/// <param name="Channels">The number of channels.</param>
/// <param name="TimeBase">The time base of the timestamps.</param>
/// <param name="PtsLsbBits">A coded timestamp below 2^this holds only the low bits.</param>
sealed record NutSoundStream(int SampleRate, int Channels, Rational TimeBase, int PtsLsbBits)
{
    /// <summary>Reads a stream header's payload.</summary>
    public static NutSoundStream Parse(ReadOnlySpan<byte> payload, NutMainHeader main)
    {
        var parser = new NutParser(payload);
        parser.ReadUnsigned(1, "the stream number");
        if (parser.ReadUnsigned() != 1)
        {
            throw NutParser.Damaged("the second stream is no sound");
        }

        parser.ReadBytes(parser.ReadUnsigned(4, "the codec name's length"));
        Rational timeBase = main.TimeBases[parser.ReadUnsigned(main.TimeBases.Count - 1, "the time base's index")];
        int lsbBits = parser.ReadUnsigned(15, "the length of short timestamps");
        parser.ReadUnsigned();
        parser.ReadUnsigned(1000, "the decode delay");
        parser.ReadUnsigned();
        parser.ReadBytes(parser.ReadUnsigned(1 << 20, "the codec's private length"));
        int rate = parser.ReadUnsigned(int.MaxValue, "the sample rate");
        int divisor = parser.ReadUnsigned(int.MaxValue, "the sample rate's divisor");
        int channels = parser.ReadUnsigned(1 << 10, "the number of channels");
        return rate > 0 && divisor == 1 && channels > 0
            ? new NutSoundStream(rate, channels, timeBase, lsbBits)
            : throw NutParser.Damaged($"sound of {rate}/{divisor} Hz in {channels} channels");
    }
}
