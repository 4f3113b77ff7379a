using System.Numerics;
using LiveStyle.Frames;
using LiveStyle.Motion;

namespace LiveStyle.Stylization.Steadiness;

/// <summary>
/// How far areas of a styled picture have the colors that they had in the one before, where they came from. Flicker is fine and changes an
/// area's mean little; a melt, a mask that moves, or another style changes it.
/// </summary>
sealed class StyleAgreement
{
    /// <summary>Levels by which a color's mean may differ, and by which it is another one.</summary>
    const float Alike = 24, Different = 60;

    /// <summary>Rows of an area that are read: one in so many.</summary>
    const int Sampling = 2;

    readonly int columns, rows;
    readonly float[] shares, own;
    Vector3[] now, before;

    public StyleAgreement(MotionTracker tracker)
    {
        (columns, rows) = (tracker.Columns, tracker.Rows);
        shares = new float[columns * rows];
        own = new float[columns * rows];
        (now, before) = (new Vector3[shares.Length], new Vector3[shares.Length]);
    }

    /// <summary>Goes on to the next picture.</summary>
    /// <param name="styled">RGB.</param>
    /// <param name="tracker">Has gone on to its original.</param>
    public void Follow(HostFrame styled, MotionTracker tracker)
    {
        (now, before) = (before, now);
        for (int row = 0; row < rows; row++)
        {
            Mean(styled, row);
        }

        if (tracker.IsCut)
        {
            return;
        }

        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                Vector2 place = new Vector2(column, row) + tracker.Vector(column, row) / MotionTracker.Step;
                Vector3 difference = Vector3.Abs(now[row * columns + column] - Before(place));
                float most = Math.Max(Math.Max(difference.X, difference.Y), difference.Z);
                own[row * columns + column] = Math.Clamp((Different - most) / (Different - Alike), 0, 1);
            }
        }

        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                shares[row * columns + column] = Least(column, row);
            }
        }
    }

    /// <summary>Multiplies a row's trust, a number for two pixels, with the areas' shares, linear from area to area.</summary>
    /// <param name="y">The row of the frame, in pixels.</param>
    /// <param name="trust">0 to 255.</param>
    /// <param name="weights">Receives 0 to 1.</param>
    public void Weigh(int y, ReadOnlySpan<byte> trust, Span<float> weights)
    {
        const int half = MotionTracker.Step / 2;
        float place = Math.Clamp((y + 0.5f) / MotionTracker.Step - 0.5f, 0, rows - 1), down = place - (int)place;
        ReadOnlySpan<float> upper = shares.AsSpan((int)place * columns, columns), lower = shares.AsSpan(Math.Min((int)place + 1, rows - 1) * columns, columns);
        for (int x = 0; x < weights.Length; x++)
        {
            float at = Math.Clamp((x + 0.5f) / half - 0.5f, 0, columns - 1);
            int left = (int)at, right = Math.Min(left + 1, columns - 1);
            float first = upper[left] + (lower[left] - upper[left]) * down, second = upper[right] + (lower[right] - upper[right]) * down;
            weights[x] = trust[x] * (1 / 255f) * (first + (second - first) * (at - left));
        }
    }

    /// <summary>Of 3×3 areas, so that none of an area that changed is reached between areas.</summary>
    float Least(int column, int row)
    {
        float least = 1;
        for (int y = Math.Max(row - 1, 0); y <= Math.Min(row + 1, rows - 1); y++)
        {
            for (int x = Math.Max(column - 1, 0); x <= Math.Min(column + 1, columns - 1); x++)
            {
                least = Math.Min(least, own[y * columns + x]);
            }
        }

        return least;
    }

    void Mean(HostFrame styled, int row)
    {
        FrameSize size = styled.Size;
        int top = row * MotionTracker.Step, bottom = Math.Min(top + MotionTracker.Step, size.Height);
        Span<Vector3> means = now.AsSpan(row * columns, columns);
        for (int column = 0; column < columns; column++)
        {
            int left = column * MotionTracker.Step, width = Math.Min(MotionTracker.Step, size.Width - left);
            int red = 0, green = 0, blue = 0, read = 0;
            for (int y = top; y < bottom; y += Sampling)
            {
                ReadOnlySpan<byte> pixels = styled.Row(y).Slice(3 * left, 3 * width);
                for (int x = 0; x + 2 < pixels.Length; x += 3)
                {
                    red += pixels[x];
                    green += pixels[x + 1];
                    blue += pixels[x + 2];
                }

                read += width;
            }

            means[column] = new Vector3(red, green, blue) / Math.Max(1, read);
        }
    }

    Vector3 Before(Vector2 place)
    {
        place = Vector2.Clamp(place, Vector2.Zero, new Vector2(columns - 1, rows - 1));
        int left = (int)place.X, top = (int)place.Y, right = Math.Min(left + 1, columns - 1), bottom = Math.Min(top + 1, rows - 1);
        float fx = place.X - left, fy = place.Y - top;
        Vector3 above = Between(before[top * columns + left], before[top * columns + right], fx);
        return Between(above, Between(before[bottom * columns + left], before[bottom * columns + right], fx), fy);
    }

    /// <summary>As Lerp, whose product some processors fuse with the sum and others don't.</summary>
    static Vector3 Between(Vector3 one, Vector3 other, float share) => one + (other - one) * share;
}
