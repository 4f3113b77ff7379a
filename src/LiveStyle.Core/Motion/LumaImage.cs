using LiveStyle.Frames;

namespace LiveStyle.Motion;

/// <summary>Brightness of a picture as float32, 0 to 255, row after row: what motion is estimated from.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Values">Height × width.</param>
sealed record LumaImage(int Width, int Height, float[] Values)
{
    /// <summary>Luma of BT.601 of an RGB frame.</summary>
    public static LumaImage From(HostFrame frame)
    {
        int width = frame.Size.Width, height = frame.Size.Height;
        (float red, float green, float blue) = ((float)LumaWeights.Bt601.Red, (float)LumaWeights.Bt601.Green, (float)LumaWeights.Bt601.Blue);
        var values = new float[width * height];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = frame.Row(y);
            for (int x = 0; x < width; x++)
            {
                values[y * width + x] = red * row[3 * x] + green * row[3 * x + 1] + blue * row[3 * x + 2];
            }
        }

        return new LumaImage(width, height, values);
    }

    /// <summary>The value of the nearest pixel inside.</summary>
    public float At(int x, int y) => Values[Math.Clamp(y, 0, Height - 1) * Width + Math.Clamp(x, 0, Width - 1)];

    /// <summary>Blurred by a Gaussian of standard deviation 0.8 pixels, cut at two pixels.</summary>
    public LumaImage Smooth()
    {
        float[] across = Filter(Values, (x, y, i) => At(x + i, y));
        var turned = this with { Values = across };
        return this with { Values = Filter(across, (x, y, i) => turned.At(x, y + i)) };
    }

    /// <summary>Half as wide and high: means of 2×2 pixels.</summary>
    public LumaImage Halve()
    {
        int width = Width / 2, height = Height / 2;
        var values = new float[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int at = 2 * y * Width + 2 * x;
                values[y * width + x] = (Values[at] + Values[at + 1] + Values[at + Width] + Values[at + Width + 1]) / 4;
            }
        }

        return new LumaImage(width, height, values);
    }

    /// <summary>Between the pixels by Catmull–Rom's cubic: a straight line between them would blur, and pull the motion to whole pixels.</summary>
    public float Sample(float x, float y)
    {
        int left = (int)MathF.Floor(x), top = (int)MathF.Floor(y);
        float fx = x - left;
        if (left >= 1 && top >= 1 && left + 2 < Width && top + 2 < Height)
        {
            ReadOnlySpan<float> rows = Values.AsSpan((top - 1) * Width + left - 1);
            return Cubic(y - top, Cubic(fx, rows), Cubic(fx, rows[Width..]), Cubic(fx, rows[(2 * Width)..]), Cubic(fx, rows[(3 * Width)..]));
        }

        return Cubic(y - top,
            Cubic(fx, At(left - 1, top - 1), At(left, top - 1), At(left + 1, top - 1), At(left + 2, top - 1)),
            Cubic(fx, At(left - 1, top), At(left, top), At(left + 1, top), At(left + 2, top)),
            Cubic(fx, At(left - 1, top + 1), At(left, top + 1), At(left + 1, top + 1), At(left + 2, top + 1)),
            Cubic(fx, At(left - 1, top + 2), At(left, top + 2), At(left + 1, top + 2), At(left + 2, top + 2)));
    }

    static float Cubic(float t, ReadOnlySpan<float> four) => Cubic(t, four[0], four[1], four[2], four[3]);

    static float Cubic(float t, float a, float b, float c, float d) =>
        b + 0.5f * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));

    float[] Filter(float[] values, Func<int, int, int, float> read)
    {
        ReadOnlySpan<float> kernel = [0.4987f, 0.2283f, 0.0219f];
        var filtered = new float[values.Length];
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                filtered[y * Width + x] = kernel[0] * read(x, y, 0)
                    + kernel[1] * (read(x, y, -1) + read(x, y, 1))
                    + kernel[2] * (read(x, y, -2) + read(x, y, 2));
            }
        }

        return filtered;
    }
}
