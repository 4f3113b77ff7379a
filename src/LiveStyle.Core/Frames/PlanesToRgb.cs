using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LiveStyle.Frames;

/// <summary>Three planes of bytes to RGB, sixteen pixels at a time.</summary>
/// <remarks>
/// Chroma is interpolated in 16ths of a level, exactly; no product is fused with a sum, so that every processor gives the same. Its rows
/// come from the shared pool: it allocates nothing frame after frame. Thread-safe.
/// </remarks>
readonly ref struct PlanesToRgb
{
    /// <summary>Numbers that vectors may touch beyond the last.</summary>
    const int Slack = 32;

    /// <summary>Levels of RGB that a code of luma, and a 16th of a code of chroma, make.</summary>
    readonly float luma, redFromCr, greenFromCr, greenFromCb, blueFromCb;
    readonly FrameFormat format;
    readonly ColorArithmetic color;

    PlanesToRgb(FrameFormat format)
    {
        this.format = format;
        color = new ColorArithmetic(format);
        float red = color.Red, blue = color.Blue, green = 1 - red - blue, scale = 255 / color.ChromaSpan / 16;
        luma = 255 / color.LumaSpan;
        (redFromCr, blueFromCb) = ((2 - 2 * red) * scale, (2 - 2 * blue) * scale);
        (greenFromCr, greenFromCb) = (red * redFromCr / green, blue * blueFromCb / green);
    }

    /// <summary>Whether planes of a format are read.</summary>
    public static bool Takes(FrameFormat format) => format is { PlaneCount: 3, BytesPerSample: 1 };

    /// <param name="source">Of a format that is taken.</param>
    /// <param name="target">RGB, of the same size.</param>
    public static void Convert(HostFrame source, HostFrame target) => new PlanesToRgb(source.Format).Run(source, target);

    void Run(HostFrame source, HostFrame target)
    {
        PlaneView lumas = source.Plane(0), blues = source.Plane(1), reds = source.Plane(2);
        int wide = blues.Width * format.ChromaColumns + Slack, last = blues.Height - 1;
        short[] rented = ArrayPool<short>.Shared.Rent(2 * wide + blues.Width + Slack);
        Span<short> cb = rented.AsSpan(0, wide), cr = rented.AsSpan(wide, wide), line = rented.AsSpan(2 * wide, blues.Width + Slack);
        for (int y = 0; y < source.Size.Height; y++)
        {
            // In quarters of a chroma row.
            int at = format.ChromaRows == 1 ? 4 * y : 2 * y - (int)(2 * color.OffsetDown);
            int above = Math.Clamp(at >> 2, 0, last), below = Math.Clamp((at >> 2) + 1, 0, last);
            Interpolate(blues.Row(above), blues.Row(below), at & 3, line, cb);
            Interpolate(reds.Row(above), reds.Row(below), at & 3, line, cr);
            Row(lumas.Row(y), cb, cr, target.Row(y));
        }

        ArrayPool<short>.Shared.Return(rented);
    }

    /// <summary>Gives chroma at each luma column, in 16ths of a level.</summary>
    void Interpolate(ReadOnlySpan<byte> above, ReadOnlySpan<byte> below, int share, Span<short> line, Span<short> result)
    {
        int width = above.Length;
        ref byte one = ref MemoryMarshal.GetReference(above), other = ref MemoryMarshal.GetReference(below);
        ref short mixed = ref line[1];
        int i = 0;
        for (; i <= width - 16; i += 16)
        {
            (SixteenShorts.Widen(Vector128.LoadUnsafe(ref one, (nuint)i)) * (short)(4 - share) + SixteenShorts.Widen(Vector128.LoadUnsafe(ref other, (nuint)i)) * (short)share)
                .StoreUnsafe(ref mixed, (nuint)i);
        }

        for (; i < width; i++)
        {
            Unsafe.Add(ref mixed, i) = (short)(above[i] * (4 - share) + below[i] * share);
        }

        (line[0], line[width + 1]) = (line[1], line[width]);
        ref short to = ref MemoryMarshal.GetReference(result);
        if (format.ChromaColumns == 1)
        {
            for (i = 0; i < width; i += 16)
            {
                (Vector256.LoadUnsafe(ref mixed, (nuint)i) << 2).StoreUnsafe(ref to, (nuint)i);
            }

            return;
        }

        // Eight samples give sixteen: each where it lies, or a quarter to the left, and what lies between it and the next.
        bool isCentered = color.OffsetAcross > 0;
        short before = (short)(isCentered ? 1 : 0), after = (short)(isCentered ? 1 : 2);
        for (i = 0; i < width; i += 8)
        {
            Vector128<short> left = Vector128.LoadUnsafe(ref mixed, (nuint)i - 1), own = Vector128.LoadUnsafe(ref mixed, (nuint)i), right = Vector128.LoadUnsafe(ref mixed, (nuint)i + 1);
            Vector128<ushort> even = (left * before + own * (short)(4 - before)).AsUInt16(), odd = (own * (short)(4 - after) + right * after).AsUInt16();
            (Vector128.WidenLower(even) | Vector128.WidenLower(odd) << 16).AsInt16().StoreUnsafe(ref to, (nuint)(2 * i));
            (Vector128.WidenUpper(even) | Vector128.WidenUpper(odd) << 16).AsInt16().StoreUnsafe(ref to, (nuint)(2 * i) + 8);
        }
    }

    void Row(ReadOnlySpan<byte> lumas, ReadOnlySpan<short> cb, ReadOnlySpan<short> cr, Span<byte> rgb)
    {
        ref byte from = ref MemoryMarshal.GetReference(lumas), to = ref MemoryMarshal.GetReference(rgb);
        ref short blue = ref MemoryMarshal.GetReference(cb), red = ref MemoryMarshal.GetReference(cr);
        int x = 0;
        for (; x <= lumas.Length - SixteenPixels.Count; x += SixteenPixels.Count)
        {
            Pixels(Vector128.LoadUnsafe(ref from, (nuint)x), Vector256.LoadUnsafe(ref blue, (nuint)x), Vector256.LoadUnsafe(ref red, (nuint)x)).Store(ref Unsafe.Add(ref to, 3 * x));
        }

        if (x < lumas.Length)
        {
            Span<byte> rest = stackalloc byte[SixteenPixels.ByteLength], few = stackalloc byte[SixteenPixels.Count];
            few.Clear();
            lumas[x..].CopyTo(few);
            Pixels(Vector128.Create<byte>(few), Vector256.LoadUnsafe(ref blue, (nuint)x), Vector256.LoadUnsafe(ref red, (nuint)x)).Store(ref rest[0]);
            rest[..(3 * (lumas.Length - x))].CopyTo(rgb[(3 * x)..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    SixteenPixels Pixels(Vector128<byte> lumas, Vector256<short> cb, Vector256<short> cr)
    {
        // Half a level, so that cutting off rounds.
        Vector256<float> zero = Vector256.Create(0.5f - color.LumaZero * luma);
        (Vector256<float> gray, Vector256<float> lastGray) = SixteenShorts.Floats(SixteenShorts.Widen(lumas));
        (Vector256<float> blue, Vector256<float> lastBlue) = SixteenShorts.Floats(cb - Vector256.Create((short)2048));
        (Vector256<float> red, Vector256<float> lastRed) = SixteenShorts.Floats(cr - Vector256.Create((short)2048));
        (gray, lastGray) = (gray * luma + zero, lastGray * luma + zero);
        return new SixteenPixels(
            SixteenShorts.Bytes(gray + red * redFromCr, lastGray + lastRed * redFromCr),
            SixteenShorts.Bytes(gray - red * greenFromCr - blue * greenFromCb, lastGray - lastRed * greenFromCr - lastBlue * greenFromCb),
            SixteenShorts.Bytes(gray + blue * blueFromCb, lastGray + lastBlue * blueFromCb));
    }
}
