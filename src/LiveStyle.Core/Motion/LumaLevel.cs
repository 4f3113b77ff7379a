namespace LiveStyle.Motion;

/// <summary>
/// One size of a picture's brightness as bytes, with a margin in which the border's pixels go on, so that a block may lie across the border.
/// </summary>
sealed class LumaLevel
{
    /// <summary>Pixels on each side.</summary>
    public const int Margin = 16;

    readonly byte[] samples;

    /// <param name="width">In pixels, 1 or more.</param>
    /// <param name="height">In pixels, 1 or more.</param>
    public LumaLevel(int width, int height)
    {
        (Width, Height, Stride) = (width, height, width + 2 * Margin);
        samples = new byte[Stride * (height + 2 * Margin)];
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>All bytes, margins too: the pixel at (x, y) lies at <see cref="At"/>.</summary>
    public ReadOnlySpan<byte> Samples => samples;

    /// <summary>Where a pixel lies, of the picture or of its margin.</summary>
    public int At(int x, int y) => (y + Margin) * Stride + x + Margin;

    /// <summary>A pixel, of the picture or of its margin, and with it what lies around.</summary>
    public ref byte Sample(int x, int y) => ref samples[At(x, y)];

    /// <summary>A row without its margins.</summary>
    public Span<byte> Row(int y) => samples.AsSpan(At(0, y), Width);

    /// <summary>Fills the margins once all rows are written.</summary>
    public void Extend()
    {
        for (int y = 0; y < Height; y++)
        {
            int at = At(0, y);
            samples.AsSpan(at - Margin, Margin).Fill(samples[at]);
            samples.AsSpan(at + Width, Margin).Fill(samples[at + Width - 1]);
        }

        for (int i = 1; i <= Margin; i++)
        {
            samples.AsSpan(At(-Margin, 0), Stride).CopyTo(samples.AsSpan(At(-Margin, -i)));
            samples.AsSpan(At(-Margin, Height - 1), Stride).CopyTo(samples.AsSpan(At(-Margin, Height - 1 + i)));
        }
    }

    /// <summary>Fills a level of half the size, rounded up, with the means of 2×2 pixels.</summary>
    public void Halve(LumaLevel target)
    {
        for (int y = 0; y < target.Height; y++)
        {
            int at = At(0, 2 * y);
            LumaRows.Halve(samples.AsSpan(at, 2 * target.Width), samples.AsSpan(at + Stride, 2 * target.Width), target.Row(y));
        }

        target.Extend();
    }
}
