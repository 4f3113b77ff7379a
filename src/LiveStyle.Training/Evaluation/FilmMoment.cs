using LiveStyle.Frames;
using LiveStyle.Media.Stills;

namespace LiveStyle.Training.Evaluation;

/// <summary>One frame of a film, small: unstyled, styled by itself, and steadied. Who has it disposes it.</summary>
sealed record FilmMoment(HostFrame Unstyled, HostFrame Styled, HostFrame Steadied, double StyledGradient, double SteadiedGradient) : IDisposable
{
    /// <param name="frame">The frame, RGB; like the others it stays the caller's.</param>
    /// <param name="styled">By itself.</param>
    /// <param name="steadied">As it is shown.</param>
    /// <param name="size">Of the pictures that are kept; gradients are of the full size.</param>
    public static FilmMoment Of(HostFrame frame, HostFrame styled, HostFrame steadied, FrameSize size) =>
        new(StillImage.Resize(frame, size), StillImage.Resize(styled, size), StillImage.Resize(steadied, size), Gradient(styled), Gradient(steadied));

    public void Dispose()
    {
        Unstyled.Dispose();
        Styled.Dispose();
        Steadied.Dispose();
    }

    /// <summary>Sum of the absolute differences of neighboring pixels, across and down.</summary>
    static double Gradient(HostFrame frame)
    {
        long sum = 0;
        for (int y = 0; y + 1 < frame.Size.Height; y++)
        {
            ReadOnlySpan<byte> row = frame.Row(y)[..(3 * frame.Size.Width)], below = frame.Row(y + 1);
            for (int x = 0; x + 3 < row.Length; x++)
            {
                sum += Math.Abs(row[x + 3] - row[x]) + Math.Abs(below[x] - row[x]);
            }
        }

        return sum;
    }
}
