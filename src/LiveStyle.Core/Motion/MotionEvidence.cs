using System.Numerics;

namespace LiveStyle.Motion;

/// <summary>
/// Tells motion from noise. Noise lets every block find a vector that fits it a little better than none, each its own; where something
/// moves, a neighborhood of 3×3 blocks agrees, and fits much better.
/// </summary>
sealed class MotionEvidence
{
    /// <summary>Pixels of the level: a neighborhood whose mean vector is shorter stands still.</summary>
    const float LeastMotion = 0.04f;

    /// <summary>Pixels of the level: whoever moves farther needs no evidence.</summary>
    const float Far = 12;

    /// <summary>
    /// The share of the difference without motion that motion must explain, by a fraction of a pixel and by whole ones, for which the best
    /// of many vectors was taken; and the levels of a block beyond it.
    /// </summary>
    const float LeastGain = 0.1f, LeastGainOfMany = 0.25f, Rounding = 8;

    readonly int columns, rows;
    readonly float[] still, along;
    readonly bool[] isStill;

    public MotionEvidence(BlockGrid grid)
    {
        (columns, rows) = (grid.Columns, grid.Rows);
        (still, along, isStill) = (new float[grid.Count], new float[grid.Count], new bool[grid.Count]);
    }

    /// <summary>Notes a block's differences without motion and along its vector.</summary>
    public void Note(int block, float still, float along) => (this.still[block], this.along[block]) = (still, along);

    /// <summary>Lets the blocks of a picture stand still whose motion is none.</summary>
    /// <param name="grid">The vectors, smoothed, in pixels of the level.</param>
    public void Calm(MotionGrid grid)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                isStill[row * columns + column] = IsStill(grid, column, row);
            }
        }

        grid.Calm(isStill);
    }

    bool IsStill(MotionGrid grid, int column, int row)
    {
        float x = Math.Abs(grid.Across(row)[column + 1]), y = Math.Abs(grid.Down(row)[column + 1]);
        if (Math.Max(x, y) >= Far)
        {
            return false;
        }

        (Vector2 sum, float before, float after, int count) = (default, 0, 0, 0);
        for (int r = Math.Max(row - 1, 0); r <= Math.Min(row + 1, rows - 1); r++)
        {
            for (int c = Math.Max(column - 1, 0); c <= Math.Min(column + 1, columns - 1); c++, count++)
            {
                sum += new Vector2(grid.Across(r)[c + 1], grid.Down(r)[c + 1]);
                before += still[r * columns + c];
                after += along[r * columns + c];
            }
        }

        float least = Math.Max(x, y) < 0.75f ? LeastGain : LeastGainOfMany;
        return before - after < least * before + Rounding * count || sum.Length() < LeastMotion * count;
    }
}
