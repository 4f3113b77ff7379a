using LiveStyle.Frames;

namespace LiveStyle.Live.Tests.Web;

/// <summary>Pictures of one color.</summary>
static class ShowColors
{
    public static readonly byte[] Orange = [230, 120, 40];

    /// <summary>Fills a frame of any format with one color.</summary>
    public static void Fill(HostFrame frame, byte[] color)
    {
        using HostFrame rgb = HostFrame.Allocate(frame.Size);
        for (int y = 0; y < rgb.Size.Height; y++)
        {
            Span<byte> row = rgb.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                row[x] = color[x % 3];
            }
        }

        PlaneConversion.FromRgb(rgb, frame);
    }
}
