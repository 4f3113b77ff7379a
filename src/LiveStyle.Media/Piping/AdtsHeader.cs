namespace LiveStyle.Media.Piping;

/// <summary>What each packet of a broadcast's AAC begins with (ADTS, ISO/IEC 13818-7).</summary>
static class AdtsHeader
{
    /// <summary>Bytes of it that tell how the sound is coded.</summary>
    public const int Length = 4;

    /// <summary>The same as files say it once for all packets (AudioSpecificConfig, ISO/IEC 14496-3); null: it is no such header, or leaves the channels to the packets.</summary>
    public static byte[]? Configuration(ReadOnlySpan<byte> header)
    {
        if (header.Length < Length || header[0] != 0xFF || (header[1] & 0xF6) != 0xF0)
        {
            return null;
        }

        int profile = header[2] >> 6, rate = header[2] >> 2 & 15, channels = (header[2] & 1) << 2 | header[3] >> 6;
        int configuration = (profile + 1) << 11 | rate << 7 | channels << 3;
        return rate > 12 || channels == 0 ? null : [(byte)(configuration >> 8), (byte)configuration];
    }
}
