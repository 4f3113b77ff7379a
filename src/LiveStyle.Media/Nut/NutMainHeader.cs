using LiveStyle.Time;

namespace LiveStyle.Media.Nut;

/// <summary>What NUT's main header tells about the packets that follow. Only streams of one video track are taken, with or without one of sound behind it.</summary>
sealed class NutMainHeader
{
    const int StableVersion = 3;

    readonly NutFrameCode[] codes = new NutFrameCode[256];
    readonly List<byte[]> elided = [[]];

    NutMainHeader(int streamCount, IReadOnlyList<Rational> timeBases)
    {
        StreamCount = streamCount;
        TimeBases = timeBases;
    }

    /// <summary>1: pictures; 2: pictures and sound.</summary>
    public int StreamCount { get; }

    public IReadOnlyList<Rational> TimeBases { get; }

    public NutFrameCode this[byte code] => codes[code];

    /// <summary>First bytes that a small frame may leave out; number 0 is empty.</summary>
    public byte[] Elided(int index) => index < elided.Count
        ? elided[index]
        : throw NutParser.Damaged($"elided header {index} does not exist");

    /// <summary>Reads a main header's payload, checksum removed.</summary>
    /// <param name="payload">The bytes.</param>
    /// <param name="mostStreams">The streams that it may have.</param>
    public static NutMainHeader Parse(ReadOnlySpan<byte> payload, int mostStreams)
    {
        var parser = new NutParser(payload);
        long version = parser.ReadUnsigned();
        if (version != StableVersion)
        {
            throw NutParser.Damaged($"its version is {version}, not {StableVersion}");
        }

        long streams = parser.ReadUnsigned();
        if (streams < 1 || streams > mostStreams)
        {
            throw NutParser.Damaged("it has other streams beside the picture");
        }

        parser.ReadUnsigned();
        var timeBases = new Rational[parser.ReadUnsigned(16, "the count of time bases")];
        for (int i = 0; i < timeBases.Length; i++)
        {
            timeBases[i] = new Rational(
                parser.ReadUnsigned(int.MaxValue, "a time base"),
                parser.ReadUnsigned(int.MaxValue, "a time base"));
            if (!timeBases[i].IsKnown)
            {
                throw NutParser.Damaged("a time base is zero");
            }
        }

        if (timeBases.Length == 0)
        {
            throw NutParser.Damaged("it has no time base");
        }

        var header = new NutMainHeader((int)streams, timeBases);
        header.ReadCodes(ref parser);
        header.ReadElided(ref parser);
        return header;
    }

    /// <summary>The table of frame codes, run by run; a field that a run leaves out keeps its last value or its default.</summary>
    void ReadCodes(ref NutParser parser)
    {
        long ptsDelta = 0;
        int sizeFactor = 1;
        int stream = 0;
        int headerIndex = 0;
        int code = 0;
        while (code < codes.Length)
        {
            var flags = (NutFrameFlags)parser.ReadUnsigned((int)NutFrameFlags.Invalid * 2 - 1, "a frame code's flags");
            int fields = parser.ReadUnsigned(64, "a frame code's length");
            ptsDelta = fields > 0 ? parser.ReadSigned() : ptsDelta;
            sizeFactor = fields > 1 ? parser.ReadUnsigned(ushort.MaxValue, "a size factor") : sizeFactor;
            stream = fields > 2 ? parser.ReadUnsigned(StreamCount - 1, "the stream number") : stream;
            int sizeRest = fields > 3 ? parser.ReadUnsigned(ushort.MaxValue, "a size") : 0;
            int reserved = fields > 4 ? parser.ReadUnsigned(255, "a reserved count") : 0;
            int count = fields > 5 ? parser.ReadUnsigned(256, "a count of frame codes") : sizeFactor - sizeRest;
            _ = fields > 6 ? parser.ReadSigned() : 0;
            headerIndex = fields > 7 ? parser.ReadUnsigned(127, "a header index") : headerIndex;
            for (int field = 8; field < fields; field++)
            {
                parser.ReadUnsigned();
            }

            int free = codes.Length - code - (code <= NutStartCode.FirstByte ? 1 : 0);
            if (count <= 0 || count > free)
            {
                throw NutParser.Damaged($"{count} frame codes at {code}");
            }

            for (int i = 0; i < count; code++)
            {
                if (code == NutStartCode.FirstByte)
                {
                    codes[code] = new NutFrameCode { Flags = NutFrameFlags.Invalid };
                    continue;
                }

                codes[code] = new NutFrameCode(flags, stream, sizeFactor, sizeRest + i, ptsDelta, reserved, headerIndex);
                i++;
            }
        }
    }

    void ReadElided(ref NutParser parser)
    {
        if (parser.Left == 0)
        {
            return;
        }

        int count = parser.ReadUnsigned(127, "the count of elided headers");
        for (int i = 0; i < count; i++)
        {
            elided.Add(parser.ReadBytes(parser.ReadUnsigned(255, "an elided header's length")).ToArray());
        }
    }
}
