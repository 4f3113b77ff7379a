using System.Numerics;

namespace LiveStyle.Motion;

/// <summary>
/// The motion that most of a picture has in common, as the camera's is: a shift, a zoom, a turn or a shear, fitted to the blocks that show where they went, robustly.
/// </summary>
sealed class CameraMotion(int columns, int rows)
{
    /// <summary>Fits; in the first few, what moves otherwise is told from what doesn't less strictly.</summary>
    const int Passes = 8, CoarsePasses = 3;

    /// <summary>Pixels of the level by which a block may move otherwise and still count for half.</summary>
    const float Coarse = 2, Fine = 0.5f;

    /// <summary>Certainty that a single block counts with at most, and that is needed in all.</summary>
    const float Most = 4, Least = 4;

    /// <summary>Keeps a slope small that few blocks tell.</summary>
    const float Damping = 0.02f;

    Vector2 shift, across, down;

    /// <summary>The common motion in a block's place, in pixels of the level; none where nothing tells.</summary>
    public Vector2 At(int column, int row) => shift + across * Place(column, columns) + down * Place(row, rows);

    /// <param name="vectors">Of each block, row by row.</param>
    /// <param name="certainty">How far a block shows where it went: 0 not at all.</param>
    public void Fit(ReadOnlySpan<Vector2> vectors, ReadOnlySpan<float> certainty)
    {
        (shift, across, down) = (default, default, default);
        for (int pass = 0; pass < Passes; pass++)
        {
            if (!Refine(vectors, certainty, pass < CoarsePasses ? Coarse : Fine))
            {
                (shift, across, down) = (default, default, default);
                return;
            }
        }
    }

    bool Refine(ReadOnlySpan<Vector2> vectors, ReadOnlySpan<float> certainty, float tolerance)
    {
        float all = 0, sumX = 0, sumY = 0, xx = 0, xy = 0, yy = 0;
        Vector2 sum = default, alongX = default, alongY = default;
        for (int i = 0; i < vectors.Length; i++)
        {
            float weight = Math.Min(certainty[i], Most);
            if (weight <= 0)
            {
                continue;
            }

            (int column, int row) = (i % columns, i / columns);
            weight /= 1 + (vectors[i] - At(column, row)).LengthSquared() / (tolerance * tolerance);
            float x = Place(column, columns), y = Place(row, rows);
            (all, sumX, sumY) = (all + weight, sumX + weight * x, sumY + weight * y);
            (xx, xy, yy) = (xx + weight * x * x, xy + weight * x * y, yy + weight * y * y);
            (sum, alongX, alongY) = (sum + weight * vectors[i], alongX + weight * x * vectors[i], alongY + weight * y * vectors[i]);
        }

        if (all < Least)
        {
            return false;
        }

        (xx, yy) = (xx + Damping * all, yy + Damping * all);

        // The three equations' inverse by its cofactors.
        double a = (double)xx * yy - (double)xy * xy, b = (double)sumY * xy - (double)sumX * yy, c = (double)sumX * xy - (double)sumY * xx;
        double d = (double)all * yy - (double)sumY * sumY, e = (double)sumX * sumY - (double)all * xy, f = (double)all * xx - (double)sumX * sumX;
        double determinant = all * a + sumX * b + sumY * c;
        shift = Solve(a, b, c);
        across = Solve(b, d, e);
        down = Solve(c, e, f);
        return true;

        Vector2 Solve(double p, double q, double r) => new(
            (float)((p * sum.X + q * alongX.X + r * alongY.X) / determinant), (float)((p * sum.Y + q * alongX.Y + r * alongY.Y) / determinant));
    }

    static float Place(int index, int count) => (float)index / count - 0.5f;
}
