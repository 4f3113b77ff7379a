namespace LiveStyle.Media.Stills;

/// <summary>Walks through a JPEG from marker to marker (ITU-T T.81, annex B), without decoding.</summary>
static class JpegMarkers
{
    const byte Mark = 0xFF, Stuffed = 0x00, FirstRestart = 0xD0, Begin = 0xD8, End = 0xD9, Temporary = 0x01;

    /// <summary>Frames whose scans refine each other: SOF2, SOF6, SOF10, SOF14.</summary>
    static ReadOnlySpan<byte> Progressive => [0xC2, 0xC6, 0xCA, 0xCE];

    /// <summary>
    /// Whether a progressive JPEG lacks its end. Its decoder shows a whole picture after any scan, only coarser; of other JPEGs it misses rows itself.
    /// </summary>
    /// <param name="file">The whole file; false of what is no JPEG.</param>
    public static bool IsCutProgressive(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith((ReadOnlySpan<byte>)[Mark, Begin]))
        {
            return false;
        }

        bool isProgressive = false;
        for (int at = 2; ;)
        {
            // Between markers lie coded samples, in which a byte of 0xFF is stuffed.
            int step = at < file.Length ? file[at..].IndexOf(Mark) : -1;
            at = step < 0 ? file.Length : at + step + 1;
            if (at >= file.Length)
            {
                return isProgressive;
            }

            byte code = file[at];
            if (code == End)
            {
                return false;
            }

            // A fill byte may be a marker's first.
            at += code == Mark ? 0 : 1;
            if (code is Mark or Stuffed or Temporary or (>= FirstRestart and <= Begin))
            {
                continue;
            }

            isProgressive |= Progressive.Contains(code);
            at += at + 2 <= file.Length ? (file[at] << 8) + file[at + 1] : file.Length;
        }
    }
}
