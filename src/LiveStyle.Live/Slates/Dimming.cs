using LiveStyle.Frames;

namespace LiveStyle.Live.Slates;

/// <summary>Makes a picture dark and pale, so that nobody takes it for one that goes on.</summary>
static class Dimming
{
    /// <summary>256ths of brightness that stay.</summary>
    const int Brightness = 90;

    /// <summary>256ths of color that stay, above those that go with the brightness.</summary>
    const int Color = 128;

    /// <param name="source">A picture of planes of bytes, or RGB.</param>
    /// <param name="target">Receives it; another frame of the same size and format.</param>
    public static void Dim(HostFrame source, HostFrame target)
    {
        FrameFormat format = source.Format;
        int black = !format.IsPacked && format.Range == ColorRange.Limited ? 16 : 0;
        for (int i = 0; i < format.PlaneCount; i++)
        {
            (int middle, int share) = i == 0 ? (black, Brightness) : (128, Brightness * Color / 256);
            PlaneView from = source.Plane(i), to = target.Plane(i);
            for (int y = 0; y < from.Height; y++)
            {
                ReadOnlySpan<byte> row = from.Row(y);
                Span<byte> dimmed = to.Row(y);
                for (int x = 0; x < row.Length; x++)
                {
                    dimmed[x] = (byte)(middle + (row[x] - middle) * share / 256);
                }
            }
        }
    }
}
