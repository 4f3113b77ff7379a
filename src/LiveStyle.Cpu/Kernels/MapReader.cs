using System.Runtime.CompilerServices;
using LiveStyle.Cpu.Vectors;
using LiveStyle.Frames;

namespace LiveStyle.Cpu.Kernels;

/// <summary>
/// Loads rows of what a convolution sees: one map or the sum of two, each normalized, rectified and upsampled as it is owed, with a mirrored
/// border around all.
/// </summary>
/// <typeparam name="TSet">The width of vectors.</typeparam>
/// <typeparam name="TVector">A vector.</typeparam>
sealed unsafe class MapReader<TSet, TVector> : PatchReader<TSet, TVector>
    where TSet : IVectors<TVector>
    where TVector : struct
{
    readonly LoadedTerm[] plain, upsampled;
    readonly FrameSize size;
    readonly int border;
    readonly float* sum;
    readonly Upsampling? across, down;

    /// <param name="terms">One or two.</param>
    /// <param name="size">The size of what is seen, border aside.</param>
    /// <param name="border">Pixels of border.</param>
    /// <param name="sum">Where the sum is kept; null where it is not.</param>
    /// <param name="across">How columns are upsampled; null where none are.</param>
    /// <param name="down">How rows are.</param>
    public MapReader(IReadOnlyList<LoadedTerm> terms, FrameSize size, int border, float* sum, Upsampling? across, Upsampling? down)
    {
        plain = [.. terms.Where(term => !term.IsUpsampled)];
        upsampled = [.. terms.Where(term => term.IsUpsampled)];
        (this.size, this.border, this.across, this.down) = (size, border, across, down);
        this.sum = sum;
    }

    /// <inheritdoc/>
    /// <remarks>Beyond the border all is 0.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Load(float* target, int block, int y, int x, int count, float* center, Tile kept, float* scratch)
    {
        int first = Math.Max(x, 0), end = Math.Min(x + count, size.Width);
        if (y >= size.Height + border || end <= first)
        {
            new Span<float>(target, count * TSet.Count).Clear();
            return;
        }

        bool keeps = sum is not null && y >= kept.Y && y < kept.Y + kept.Height;
        int row = Mirror.Of(y, size.Height);
        TVector off = TSet.Load(center);
        LoadInside(target + (first - x) * TSet.Count, block, row, first, end - first, keeps ? TSet.Fill(0) : off, scratch);
        if (keeps)
        {
            Keep(target + (kept.X - x) * TSet.Count, block, y, kept);
            Subtract(target + (first - x) * TSet.Count, end - first, off);
        }

        for (int i = x; i < first; i++)
        {
            LoadInside(target + (i - x) * TSet.Count, block, row, Mirror.Of(i, size.Width), 1, off, scratch);
        }

        int last = Math.Min(x + count, size.Width + border);
        for (int i = end; i < last; i++)
        {
            LoadInside(target + (i - x) * TSet.Count, block, row, Mirror.Of(i, size.Width), 1, off, scratch);
        }

        if (last < x + count)
        {
            new Span<float>(target + (last - x) * TSet.Count, (x + count - last) * TSet.Count).Clear();
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Prefetch(int block, int y, int x, int count)
    {
        int first = Math.Clamp(x, 0, size.Width), end = Math.Clamp(x + count, first, size.Width), row = Mirror.Of(y, size.Height);
        nint bytes = (nint)(end - first) * TSet.Count * sizeof(float);
        foreach (LoadedTerm term in plain)
        {
            Prefetching.Bytes(term.Row(block, row, TSet.Count) + first * TSet.Count, bytes);
        }

        // Two rows of a doubled map end in the same row of the map.
        foreach (LoadedTerm term in (row & 1) == 1 ? upsampled : [])
        {
            int low = first * term.Size.Width / size.Width;
            Prefetching.Bytes(term.Row(block, down!.High(row), TSet.Count) + low * TSet.Count, bytes * term.Size.Width / size.Width);
        }

        if (sum is not null)
        {
            Prefetching.Bytes(sum + (((long)block * size.Height + row) * size.Width + first) * TSet.Count, bytes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void LoadInside(float* target, int block, int y, int x, int count, TVector off, float* scratch)
    {
        if (upsampled.Length == 0)
        {
            Plain(target, block, y, x, count, off);
            return;
        }

        Upsampled(target, block, y, x, count, off, scratch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Plain(float* target, int block, int y, int x, int count, TVector off)
    {
        LoadedTerm term = plain[0];
        float* from = term.Row(block, y, TSet.Count) + x * TSet.Count;
        if (plain.Length == 1)
        {
            LoadOne(target, from, Factors.Of(term, block), count, off);
        }
        else
        {
            LoadTwo(target, from, Factors.Of(term, block), plain[1].Row(block, y, TSet.Count) + x * TSet.Count, Factors.Of(plain[1], block), count, off);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void LoadOne(float* target, float* from, Factors factors, int count, TVector off)
    {
        TVector mean = factors.Mean, scale = factors.Scale, shift = factors.Shift, floor = factors.Floor;
        for (float* end = from + count * TSet.Count; from < end; from += TSet.Count, target += TSet.Count)
        {
            TVector value = TSet.Max(TSet.MultiplyAdd(TSet.Subtract(TSet.Load(from), mean), scale, shift), floor);
            TSet.Store(target, TSet.Subtract(value, off));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void LoadTwo(float* target, float* left, Factors leftFactors, float* right, Factors rightFactors, int count, TVector off)
    {
        TVector mean = leftFactors.Mean, scale = leftFactors.Scale, shift = leftFactors.Shift, floor = leftFactors.Floor;
        TVector otherMean = rightFactors.Mean, otherScale = rightFactors.Scale, otherShift = rightFactors.Shift, otherFloor = rightFactors.Floor;
        for (float* end = left + count * TSet.Count; left < end; left += TSet.Count, right += TSet.Count, target += TSet.Count)
        {
            TVector value = TSet.Max(TSet.MultiplyAdd(TSet.Subtract(TSet.Load(left), mean), scale, shift), floor);
            TVector other = TSet.Max(TSet.MultiplyAdd(TSet.Subtract(TSet.Load(right), otherMean), otherScale, otherShift), otherFloor);
            TSet.Store(target, TSet.Subtract(TSet.Add(value, other), off));
        }
    }

    /// <summary>
    /// First between two rows, at the maps' own width, then between columns. low + (high − low) · share is exact between equal values: a flat map
    /// stays flat, and the normalization that follows has no noise to blow up.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Upsampled(float* target, int block, int y, int x, int count, TVector off, float* scratch)
    {
        int from = across!.Low(x), columns = across.High(x + count - 1) - from + 1;
        TVector share = TSet.Fill(down!.Share(y));
        for (int i = 0; i < upsampled.Length; i++)
        {
            LoadedTerm term = upsampled[i];
            Between(scratch, term.Row(block, down.Low(y), TSet.Count) + from * TSet.Count, term.Row(block, down.High(y), TSet.Count) + from * TSet.Count,
                Factors.Of(term, block), columns, share, adds: i > 0);
        }

        // Pairs of pixels between two columns where the map is doubled; what is left over at the ends, and all of any other map, one by one.
        int end = x + count, begin = across.IsDoubling ? Math.Min(x | 1, end) : end, pairs = (end - begin) / 2;
        AcrossEach(target, block, y, x, begin, scratch, from, off);
        if (pairs > 0)
        {
            float* to = target + (begin - x) * TSet.Count, columnsBefore = scratch + (begin / 2 - from) * TSet.Count;
            if (plain.Length > 0)
            {
                AcrossPairs(to, plain[0].Row(block, y, TSet.Count) + begin * TSet.Count, Factors.Of(plain[0], block), columnsBefore, pairs, off);
            }
            else
            {
                AcrossPairs(to, columnsBefore, pairs, off);
            }

            begin += 2 * pairs;
        }

        AcrossEach(target + (begin - x) * TSet.Count, block, y, begin, end, scratch, from, off);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void AcrossEach(float* target, int block, int y, int x, int end, float* scratch, int from, TVector off)
    {
        bool adds = plain.Length > 0 && x < end;
        if (adds)
        {
            Plain(target, block, y, x, end - x, off);
            off = TSet.Fill(0);
        }

        for (; x < end; x++, target += TSet.Count)
        {
            TVector low = TSet.Load(scratch + (across!.Low(x) - from) * TSet.Count);
            TVector high = TSet.Load(scratch + (across.High(x) - from) * TSet.Count);
            TVector value = TSet.Subtract(TSet.MultiplyAdd(TSet.Subtract(high, low), TSet.Fill(across.Share(x)), low), off);
            TSet.Store(target, adds ? TSet.Add(TSet.Load(target), value) : value);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void AcrossPairs(float* target, float* scratch, int pairs, TVector off)
    {
        TVector quarter = TSet.Fill(0.25f), quarters = TSet.Fill(0.75f), low = TSet.Load(scratch);
        for (float* end = target + 2 * pairs * TSet.Count; target < end; target += 2 * TSet.Count)
        {
            scratch += TSet.Count;
            TVector high = TSet.Load(scratch), difference = TSet.Subtract(high, low);
            TSet.Store(target, TSet.Subtract(TSet.MultiplyAdd(difference, quarter, low), off));
            TSet.Store(target + TSet.Count, TSet.Subtract(TSet.MultiplyAdd(difference, quarters, low), off));
            low = high;
        }
    }

    /// <summary>The same, added to a map that is not upsampled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void AcrossPairs(float* target, float* plain, Factors factors, float* scratch, int pairs, TVector off)
    {
        TVector mean = factors.Mean, scale = factors.Scale, shift = factors.Shift, floor = factors.Floor;
        TVector quarter = TSet.Fill(0.25f), quarters = TSet.Fill(0.75f), low = TSet.Load(scratch);
        for (float* end = target + 2 * pairs * TSet.Count; target < end; target += 2 * TSet.Count, plain += 2 * TSet.Count)
        {
            scratch += TSet.Count;
            TVector high = TSet.Load(scratch), difference = TSet.Subtract(high, low);
            TVector left = TSet.Max(TSet.MultiplyAdd(TSet.Subtract(TSet.Load(plain), mean), scale, shift), floor);
            TVector right = TSet.Max(TSet.MultiplyAdd(TSet.Subtract(TSet.Load(plain + TSet.Count), mean), scale, shift), floor);
            TSet.Store(target, TSet.Add(TSet.Subtract(left, off), TSet.MultiplyAdd(difference, quarter, low)));
            TSet.Store(target + TSet.Count, TSet.Add(TSet.Subtract(right, off), TSet.MultiplyAdd(difference, quarters, low)));
            low = high;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Between(float* target, float* low, float* high, Factors factors, int count, TVector share, bool adds)
    {
        TVector mean = factors.Mean, scale = factors.Scale, shift = factors.Shift, floor = factors.Floor;
        for (float* end = low + count * TSet.Count; low < end; low += TSet.Count, high += TSet.Count, target += TSet.Count)
        {
            TVector below = TSet.Max(TSet.MultiplyAdd(TSet.Subtract(TSet.Load(low), mean), scale, shift), floor);
            TVector above = TSet.Max(TSet.MultiplyAdd(TSet.Subtract(TSet.Load(high), mean), scale, shift), floor);
            TVector value = TSet.MultiplyAdd(TSet.Subtract(above, below), share, below);
            TSet.Store(target, adds ? TSet.Add(TSet.Load(target), value) : value);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Keep(float* from, int block, int y, Tile kept)
    {
        float* to = sum + (((long)block * size.Height + y) * size.Width + kept.X) * TSet.Count;
        new ReadOnlySpan<float>(from, kept.Width * TSet.Count).CopyTo(new Span<float>(to, kept.Width * TSet.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Subtract(float* values, int count, TVector off)
    {
        for (int i = 0; i < count; i++, values += TSet.Count)
        {
            TSet.Store(values, TSet.Subtract(TSet.Load(values), off));
        }
    }

    /// <summary>What a term's values go through, for one block; of a term that is owed nothing, numbers that change none.</summary>
    readonly ref struct Factors
    {
        public TVector Mean { get; private init; }

        public TVector Scale { get; private init; }

        public TVector Shift { get; private init; }

        public TVector Floor { get; private init; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Factors Of(LoadedTerm term, int block)
        {
            int at = block * TSet.Count;
            return term.Normalization is { } owed
                ? new Factors { Mean = TSet.Load(owed.Means + at), Scale = TSet.Load(owed.Scales + at), Shift = TSet.Load(owed.Shifts + at), Floor = TSet.Fill(term.Floor) }
                : new Factors { Mean = TSet.Fill(0), Scale = TSet.Fill(1), Shift = TSet.Fill(0), Floor = TSet.Fill(term.Floor) };
        }
    }
}
