namespace LiveStyle.Frames;

/// <summary>
/// Planes to RGB and back on the processor: three planes of bytes in vectors, frame after frame; other formats pixel by pixel, for single
/// frames (contact sheets) and as the way out when a GPU is lost, where the frame path has the shaders in shaders/color for it, or ffmpeg.
/// </summary>
public static class PlaneConversion
{
    /// <summary>Whether frames of a format are converted in vectors: those of three planes of bytes.</summary>
    public static bool IsFast(FrameFormat format) => PlanesToRgb.Takes(format);

    /// <summary>Fills an RGB frame from one of any format; chroma is interpolated linearly from where it is sited.</summary>
    /// <exception cref="ArgumentException">The target is not RGB or of another size, or the source no picture.</exception>
    public static void ToRgb(HostFrame source, HostFrame target)
    {
        if (!target.Format.IsPacked || target.Size != source.Size || !source.Format.IsPicture)
        {
            throw new ArgumentException("the target must be an RGB frame of the source's size, and the source a picture", nameof(target));
        }

        target.Timestamp = source.Timestamp;
        target.DurationTicks = source.DurationTicks;
        if (source.Format.IsPacked)
        {
            CopyRows(source, target);
        }
        else if (IsFast(source.Format))
        {
            PlanesToRgb.Convert(source, target);
        }
        else
        {
            ToRgbByPixel(source, target);
        }
    }

    /// <summary>What <see cref="ToRgb"/> does, of any planes.</summary>
    internal static void ToRgbByPixel(HostFrame source, HostFrame target)
    {
        var color = new ColorArithmetic(source.Format);
        var planes = new PlaneSamples(source);
        for (int y = 0; y < source.Size.Height; y++)
        {
            Span<byte> row = target.Row(y);
            for (int x = 0; x < source.Size.Width; x++)
            {
                float luma = (planes.Luma(x, y) - color.LumaZero) / color.LumaSpan;
                float blue = (planes.Chroma(x, y, 0) - color.ChromaZero) / color.ChromaSpan * (2 - 2 * color.Blue) + luma;
                float red = (planes.Chroma(x, y, 1) - color.ChromaZero) / color.ChromaSpan * (2 - 2 * color.Red) + luma;
                float green = (luma - color.Red * red - color.Blue * blue) / (1 - color.Red - color.Blue);
                row[3 * x] = Byte(red);
                row[3 * x + 1] = Byte(green);
                row[3 * x + 2] = Byte(blue);
            }
        }
    }

    /// <summary>Fills a frame of any format from an RGB one; chroma is the mean of the pixels around where it is sited.</summary>
    /// <exception cref="ArgumentException">The source is not RGB or of another size, or the target no picture.</exception>
    public static void FromRgb(HostFrame source, HostFrame target)
    {
        if (!source.Format.IsPacked || target.Size != source.Size || !target.Format.IsPicture)
        {
            throw new ArgumentException("the source must be an RGB frame of the target's size, and the target a picture", nameof(source));
        }

        target.Timestamp = source.Timestamp;
        target.DurationTicks = source.DurationTicks;
        if (target.Format.IsPacked)
        {
            CopyRows(source, target);
        }
        else if (IsFast(target.Format))
        {
            RgbToPlanes.Convert(source, target);
        }
        else
        {
            FromRgbByPixel(source, target);
        }
    }

    /// <summary>What <see cref="FromRgb"/> does, of any planes.</summary>
    internal static void FromRgbByPixel(HostFrame source, HostFrame target)
    {
        var color = new ColorArithmetic(target.Format);
        var planes = new PlaneSamples(target);
        for (int y = 0; y < source.Size.Height; y++)
        {
            ReadOnlySpan<byte> row = source.Row(y);
            for (int x = 0; x < source.Size.Width; x++)
            {
                float luma = color.Luma(row[3 * x], row[3 * x + 1], row[3 * x + 2]) / 255;
                planes.SetLuma(x, y, color.LumaZero + color.LumaSpan * luma);
            }
        }

        FramePlane chroma = target.Format.Plane(target.Size, 1);
        for (int y = 0; y < chroma.Height; y++)
        {
            for (int x = 0; x < chroma.Width; x++)
            {
                (float red, float green, float blue) = Around(source, target.Format, color, x, y);
                float luma = color.Luma(red, green, blue);
                planes.SetChroma(x, y, 0, color.ChromaZero + color.ChromaSpan * (blue - luma) / (2 - 2 * color.Blue));
                planes.SetChroma(x, y, 1, color.ChromaZero + color.ChromaSpan * (red - luma) / (2 - 2 * color.Red));
            }
        }
    }

    static void CopyRows(HostFrame source, HostFrame target)
    {
        for (int y = 0; y < source.Size.Height; y++)
        {
            source.Row(y).CopyTo(target.Row(y));
        }
    }

    /// <summary>The two pixels between which a sample lies, or the three around the one on which it lies, in each direction.</summary>
    static (float Red, float Green, float Blue) Around(HostFrame source, FrameFormat format, ColorArithmetic color, int x, int y)
    {
        float red = 0, green = 0, blue = 0;
        for (int down = -1; down <= 1; down++)
        {
            ReadOnlySpan<byte> row = source.Row(Math.Clamp(y * format.ChromaRows + down, 0, source.Size.Height - 1));
            for (int across = -1; across <= 1; across++)
            {
                float share = Weight(down, format.ChromaRows, color.OffsetDown) * Weight(across, format.ChromaColumns, color.OffsetAcross) / 255;
                int at = 3 * Math.Clamp(x * format.ChromaColumns + across, 0, source.Size.Width - 1);
                red += share * row[at];
                green += share * row[at + 1];
                blue += share * row[at + 2];
            }
        }

        return (red, green, blue);
    }

    static float Weight(int steps, int covered, float offset) =>
        covered == 1 ? (steps == 0 ? 1 : 0) : offset > 0 ? (steps < 0 ? 0 : 0.5f) : steps == 0 ? 0.5f : 0.25f;

    static byte Byte(float value) => (byte)Math.Clamp(MathF.Floor(value * 255 + 0.5f), 0, 255);
}
