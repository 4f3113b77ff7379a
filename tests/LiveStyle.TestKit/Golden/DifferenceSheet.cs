using LiveStyle.Frames;
using LiveStyle.TestKit.Pictures;

namespace LiveStyle.TestKit.Golden;

/// <summary>Two pictures side by side, and their difference beside them: white where they agree, so that what is off stands out.</summary>
static class DifferenceSheet
{
    /// <summary>By how much differences are amplified.</summary>
    public const int Gain = 8;

    const int Gap = 4;

    /// <summary>Small pictures are shown larger, each pixel as a square.</summary>
    const int Zoom = 3;

    /// <param name="old">Null: there was none, and its place is empty.</param>
    /// <param name="new">Of any size.</param>
    public static RgbaPicture Draw(RgbaPicture? old, RgbaPicture @new)
    {
        int width = Math.Max(old?.Size.Width ?? 0, @new.Size.Width), height = Math.Max(old?.Size.Height ?? 0, @new.Size.Height);
        var size = new FrameSize(Zoom * 3 * width + 4 * Gap, Zoom * height + 2 * Gap);
        var sheet = new RgbaPicture(size, new byte[4 * size.Pixels]);
        Array.Fill(sheet.Pixels, (byte)128);
        for (int i = 3; i < sheet.Pixels.Length; i += 4)
        {
            sheet.Pixels[i] = byte.MaxValue;
        }

        RgbaPicture?[] columns = [old, @new, old?.Size == @new.Size ? Difference(old, @new) : null];
        for (int column = 0; column < columns.Length; column++)
        {
            if (columns[column] is { } picture)
            {
                Paste(picture, sheet, Gap + column * (Zoom * width + Gap));
            }
        }

        return sheet;
    }

    static RgbaPicture Difference(RgbaPicture old, RgbaPicture @new)
    {
        byte[] pixels = [.. old.Pixels.Zip(@new.Pixels, (before, after) => (byte)Math.Max(0, 255 - Gain * Math.Abs(before - after)))];
        return new RgbaPicture(old.Size, pixels);
    }

    /// <summary>Lays a picture on the sheet, a checkerboard beneath where it is transparent.</summary>
    static void Paste(RgbaPicture picture, RgbaPicture sheet, int left)
    {
        for (int y = 0; y < Zoom * picture.Size.Height; y++)
        {
            for (int x = 0; x < Zoom * picture.Size.Width; x++)
            {
                ReadOnlySpan<byte> from = picture.Pixels.AsSpan(4 * (y / Zoom * picture.Size.Width + x / Zoom), 4);
                Span<byte> to = sheet.Pixels.AsSpan(4 * ((Gap + y) * sheet.Size.Width + left + x), 4);
                int ground = (x / 8 + y / 8) % 2 == 0 ? 90 : 160;
                for (int channel = 0; channel < 3; channel++)
                {
                    to[channel] = (byte)((from[channel] * from[3] + ground * (255 - from[3]) + 127) / 255);
                }
            }
        }
    }
}
