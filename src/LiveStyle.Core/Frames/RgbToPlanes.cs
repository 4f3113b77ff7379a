using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LiveStyle.Frames;

/// <summary>RGB to three planes of bytes, sixteen pixels at a time.</summary>
/// <remarks>
/// Chroma is of colors averaged exactly, in 16ths; no product is fused with a sum, so that every processor gives the same. Its rows come
/// from the shared pool: it allocates nothing frame after frame. Thread-safe.
/// </remarks>
readonly ref struct RgbToPlanes
{
    /// <summary>Numbers that vectors may touch beyond the last, and the one before the first.</summary>
    const int Slack = 34;

    readonly FrameFormat format;
    readonly ColorArithmetic color;

    RgbToPlanes(FrameFormat format) => (this.format, color) = (format, new ColorArithmetic(format));

    /// <param name="source">RGB.</param>
    /// <param name="target">Of a format that <see cref="PlanesToRgb.Takes"/>, of the same size.</param>
    public static void Convert(HostFrame source, HostFrame target) => new RgbToPlanes(target.Format).Run(source, target);

    void Run(HostFrame source, HostFrame target)
    {
        PlaneView lumas = target.Plane(0), blues = target.Plane(1), reds = target.Plane(2);
        for (int y = 0; y < lumas.Height; y++)
        {
            Luma(source.Row(y), lumas.Row(y));
        }

        int wide = source.Size.Width + Slack, last = source.Size.Height - 1;
        short[] rented = ArrayPool<short>.Shared.Rent(3 * wide);
        for (int y = 0; y < blues.Height; y++)
        {
            // In quarters, of up to three rows.
            int own = y * format.ChromaRows;
            (short above, short middle, short below) = format.ChromaRows == 1 ? ((short)0, (short)4, (short)0) : color.OffsetDown > 0 ? ((short)0, (short)2, (short)2) : ((short)1, (short)2, (short)1);
            Down(source.Row(Math.Max(own - 1, 0)), above, source.Row(own), middle, source.Row(Math.Min(own + 1, last)), below, rented, wide);
            Across(rented, wide, blues.Row(y), reds.Row(y));
        }

        ArrayPool<short>.Shared.Return(rented);
    }

    void Luma(ReadOnlySpan<byte> rgb, Span<byte> result)
    {
        ref byte from = ref MemoryMarshal.GetReference(rgb), to = ref MemoryMarshal.GetReference(result);
        int x = 0;
        for (; x <= result.Length - SixteenPixels.Count; x += SixteenPixels.Count)
        {
            Luma(SixteenPixels.Load(ref Unsafe.Add(ref from, 3 * x))).StoreUnsafe(ref to, (nuint)x);
        }

        if (x < result.Length)
        {
            StoreFirst(Luma(Rest(rgb[(3 * x)..])), result[x..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector128<byte> Luma(SixteenPixels pixels)
    {
        float scale = color.LumaSpan / 255, red = color.Red * scale, blue = color.Blue * scale, green = scale - red - blue;
        (Vector256<float> firstRed, Vector256<float> lastRed) = SixteenShorts.Floats(SixteenShorts.Widen(pixels.Red));
        (Vector256<float> firstGreen, Vector256<float> lastGreen) = SixteenShorts.Floats(SixteenShorts.Widen(pixels.Green));
        (Vector256<float> firstBlue, Vector256<float> lastBlue) = SixteenShorts.Floats(SixteenShorts.Widen(pixels.Blue));
        Vector256<float> zero = Vector256.Create(color.LumaZero + 0.5f);
        return SixteenShorts.Bytes(firstRed * red + firstGreen * green + firstBlue * blue + zero, lastRed * red + lastGreen * green + lastBlue * blue + zero);
    }

    /// <summary>Fills three lines, of red, green and blue, with the mean of the rows in quarters of a level, and beyond the borders once more what is at them.</summary>
    static void Down(
        ReadOnlySpan<byte> before, short above, ReadOnlySpan<byte> row, short middle, ReadOnlySpan<byte> after, short below, Span<short> lines, int wide)
    {
        int width = row.Length / 3;
        ref short red = ref lines[1], green = ref lines[wide + 1], blue = ref lines[2 * wide + 1];
        for (int x = 0; x < width; x += SixteenPixels.Count)
        {
            bool isWhole = x <= width - SixteenPixels.Count;
            ThreeColors sum = Load(row, x, isWhole).Times(middle);
            if (above > 0)
            {
                sum = sum.Plus(Load(before, x, isWhole).Times(above));
            }

            if (below > 0)
            {
                sum = sum.Plus(Load(after, x, isWhole).Times(below));
            }

            sum.Red.StoreUnsafe(ref red, (nuint)x);
            sum.Green.StoreUnsafe(ref green, (nuint)x);
            sum.Blue.StoreUnsafe(ref blue, (nuint)x);
        }

        for (int line = 0; line < 3 * wide; line += wide)
        {
            (lines[line], lines[line + width + 1]) = (lines[line + 1], lines[line + width]);
        }
    }

    /// <summary>Gives chroma where it lies: of the two columns around it, or of the three.</summary>
    void Across(ReadOnlySpan<short> lines, int wide, Span<byte> blues, Span<byte> reds)
    {
        // A difference to luma; in levels of chroma, of colors in 16ths.
        float scale = color.ChromaSpan / 255 / 16, kr = color.Red, kb = color.Blue, kg = 1 - kr - kb, cb = scale / (2 - 2 * kb), cr = scale / (2 - 2 * kr);
        Vector256<float> zero = Vector256.Create(color.ChromaZero + 0.5f);
        for (int x = 0; x < blues.Length; x += 8)
        {
            Vector256<float> red = Mean(lines, x), green = Mean(lines[wide..], x), blue = Mean(lines[(2 * wide)..], x);
            Vector256<float> luma = red * kr + green * kg + blue * kb;
            Vector128<byte> both = SixteenShorts.Bytes((blue - luma) * cb + zero, (red - luma) * cr + zero);
            int count = Math.Min(8, blues.Length - x);
            StoreFirst(both, blues.Slice(x, count));
            StoreFirst(Vector128.Create(both.GetUpper(), both.GetUpper()), reds.Slice(x, count));
        }
    }

    /// <summary>Eight samples of a line in quarters, as 16ths.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector256<float> Mean(ReadOnlySpan<short> line, int x)
    {
        ref short own = ref Unsafe.AsRef(in line[1]);
        if (format.ChromaColumns == 1)
        {
            return Vector256.ConvertToSingle(Vector256.WidenLower(Vector256.LoadUnsafe(ref own, (nuint)x)) << 2);
        }

        // In each number two columns: the own in the lower half and the one after it in the upper; or the one before it in the lower.
        Vector256<int> pairs = Vector256.LoadUnsafe(ref own, (nuint)(2 * x)).AsInt32();
        Vector256<int> mine = pairs & Vector256.Create(0xFFFF), after = pairs >> 16;
        return Vector256.ConvertToSingle(color.OffsetAcross > 0
            ? (mine + after) << 1
            : (Vector256.LoadUnsafe(ref own, (nuint)(2 * x) - 1).AsInt32() & Vector256.Create(0xFFFF)) + (mine << 1) + after);
    }

    static void StoreFirst(Vector128<byte> bytes, Span<byte> result)
    {
        if (result.Length == 8)
        {
            MemoryMarshal.Write(result, bytes.AsUInt64().ToScalar());
            return;
        }

        Span<byte> all = stackalloc byte[Vector128<byte>.Count];
        bytes.CopyTo(all);
        all[..Math.Min(all.Length, result.Length)].CopyTo(result);
    }

    static ThreeColors Load(ReadOnlySpan<byte> row, int x, bool isWhole) => ThreeColors.Of(
        isWhole ? SixteenPixels.Load(ref Unsafe.Add(ref MemoryMarshal.GetReference(row), 3 * x)) : Rest(row[(3 * x)..]));

    /// <summary>Fewer than sixteen pixels, the last of them once more in the others' place.</summary>
    static SixteenPixels Rest(ReadOnlySpan<byte> rgb)
    {
        Span<byte> all = stackalloc byte[SixteenPixels.ByteLength];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = i < rgb.Length ? rgb[i] : rgb[rgb.Length - 3 + i % 3];
        }

        return SixteenPixels.Load(ref all[0]);
    }
}
