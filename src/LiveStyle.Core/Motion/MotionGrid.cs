using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LiveStyle.Motion;

/// <summary>A vector for each block of a picture, in float32: two planes with a margin in which the border's vectors go on.</summary>
sealed class MotionGrid
{
    /// <summary>On the left, above and below one; on the right as many as a vector of the processor may read too far.</summary>
    const int Margin = 1, RightMargin = 8;

    readonly int stride;
    readonly float[] across, down, scratch;

    public MotionGrid(int columns, int rows)
    {
        (Columns, Rows, stride) = (columns, rows, Margin + columns + RightMargin);
        across = new float[stride * (rows + 2 * Margin)];
        down = new float[across.Length];
        scratch = new float[across.Length];
    }

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>Parts to the right: a row from the vector before its first one on, which repeats that, to one behind its last.</summary>
    /// <param name="row">From −1 to <see cref="Rows"/>.</param>
    public Span<float> Across(int row) => across.AsSpan((row + Margin) * stride, Columns + 2 * Margin);

    /// <summary>Parts downwards, as <see cref="Across"/>.</summary>
    public Span<float> Down(int row) => down.AsSpan((row + Margin) * stride, Columns + 2 * Margin);

    public void Clear()
    {
        across.AsSpan().Clear();
        down.AsSpan().Clear();
    }

    /// <summary>The largest change of either part along and between two neighboring rows, from one column to the next.</summary>
    /// <param name="row">The upper one, from −1.</param>
    /// <param name="column">The left one, from −1.</param>
    public float Change(int row, int column)
    {
        int at = (row + Margin) * stride + column + Margin;
        return Math.Max(Change(across, at), Change(down, at));
    }

    /// <summary>Repeats the border's vectors in the margin, then takes the median of 3×3 neighbors, so that single wrong vectors go.</summary>
    public void Smooth()
    {
        Smooth(across);
        Smooth(down);
    }

    /// <summary>Sets the vectors to nothing that a mask of theirs says.</summary>
    /// <param name="isStill">Row by row.</param>
    public void Calm(ReadOnlySpan<bool> isStill)
    {
        for (int i = 0; i < isStill.Length; i++)
        {
            if (isStill[i])
            {
                int at = (i / Columns + Margin) * stride + i % Columns + Margin;
                (across[at], down[at]) = (0, 0);
            }
        }

        Extend();
    }

    /// <summary>Repeats the border's vectors in the margin.</summary>
    public void Extend()
    {
        Extend(across);
        Extend(down);
    }

    float Change(float[] plane, int at)
    {
        (float a, float b, float c, float d) = (plane[at], plane[at + 1], plane[at + stride], plane[at + stride + 1]);
        return Math.Max(Math.Max(a, b), Math.Max(c, d)) - Math.Min(Math.Min(a, b), Math.Min(c, d));
    }

    void Smooth(float[] plane)
    {
        Extend(plane);
        plane.AsSpan().CopyTo(scratch);
        ref float from = ref MemoryMarshal.GetArrayDataReference(scratch), to = ref MemoryMarshal.GetArrayDataReference(plane);
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column += Vector128<float>.Count)
            {
                int at = row * stride + column;
                Median(ref from, at, stride).StoreUnsafe(ref to, (nuint)(at + stride + Margin));
            }
        }

        Extend(plane);
    }

    void Extend(float[] plane)
    {
        for (int row = 1; row <= Rows; row++)
        {
            plane[row * stride] = plane[row * stride + 1];
            plane.AsSpan(row * stride + Margin + Columns, RightMargin).Fill(plane[row * stride + Columns]);
        }

        plane.AsSpan(stride, stride).CopyTo(plane);
        plane.AsSpan(Rows * stride, stride).CopyTo(plane.AsSpan((Rows + 1) * stride));
    }

    /// <summary>Each column sorted, then the middle one of the largest smallest, the middle middle and the smallest largest.</summary>
    static Vector128<float> Median(ref float plane, int at, int stride)
    {
        (Vector128<float> low0, Vector128<float> middle0, Vector128<float> high0) = Column(ref plane, at, stride);
        (Vector128<float> low1, Vector128<float> middle1, Vector128<float> high1) = Column(ref plane, at + 1, stride);
        (Vector128<float> low2, Vector128<float> middle2, Vector128<float> high2) = Column(ref plane, at + 2, stride);
        return Middle(
            Vector128.Max(Vector128.Max(low0, low1), low2), Middle(middle0, middle1, middle2), Vector128.Min(Vector128.Min(high0, high1), high2));
    }

    static (Vector128<float> Low, Vector128<float> Middle, Vector128<float> High) Column(ref float plane, int at, int stride)
    {
        var a = Vector128.LoadUnsafe(ref plane, (nuint)at);
        var b = Vector128.LoadUnsafe(ref plane, (nuint)(at + stride));
        var c = Vector128.LoadUnsafe(ref plane, (nuint)(at + 2 * stride));
        (a, b) = (Vector128.Min(a, b), Vector128.Max(a, b));
        (b, c) = (Vector128.Min(b, c), Vector128.Max(b, c));
        return (Vector128.Min(a, b), Vector128.Max(a, b), c);
    }

    static Vector128<float> Middle(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        Vector128.Max(Vector128.Min(a, b), Vector128.Min(Vector128.Max(a, b), c));
}
