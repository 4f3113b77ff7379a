using System.Numerics;

namespace LiveStyle.Motion;

/// <summary>
/// Fills in the motion of flat areas from what is around them. Each block pulls to its own vector as far as its slopes rise above the noise, across
/// an edge and not along it, and to its neighbors' as far as they move alike; where nothing tells, it moves as the camera does.
/// </summary>
/// <remarks>Allocates nothing once it is made. Thread-safety: one thread at a time.</remarks>
sealed class MotionField
{
    const int Sweeps = 6;

    /// <summary>Pixels of the level by which a neighbor may move otherwise and still pull by half.</summary>
    const float Alike = 0.5f;

    /// <summary>How the camera's motion pulls, against a neighbor's 1.</summary>
    const float Camera = 0.1f;

    /// <summary>Pixels of the level: what moves by less stands still.</summary>
    const float LeastMotion = 0.06f;

    /// <summary>Squared slopes, over two pixels, of 64 pixels of noise of variance 1, half as much again.</summary>
    const float SlopesOfNoise = 192;

    /// <summary>Levels that noise differs by at most: what differs more shows something else.</summary>
    const float MostNoise = 8;

    /// <summary>Variance of a picture's noise where none is seen: its bytes are rounded.</summary>
    const float LeastVariance = 0.5f;

    /// <summary>Variance of one picture's noise for a mean absolute difference of two of 1.</summary>
    const float VarianceOfDifference = (float)(Math.PI / 4);

    /// <summary>Certainty of a block for the squared slopes over the variance: neighboring blocks share their pixels.</summary>
    const float Certainty = 1f / 64;

    readonly int columns, rows;
    readonly CameraMotion camera;
    readonly Vector3[] pulls;
    readonly Vector2[] own, field;
    readonly float[] differences, sorted, certainties;

    public MotionField(BlockGrid grid)
    {
        (columns, rows) = (grid.Columns, grid.Rows);
        camera = new CameraMotion(columns, rows);
        pulls = new Vector3[grid.Count];
        (own, field) = (new Vector2[grid.Count], new Vector2[grid.Count]);
        (differences, sorted, certainties) = (new float[grid.Count], new float[grid.Count], new float[grid.Count]);
    }

    /// <summary>
    /// The median block's mean absolute difference along its vector, in levels: what noise makes of the same picture twice; no more than
    /// noise is, where most of the picture finds nothing that is like it.
    /// </summary>
    public float Noise { get; private set; }

    /// <summary>Notes what a block shows.</summary>
    /// <param name="block">Its number, row by row.</param>
    /// <param name="slopes">Sums over its pixels of the slopes' squares and product: xx, xy, yy.</param>
    /// <param name="difference">Its sum of absolute differences along its vector.</param>
    public void Note(int block, Vector3 slopes, float difference) =>
        (pulls[block], differences[block]) = (slopes, difference / (BlockGrid.Side * BlockGrid.Side));

    /// <summary>Fills the vectors in.</summary>
    /// <param name="grid">The blocks' own, in pixels of the level; receives the field.</param>
    public void Solve(MotionGrid grid)
    {
        differences.AsSpan().CopyTo(sorted);
        Array.Sort(sorted);
        Noise = Math.Min(sorted[sorted.Length / 2], MostNoise);
        float variance = Math.Max(LeastVariance, VarianceOfDifference * Noise * Noise);
        for (int i = 0; i < own.Length; i++)
        {
            own[i] = new Vector2(grid.Across(i / columns)[i % columns + 1], grid.Down(i / columns)[i % columns + 1]);
            Weigh(i, variance);
        }

        camera.Fit(own, certainties);
        for (int i = 0; i < own.Length; i++)
        {
            // No product is fused with a sum, as Lerp has it on some processors.
            Vector2 far = camera.At(i % columns, i / columns);
            field[i] = far + (own[i] - far) * (certainties[i] / (certainties[i] + 1));
        }

        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            for (int i = 0; i < field.Length; i++)
            {
                // There and back, so that what one side knows reaches the other.
                Pull(sweep % 2 == 0 ? i : field.Length - 1 - i);
            }
        }

        for (int i = 0; i < field.Length; i++)
        {
            Vector2 vector = field[i].LengthSquared() < LeastMotion * LeastMotion ? default : field[i];
            (grid.Across(i / columns)[i % columns + 1], grid.Down(i / columns)[i % columns + 1]) = (vector.X, vector.Y);
        }

        grid.Extend();
    }

    /// <summary>Takes the noise's share off a block's slopes, along and across its edge, and turns what is left into how its own vector pulls.</summary>
    void Weigh(int block, float variance)
    {
        Vector3 slopes = pulls[block];
        float mean = (slopes.X + slopes.Z) / 2, half = (slopes.X - slopes.Z) / 2, length = MathF.Sqrt(half * half + slopes.Y * slopes.Y);
        float noise = SlopesOfNoise * variance, large = Math.Max(0, mean + length - noise), small = Math.Max(0, mean - length - noise);
        float here = Math.Max(variance, VarianceOfDifference * differences[block] * differences[block]), scale = Certainty / here;
        (float cosine, float sine) = length > 0 ? (half / length, slopes.Y / length) : (1, 0);
        (float middle, float spread) = ((large + small) / 2 * scale, (large - small) / 2 * scale);
        pulls[block] = new Vector3(middle + spread * cosine, spread * sine, middle - spread * cosine);
        certainties[block] = small * scale;
    }

    void Pull(int block)
    {
        (int row, int column) = (block / columns, block % columns);
        Vector2 here = field[block], sum = Camera * camera.At(column, row);
        float weights = Camera;
        for (int r = Math.Max(row - 1, 0); r <= Math.Min(row + 1, rows - 1); r++)
        {
            for (int c = Math.Max(column - 1, 0); c <= Math.Min(column + 1, columns - 1); c++)
            {
                if (r == row && c == column)
                {
                    continue;
                }

                Vector2 other = field[r * columns + c];
                float weight = (r == row || c == column ? 1 : 0.5f) / (1 + (other - here).LengthSquared() / (Alike * Alike));
                (sum, weights) = (sum + weight * other, weights + weight);
            }
        }

        Vector3 pull = pulls[block];
        Vector2 wanted = own[block];
        Vector2 all = new Vector2(pull.X * wanted.X + pull.Y * wanted.Y, pull.Y * wanted.X + pull.Z * wanted.Y) + sum;
        float a = pull.X + weights, b = pull.Z + weights, determinant = a * b - pull.Y * pull.Y;
        field[block] = new Vector2(b * all.X - pull.Y * all.Y, a * all.Y - pull.Y * all.X) / determinant;
    }
}
