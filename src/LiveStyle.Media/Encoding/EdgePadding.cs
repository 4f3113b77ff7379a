using LiveStyle.Frames;

namespace LiveStyle.Media;

/// <summary>
/// Grows pictures of an odd width or height by one column or row, a copy of the last one (black would bleed
/// into the picture through the shared chroma). One frame of memory serves all pictures.
/// </summary>
sealed class EdgePadding(FrameSize coded) : IDisposable
{
    readonly HostFrame canvas = HostFrame.Allocate(coded);

    /// <summary>The padded picture; valid until the next call.</summary>
    public HostFrame Pad(HostFrame frame)
    {
        for (int y = 0; y < coded.Height; y++)
        {
            Span<byte> source = frame.Row(Math.Min(y, frame.Size.Height - 1));
            Span<byte> target = canvas.Row(y);
            source.CopyTo(target);
            if (target.Length > source.Length)
            {
                source[^3..].CopyTo(target[source.Length..]);
            }
        }

        return canvas;
    }

    public void Dispose() => canvas.Dispose();
}
