using System.Runtime.InteropServices;

namespace LiveStyle.Live.Sound;

/// <summary>A stretch of sound at a speed of its own, copied out of a ring and then interpolated. Not thread-safe; made once and used again.</summary>
/// <param name="largest">The most values that are asked of it.</param>
sealed class SoundStretch(int largest)
{
    /// <summary>Room for the fastest speed, 1.01, and the filter.</summary>
    readonly int[] moments = new int[largest + largest / 100 + SincFilter.Taps + 2];
    readonly float[] leftSource = new float[largest + largest / 100 + SincFilter.Taps + 2];
    readonly float[] rightSource = new float[largest + largest / 100 + SincFilter.Taps + 2];
    double offset;
    double speed;

    /// <summary>The values of the left channel, −32768 to 32767 and a little beyond, after <see cref="Render"/>.</summary>
    public float[] Left { get; } = new float[largest];

    /// <summary>Those of the right channel.</summary>
    public float[] Right { get; } = new float[largest];

    int Count { get; set; }

    int Length => (int)(offset + Count * speed) + SincFilter.Taps + 1;

    /// <summary>The count that the ring must have reached for a stretch, or it ends in silence.</summary>
    public static double EndOf(double position, double speed, int count) => position + count * speed + SincFilter.Before + 1;

    /// <summary>Copies what the values are made of. The ring may change afterwards.</summary>
    /// <param name="ring">The sound.</param>
    /// <param name="position">The first value's place in the ring's count, between moments.</param>
    /// <param name="speed">The moments of the ring that one value goes on by: 0.99 to 1.01.</param>
    /// <param name="count">The values.</param>
    public void Take(SampleRing ring, double position, double speed, int count)
    {
        double whole = Math.Floor(position);
        (offset, this.speed, Count) = (position - whole, speed, count);
        ring.CopyTo((long)whole - (SincFilter.Before - 1), moments.AsSpan(0, Length));
    }

    /// <summary>Makes the values.</summary>
    public void Render()
    {
        ReadOnlySpan<int> taken = moments.AsSpan(0, Length);
        if (!taken.ContainsAnyExcept(0))
        {
            Left.AsSpan(0, Count).Clear();
            Right.AsSpan(0, Count).Clear();
            return;
        }

        ReadOnlySpan<short> samples = MemoryMarshal.Cast<int, short>(taken);
        for (int i = 0; i < taken.Length; i++)
        {
            leftSource[i] = samples[2 * i];
            rightSource[i] = samples[2 * i + 1];
        }

        for (int i = 0; i < Count; i++)
        {
            double place = offset + i * speed;
            int whole = (int)place;
            (Left[i], Right[i]) = SincFilter.At(in leftSource[whole], in rightSource[whole], place - whole);
        }
    }
}
