using System.Runtime.InteropServices;

namespace LiveStyle.Stylization.Strokes;

/// <summary>
/// For each target pixel along an axis: where four source pixels begin, and their weights by Catmull and Rom's cubic, in 16384ths, which
/// add up to 16384. Beyond the border the outermost pixel goes on.
/// </summary>
sealed class CubicTaps
{
    /// <summary>Weights of one pixel.</summary>
    public const int Count = 4;

    const int Whole = 16384;

    readonly int[] first;
    readonly short[] weights;
    readonly ulong[] packed;

    /// <param name="from">Source pixels along the axis.</param>
    /// <param name="to">Target pixels along the axis, not fewer.</param>
    /// <param name="shift">How much further on each lies, in source pixels, as for chroma that is not sited in the middle; at most a quarter.</param>
    public CubicTaps(int from, int to, double shift = 0)
    {
        first = new int[to];
        weights = new short[Count * to];
        for (int i = 0; i < to; i++)
        {
            double center = (i + 0.5) * from / to - 0.5 + shift;
            int before = (int)Math.Floor(center);
            double f = center - before;
            first[i] = before - 1;
            Span<short> four = weights.AsSpan(Count * i, Count);
            four[0] = Weight(0.5 * f * (-1 + f * (2 - f)));
            four[1] = Weight(0.5 * (2 + f * f * (-5 + 3 * f)));
            four[2] = Weight(0.5 * f * (1 + f * (4 - 3 * f)));
            four[3] = Weight(0.5 * f * f * (f - 1));

            // What rounding left over goes to the larger one of the middle.
            four[f < 0.5 ? 1 : 2] += (short)(Whole - four[0] - four[1] - four[2] - four[3]);
        }

        packed = MemoryMarshal.Cast<short, ulong>(weights).ToArray();
    }

    /// <summary>The first of the four source pixels of a target pixel: from -2 to the last but one.</summary>
    public int First(int target) => first[target];

    /// <summary>What <see cref="First"/> gives, of all.</summary>
    public ReadOnlySpan<int> Firsts => first;

    /// <summary>What <see cref="Weights"/> gives, of all: the first in the lowest bits.</summary>
    public ReadOnlySpan<ulong> Packed => packed;

    /// <summary>The weights of the four.</summary>
    public ReadOnlySpan<short> Weights(int target) => weights.AsSpan(Count * target, Count);

    static short Weight(double share) => (short)Math.Round(share * Whole);
}
