using LiveStyle.Frames;

namespace LiveStyle.Media.Encoding;

/// <summary>
/// Grows pictures of an odd width or height by one column or row, a copy of the last one (black would bleed
/// into the picture through the shared chroma). One frame of memory serves all pictures.
/// </summary>
sealed class EdgePadding(FrameSize coded, FrameFormat format) : IDisposable
{
    readonly HostFrame canvas = HostFrame.Allocate(coded, format);

    /// <summary>The padded picture; valid until the next call.</summary>
    public HostFrame Pad(HostFrame frame)
    {
        for (int i = 0; i < format.PlaneCount; i++)
        {
            Pad(frame.Plane(i), canvas.Plane(i));
        }

        return canvas;
    }

    public void Dispose() => canvas.Dispose();

    static void Pad(PlaneView from, PlaneView to)
    {
        int pixel = from.StrideInBytes / from.Width;
        for (int y = 0; y < to.Height; y++)
        {
            Span<byte> source = from.Row(Math.Min(y, from.Height - 1));
            Span<byte> target = to.Row(y);
            source.CopyTo(target);
            if (target.Length > source.Length)
            {
                source[^pixel..].CopyTo(target[source.Length..]);
            }
        }
    }
}
