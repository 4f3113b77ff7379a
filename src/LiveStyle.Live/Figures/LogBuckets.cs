using System.Numerics;

namespace LiveStyle.Live.Figures;

/// <summary>
/// Buckets for durations from 100 ns to an hour, each of a width of a 32th of an octave at most: what is read back is off by no more than 1.6 %.
/// </summary>
static class LogBuckets
{
    const int Bits = 5;
    const int PerOctave = 1 << Bits;

    /// <summary>2^36 ticks of 100 ns are almost two hours.</summary>
    const int Octaves = 36;

    public const int Count = PerOctave * (Octaves - Bits + 1);

    public static int IndexOf(TimeSpan duration)
    {
        long ticks = Math.Clamp(duration.Ticks, 0, (1L << Octaves) - 1);
        if (ticks < PerOctave)
        {
            return (int)ticks;
        }

        int shift = BitOperations.Log2((ulong)ticks) - Bits;
        return PerOctave * shift + (int)(ticks >> shift);
    }

    /// <summary>The middle of a bucket.</summary>
    public static TimeSpan ValueOf(int index)
    {
        int shift = Math.Max(index / PerOctave - 1, 0);
        long least = (long)(index - PerOctave * shift) << shift;
        return TimeSpan.FromTicks(least + (1L << shift) / 2);
    }
}
