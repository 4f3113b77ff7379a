namespace LiveStyle.Stylization.Strokes;

/// <summary>For each target pixel along an axis: the source pixels that it covers, and their shares in 256ths, which add up to 256.</summary>
sealed class AreaTaps
{
    const int Whole = 256;

    readonly int[] first;
    readonly int[] begin;
    readonly ushort[] weights;

    /// <param name="from">Source pixels along the axis.</param>
    /// <param name="to">Target pixels along the axis, not more.</param>
    /// <param name="shift">How much further on each area lies, in source pixels, as for chroma that is not sited in the middle; less than half of one's length.</param>
    public AreaTaps(int from, int to, double shift = 0)
    {
        first = new int[to];
        begin = new int[to + 1];
        var all = new List<ushort>();
        for (int i = 0; i < to; i++)
        {
            double left = Math.Max((double)i * from / to + shift, 0), right = Math.Min((double)(i + 1) * from / to + shift, from);
            int last = Math.Min(from, (int)Math.Ceiling(right - 1e-9)) - 1;
            first[i] = Math.Min((int)(left + 1e-9), last);
            int shared = 0;
            for (int at = first[i]; at <= last; at++)
            {
                // What is rounded away of one is given to the next.
                int upTo = at == last ? Whole : (int)Math.Round((at + 1 - left) / (right - left) * Whole);
                all.Add((ushort)(upTo - shared));
                shared = upTo;
            }

            begin[i + 1] = all.Count;
        }

        weights = [.. all];
    }

    /// <summary>The first source pixel of a target pixel.</summary>
    public int First(int target) => first[target];

    /// <summary>The shares of that source pixel and those after it.</summary>
    public ReadOnlySpan<ushort> Weights(int target) => weights.AsSpan(begin[target]..begin[target + 1]);
}
