using LiveStyle.Frames;

namespace LiveStyle.Motion;

/// <summary>A picture's brightness at half, a quarter and an eighth of its size, and its texture at half, filled again and again.</summary>
sealed class LumaPyramid
{
    /// <summary>A coarser level has at least so many pixels on its shorter side.</summary>
    const int SmallestSide = 8;

    const int MostLevels = 3;

    readonly FrameSize size;
    readonly byte[] upper, lower;
    readonly LumaTexture texture;

    public LumaPyramid(FrameSize size)
    {
        this.size = size;
        var levels = new List<LumaLevel> { Half(size.Width, size.Height) };
        while (levels.Count < MostLevels && Math.Min(levels[^1].Width, levels[^1].Height) >= 2 * SmallestSide)
        {
            levels.Add(Half(levels[^1].Width, levels[^1].Height));
        }

        Levels = [.. levels];
        Brightness = Half(size.Width, size.Height);
        texture = new LumaTexture(Brightness.Stride);
        upper = new byte[2 * Levels[0].Width];
        lower = new byte[2 * Levels[0].Width];
    }

    /// <summary>Of half the frame's size, rounded up.</summary>
    public LumaLevel Brightness { get; }

    /// <summary>What motion is looked for in: the texture of that size, then brightness from half of it to the coarsest.</summary>
    public LumaLevel[] Levels { get; }

    /// <param name="frame">RGB, of the pyramid's size; stays the caller's.</param>
    public void Fill(HostFrame frame)
    {
        for (int y = 0; y < Brightness.Height; y++)
        {
            Luma.Row(frame.Row(2 * y), upper.AsSpan(0, size.Width));
            Luma.Row(frame.Row(Math.Min(2 * y + 1, size.Height - 1)), lower.AsSpan(0, size.Width));
            if (size.Width % 2 == 1)
            {
                (upper[size.Width], lower[size.Width]) = (upper[size.Width - 1], lower[size.Width - 1]);
            }

            LumaRows.Halve(upper, lower, Brightness.Row(y));
        }

        Brightness.Extend();
        texture.Fill(Brightness, Levels[0]);
        for (int i = 1; i < Levels.Length; i++)
        {
            (i == 1 ? Brightness : Levels[i - 1]).Halve(Levels[i]);
        }
    }

    static LumaLevel Half(int width, int height) => new((width + 1) / 2, (height + 1) / 2);
}
