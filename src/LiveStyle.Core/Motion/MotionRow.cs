namespace LiveStyle.Motion;

/// <summary>One row of a picture's motion between the vectors of its blocks: linear from block to block.</summary>
/// <remarks>Allocates nothing once it is made. Thread-safety: one thread at a time; rows of one picture can be walked by several.</remarks>
public sealed class MotionRow
{
    readonly MotionGrid grid;
    readonly int step;
    readonly float[] across, down;

    /// <param name="grid">The vectors, in pixels of the picture.</param>
    /// <param name="step">Pixels of the picture from one block to the next.</param>
    internal MotionRow(MotionGrid grid, int step)
    {
        (this.grid, this.step) = (grid, step);
        across = new float[grid.Columns + 2];
        down = new float[grid.Columns + 2];
    }

    /// <summary>The number of spans of a row: the first and the last are half as long as the others.</summary>
    public int Spans => grid.Columns + 1;

    /// <summary>Goes to a row of the picture.</summary>
    /// <param name="y">The row's number, from 0.</param>
    public void Go(int y)
    {
        float place = (y + 0.5f) / step - 0.5f;
        int upper = Math.Min((int)MathF.Floor(place), grid.Rows - 1);
        Mix(grid.Across(upper), grid.Across(upper + 1), place - upper, across);
        Mix(grid.Down(upper), grid.Down(upper + 1), place - upper, down);
    }

    /// <summary>The pixels between the middles of two neighboring blocks.</summary>
    /// <param name="index">From 0 to <see cref="Spans"/> − 1.</param>
    /// <param name="width">Of the picture.</param>
    public MotionSpan Span(int index, int width)
    {
        int middle = step * index - step / 2, begin = Math.Max(middle, 0);
        float slopeX = (across[index + 1] - across[index]) / step, slopeY = (down[index + 1] - down[index]) / step, offset = begin + 0.5f - middle;
        return new MotionSpan(begin, Math.Min(middle + step, width), across[index] + offset * slopeX, down[index] + offset * slopeY, slopeX, slopeY);
    }

    static void Mix(ReadOnlySpan<float> upper, ReadOnlySpan<float> lower, float share, Span<float> result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = upper[i] + (lower[i] - upper[i]) * share;
        }
    }
}
