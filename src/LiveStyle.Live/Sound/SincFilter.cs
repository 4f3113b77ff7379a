using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LiveStyle.Live.Sound;

/// <summary>
/// Sound between its samples: a sinc over 32 samples under Kaiser's window (β = 8, 80 dB), from a table of 256 positions between two samples and
/// lines between these. For speeds near 1.
/// </summary>
static class SincFilter
{
    /// <summary>The samples that one value is made of: it lies after the sixteenth of them.</summary>
    public const int Taps = 32;

    /// <summary>The samples before and at the value.</summary>
    public const int Before = Taps / 2;

    const int Phases = 256;
    const double Beta = 8;

    static readonly float[] Table = MakeTable();

    /// <summary>Gives the values of two channels at one position.</summary>
    /// <param name="left">The samples of one channel, 15 before the position's and 16 after it.</param>
    /// <param name="right">Those of the other.</param>
    /// <param name="fraction">The position after the sixteenth sample, from 0 to just under 1; at 0 the values are that sample's own.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (float Left, float Right) At(ref readonly float left, ref readonly float right, double fraction)
    {
        double place = fraction * Phases;
        int phase = (int)place;
        var between = new Vector<float>((float)(place - phase));
        ref float row = ref MemoryMarshal.GetArrayDataReference(Table);
        row = ref Unsafe.Add(ref row, phase * Taps);
        Vector<float> leftSum = Vector<float>.Zero;
        Vector<float> rightSum = Vector<float>.Zero;
        for (nuint i = 0; i < Taps; i += (nuint)Vector<float>.Count)
        {
            Vector<float> here = Vector.LoadUnsafe(ref row, i);
            Vector<float> weights = here + (Vector.LoadUnsafe(ref row, i + Taps) - here) * between;
            leftSum += Vector.LoadUnsafe(in left, i) * weights;
            rightSum += Vector.LoadUnsafe(in right, i) * weights;
        }

        return (Vector.Sum(leftSum), Vector.Sum(rightSum));
    }

    static float[] MakeTable()
    {
        var table = new float[(Phases + 1) * Taps];
        Span<double> row = stackalloc double[Taps];
        for (int phase = 0; phase <= Phases; phase++)
        {
            double sum = 0;
            for (int tap = 0; tap < Taps; tap++)
            {
                double x = tap - (Before - 1) - (double)phase / Phases;
                row[tap] = Sinc(x) * Kaiser(x / Before);
                sum += row[tap];
            }

            for (int tap = 0; tap < Taps; tap++)
            {
                table[phase * Taps + tap] = (float)(row[tap] / sum);
            }
        }

        return table;
    }

    static double Sinc(double x) => x == 0 ? 1 : x == Math.Floor(x) ? 0 : Math.Sin(Math.PI * x) / (Math.PI * x);

    static double Kaiser(double x) => Math.Abs(x) > 1 ? 0 : Bessel(Beta * Math.Sqrt(1 - x * x)) / Bessel(Beta);

    /// <summary>The modified Bessel function of the first kind and order 0, by its series.</summary>
    static double Bessel(double x)
    {
        double sum = 1;
        double term = 1;
        for (int i = 1; term > sum * 1e-17; i++)
        {
            term *= x * x / (4.0 * i * i);
            sum += term;
        }

        return sum;
    }
}
