using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LiveStyle.Motion;

/// <summary>
/// How far each pixel looks like the one that it is followed to: by the difference's mean over 3×3 pixels, in which noise goes and edges stay,
/// and the worst of the 3×3 pixels around, so that nothing is trusted beside what is covered or uncovered; less, softly, where two motions meet.
/// </summary>
sealed class MotionTrust
{
    /// <summary>A difference, in levels, that is fully trusted, and one that isn't at all, where there is no noise.</summary>
    const float Alike = 3, Different = 11;

    /// <summary>Levels that they grow by for each level of noise.</summary>
    const float AlikeOfNoise = 1, DifferentOfNoise = 2;

    /// <summary>Outside the other picture: as different as can be.</summary>
    const short Unknown = 255;

    /// <summary>Pixels from block to block; where motion changes by more, something may cover or uncover something, and where by the second, it does.</summary>
    const float LittleChange = 0.8f, MuchChange = 2;

    const int Margin = 16;

    readonly int width, height, stride;
    readonly short[] differences, means, column;
    readonly byte[] trust;
    readonly float[] evenness;
    readonly MotionGrid grid;
    readonly MotionRow motion;
    float alike, different;

    /// <param name="level">Of the size of the pictures.</param>
    /// <param name="grid">Their motion, in pixels of theirs.</param>
    public MotionTrust(LumaLevel level, MotionGrid grid)
    {
        (width, height, this.grid) = (level.Width, level.Height, grid);
        stride = (width + Margin - 1) / Margin * Margin + 2 * Margin;
        differences = new short[stride * (height + 2)];
        means = new short[stride * (height + 2)];
        column = new short[stride];
        trust = new byte[width * height];
        evenness = new float[grid.Columns * grid.Rows];
        motion = new MotionRow(grid, BlockGrid.Step);
    }

    /// <summary>A row, a byte a pixel: 0 not to be trusted, 255 fully.</summary>
    public ReadOnlySpan<byte> Row(int y) => trust.AsSpan(y * width, width);

    /// <summary>Trusts nothing.</summary>
    public void Clear() => trust.AsSpan().Clear();

    /// <param name="now">Brightness.</param>
    /// <param name="before">Of the picture before.</param>
    /// <param name="noise">Their mean absolute difference where they show the same, in levels.</param>
    /// <returns>The mean trust, 0 to 1.</returns>
    public double Measure(LumaLevel now, LumaLevel before, float noise)
    {
        (alike, different) = (9 * (Alike + AlikeOfNoise * noise), 9 * (Different + DifferentOfNoise * noise));
        for (int y = 0; y < height; y++)
        {
            motion.Go(y);
            for (int i = 0; i < motion.Spans; i++)
            {
                Compare(now, before, y, motion.Span(i, width));
            }
        }

        for (int y = 0; y < height; y++)
        {
            Mean(y);
        }

        CompareMotion();
        long sum = 0;
        for (int y = 0; y < height; y++)
        {
            sum += Judge(y);
        }

        return sum / (255.0 * width * height);
    }

    void Compare(LumaLevel now, LumaLevel before, int y, MotionSpan span)
    {
        if (span.End <= span.Begin)
        {
            return;
        }

        int count = span.End - span.Begin;
        ReadOnlySpan<byte> here = now.Row(y).Slice(span.Begin, count);
        Span<short> result = differences.AsSpan((y + 1) * stride + Margin + span.Begin, count);
        if (span.IsStill)
        {
            ReadOnlySpan<byte> there = before.Row(y).Slice(span.Begin, count);
            for (int i = 0; i < count; i++)
            {
                result[i] = (short)(there[i] - here[i]);
            }

            return;
        }

        ref byte samples = ref MemoryMarshal.GetReference(before.Samples);
        (float right, float bottom) = (width - 0.5f, height - 0.5f);
        for (int i = 0; i < count; i++)
        {
            float px = span.Begin + i + span.X + i * span.SlopeX, py = y + span.Y + i * span.SlopeY;
            if (!(px >= -0.5f && py >= -0.5f && px <= right && py <= bottom))
            {
                result[i] = Unknown;
                continue;
            }

            // In 64ths of a pixel.
            int x64 = (int)(px * 64 + 64.5f), y64 = (int)(py * 64 + 64.5f), fx = x64 & 63, fy = y64 & 63;
            ref byte pixel = ref Unsafe.Add(ref samples, before.At((x64 >> 6) - 1, (y64 >> 6) - 1));
            ref byte below = ref Unsafe.Add(ref pixel, before.Stride);
            int upper = pixel * (64 - fx) + Unsafe.Add(ref pixel, 1) * fx;
            int lower = below * (64 - fx) + Unsafe.Add(ref below, 1) * fx;
            result[i] = (short)(((upper * (64 - fy) + lower * fy + 2048) >> 12) - here[i]);
        }
    }

    /// <summary>Each block's share of trust by how its motion differs from that of the blocks around; between the blocks it is linear.</summary>
    void CompareMotion()
    {
        for (int row = 0; row < grid.Rows; row++)
        {
            for (int column = 0; column < grid.Columns; column++)
            {
                float change = Math.Max(
                    Math.Max(grid.Change(row - 1, column - 1), grid.Change(row - 1, column)), Math.Max(grid.Change(row, column - 1), grid.Change(row, column)));
                float even = Math.Clamp((MuchChange - change) / (MuchChange - LittleChange), 0, 1);

                // A quarter of the trust is much of the effect: squared, the edge of what is not trusted isn't seen.
                evenness[row * grid.Columns + column] = even * even;
            }
        }
    }

    /// <summary>The sum over 3×3 pixels, without its sign. Outside the picture there is no difference.</summary>
    void Mean(int y)
    {
        ref short from = ref MemoryMarshal.GetReference(differences.AsSpan(y * stride)), sums = ref MemoryMarshal.GetArrayDataReference(column);
        for (int x = 0; x < stride; x += Vector128<short>.Count)
        {
            Vector128<short> sum = Vector128.LoadUnsafe(ref from, (nuint)x) + Vector128.LoadUnsafe(ref from, (nuint)(x + stride))
                + Vector128.LoadUnsafe(ref from, (nuint)(x + 2 * stride));
            sum.StoreUnsafe(ref sums, (nuint)x);
        }

        ref short to = ref MemoryMarshal.GetReference(means.AsSpan((y + 1) * stride));
        for (int x = Margin; x < Margin + width; x += Vector128<short>.Count)
        {
            Vector128<short> sum = Vector128.LoadUnsafe(ref sums, (nuint)(x - 1)) + Vector128.LoadUnsafe(ref sums, (nuint)x) + Vector128.LoadUnsafe(ref sums, (nuint)(x + 1));
            Vector128.Abs(sum).StoreUnsafe(ref to, (nuint)x);
        }

        // What the last vector read and wrote beyond the picture.
        means.AsSpan((y + 1) * stride + Margin + width, stride - Margin - width).Clear();
    }

    /// <summary>The trust of a row by the worst of 3×3 sums.</summary>
    /// <returns>Its sum.</returns>
    long Judge(int y)
    {
        ref short from = ref MemoryMarshal.GetReference(means.AsSpan(y * stride)), worst = ref MemoryMarshal.GetArrayDataReference(column);
        for (int x = 0; x < stride; x += Vector128<short>.Count)
        {
            Vector128.Max(
                Vector128.Max(Vector128.LoadUnsafe(ref from, (nuint)x), Vector128.LoadUnsafe(ref from, (nuint)(x + stride))),
                Vector128.LoadUnsafe(ref from, (nuint)(x + 2 * stride))).StoreUnsafe(ref worst, (nuint)x);
        }

        Span<byte> row = trust.AsSpan(y * width, width);
        float place = Math.Clamp((y + 0.5f) / BlockGrid.Step - 0.5f, 0, grid.Rows - 1), down = place - (int)place;
        ReadOnlySpan<float> upper = evenness.AsSpan((int)place * grid.Columns, grid.Columns);
        ReadOnlySpan<float> lower = evenness.AsSpan(Math.Min((int)place + 1, grid.Rows - 1) * grid.Columns, grid.Columns);
        bool isEven = !upper.ContainsAnyExcept(1f) && !lower.ContainsAnyExcept(1f);
        ReadOnlySpan<short> worsts = column.AsSpan(Margin - 1);
        long sum = 0;
        for (int x = 0; x < row.Length; x++)
        {
            int difference = Math.Max(Math.Max(worsts[x], worsts[x + 1]), worsts[x + 2]);
            float share = Math.Clamp((different - difference) * 255 / (different - alike), 0, 255);
            int value = (int)(isEven ? share : share * Evenness(upper, lower, down, x));
            row[x] = (byte)value;
            sum += value;
        }

        return sum;
    }

    /// <summary>Between the blocks of two rows.</summary>
    static float Evenness(ReadOnlySpan<float> upper, ReadOnlySpan<float> lower, float down, int x)
    {
        float at = Math.Clamp((x + 0.5f) / BlockGrid.Step - 0.5f, 0, upper.Length - 1);
        int left = (int)at, right = Math.Min(left + 1, upper.Length - 1);
        float first = upper[left] + (lower[left] - upper[left]) * down, second = upper[right] + (lower[right] - upper[right]) * down;
        return first + (second - first) * (at - left);
    }
}
