using System.Runtime.InteropServices;

namespace LiveStyle.Live.Sound;

/// <summary>
/// The newest seconds of a source's sound. Its moments (a left and a right sample in one integer) are counted from the first one on, for ever.
/// Not thread-safe.
/// </summary>
sealed class SampleRing
{
    /// <summary>The moments that are kept: 10.9 s.</summary>
    public const int Capacity = 1 << 19;

    /// <summary>The length of a fade into silence or out of it: 5 ms.</summary>
    public const int Fade = 240;

    const int Mask = Capacity - 1;

    readonly int[] moments = new int[Capacity];
    long first;
    int fadedIn = Fade;

    /// <summary>The count before the oldest moment that is kept.</summary>
    public long Begin => Math.Max(first, End - Capacity);

    /// <summary>The count of all moments so far.</summary>
    public long End { get; private set; }

    /// <summary>Adds sound, fading it in after silence.</summary>
    /// <param name="block">At most <see cref="Capacity"/> moments.</param>
    public void Append(ReadOnlySpan<int> block)
    {
        long from = End;
        Write(block);
        for (; fadedIn < Fade && from < End; fadedIn++, from++)
        {
            Scale(from, fadedIn);
        }
    }

    /// <summary>Adds silence, into which what is there fades.</summary>
    /// <param name="count">At most <see cref="Capacity"/> moments.</param>
    public void AppendSilence(int count)
    {
        for (int i = 0; i < Fade && End - 1 - i >= Begin; i++)
        {
            Scale(End - 1 - i, i);
        }

        int start = (int)(End & Mask);
        int upToWrap = Math.Min(count, Capacity - start);
        moments.AsSpan(start, upToWrap).Clear();
        moments.AsSpan(0, count - upToWrap).Clear();
        End += count;
        fadedIn = 0;
    }

    /// <summary>Takes moments out of the middle; what comes after them moves up.</summary>
    /// <param name="end">The count before the first moment that moves.</param>
    /// <param name="count">How many go.</param>
    public void Remove(long end, int count)
    {
        for (long from = end; from < End; from++)
        {
            moments[(from - count) & Mask] = moments[from & Mask];
        }

        End -= count;
    }

    /// <summary>Forgets all that is there; the count goes on.</summary>
    public void Clear()
    {
        first = End;
        fadedIn = 0;
    }

    /// <summary>Makes silence of what is there before a count.</summary>
    public void Silence(long end)
    {
        if (end >= End)
        {
            (end, fadedIn) = (End, 0);
        }

        long begin = Begin;
        if (end > begin)
        {
            int start = (int)(begin & Mask), count = (int)(end - begin);
            int upToWrap = Math.Min(count, Capacity - start);
            moments.AsSpan(start, upToWrap).Clear();
            moments.AsSpan(0, count - upToWrap).Clear();
        }
    }

    /// <summary>Copies moments, with silence for those that are not kept.</summary>
    /// <param name="from">The count before the first one.</param>
    /// <param name="target">Receives them.</param>
    public void CopyTo(long from, Span<int> target)
    {
        long begin = Math.Clamp(Begin, from, from + target.Length);
        long end = Math.Clamp(End, begin, from + target.Length);
        target[..(int)(begin - from)].Clear();
        target[(int)(end - from)..].Clear();
        int start = (int)(begin & Mask);
        int count = (int)(end - begin);
        int upToWrap = Math.Min(count, Capacity - start);
        moments.AsSpan(start, upToWrap).CopyTo(target[(int)(begin - from)..]);
        moments.AsSpan(0, count - upToWrap).CopyTo(target[((int)(begin - from) + upToWrap)..]);
    }

    void Write(ReadOnlySpan<int> block)
    {
        int start = (int)(End & Mask);
        int upToWrap = Math.Min(block.Length, Capacity - start);
        block[..upToWrap].CopyTo(moments.AsSpan(start));
        block[upToWrap..].CopyTo(moments);
        End += block.Length;
    }

    void Scale(long at, int step)
    {
        float gain = FadeCurve.Gain(step, Fade);
        Span<short> moment = MemoryMarshal.Cast<int, short>(moments.AsSpan((int)(at & Mask), 1));
        moment[0] = (short)(moment[0] * gain);
        moment[1] = (short)(moment[1] * gain);
    }
}
