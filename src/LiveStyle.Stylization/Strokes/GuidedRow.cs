using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LiveStyle.Frames;

namespace LiveStyle.Stylization.Strokes;

/// <summary>
/// The rows of a guided enlargement. Enlarging is linear, so answer ↑ + share · (luma − reduced luma ↑) is (answer − share · reduced
/// luma) ↑ + share · luma: three planes are enlarged, and not four.
/// </summary>
/// <remarks>
/// Values are in 64ths of a level, after the columns in 32nds, after the rows in 16ths: no step leaves 16 bits, whatever the cubic adds.
/// Thread-safety: one thread at a time.
/// </remarks>
sealed class GuidedRow
{
    /// <summary>The share of the detail, in 64ths.</summary>
    public const int Detail = 54;

    /// <summary>Pixels that a target pixel may reach beyond a border.</summary>
    const int Beyond = 2;

    /// <summary>Values that vectors may touch beyond the last.</summary>
    const int Slack = 16;

    /// <summary>Three values and one that means nothing.</summary>
    const int Lanes = 4;

    readonly int width, wide;
    readonly CubicTaps columns;
    readonly byte[] luma;
    readonly short[] line;

    /// <summary>Enlarged rows, each in the place of the one four before it.</summary>
    readonly short[][] ring = new short[CubicTaps.Count][];

    /// <param name="width">Pixels of a source row.</param>
    /// <param name="wide">Pixels of a target row.</param>
    public GuidedRow(int width, int wide)
    {
        (this.width, this.wide) = (width, wide);
        columns = new CubicTaps(width, wide);
        luma = new byte[Math.Max(width, wide) + Slack];
        line = new short[Lanes * (width + 2 * Beyond) + Slack];
        for (int i = 0; i < ring.Length; i++)
        {
            ring[i] = new short[3 * wide + Slack];
        }
    }

    /// <summary>Enlarges a source row along itself.</summary>
    /// <param name="number">The row's number.</param>
    /// <param name="answer">RGB.</param>
    /// <param name="reduced">The reduced original's row; empty where nothing guides.</param>
    public void Spread(int number, ReadOnlySpan<byte> answer, ReadOnlySpan<byte> reduced)
    {
        Subtract(answer, reduced);
        for (int i = 0; i < Beyond; i++)
        {
            line.AsSpan(Lanes * Beyond, Lanes).CopyTo(line.AsSpan(Lanes * i));
            line.AsSpan(Lanes * (Beyond + width - 1), Lanes).CopyTo(line.AsSpan(Lanes * (Beyond + width + i)));
        }

        ref short from = ref MemoryMarshal.GetArrayDataReference(line);
        ref short to = ref MemoryMarshal.GetArrayDataReference(ring[number % CubicTaps.Count]);
        ReadOnlySpan<int> firsts = columns.Firsts;
        ReadOnlySpan<ulong> packed = columns.Packed[..firsts.Length];
        for (int x = 0; x < firsts.Length; x++)
        {
            // Two pixels in a vector; each store's fourth value is overwritten by the next.
            ref short four = ref Unsafe.Add(ref from, Lanes * (firsts[x] + Beyond));
            Vector128<byte> weights = Vector128.CreateScalar(packed[x]).AsByte();
            Vector128<short> sum =
                FixedPoint.Product(Vector128.LoadUnsafe(ref four), Vector128.Shuffle(weights, Vector128.Create((byte)0, 1, 0, 1, 0, 1, 0, 1, 2, 3, 2, 3, 2, 3, 2, 3)).AsInt16())
                + FixedPoint.Product(Vector128.LoadUnsafe(ref four, 8), Vector128.Shuffle(weights, Vector128.Create((byte)4, 5, 4, 5, 4, 5, 4, 5, 6, 7, 6, 7, 6, 7, 6, 7)).AsInt16());
            (sum.GetLower() + sum.GetUpper()).StoreUnsafe(ref to, (nuint)(3 * x));
        }
    }

    /// <summary>Adds four enlarged rows up, and the guide's detail.</summary>
    /// <param name="first">Number of the first of the four rows; the others follow.</param>
    /// <param name="second">Number of the second.</param>
    /// <param name="third">Number of the third.</param>
    /// <param name="fourth">Number of the fourth.</param>
    /// <param name="weights">Of the four.</param>
    /// <param name="original">The original's row; empty where nothing guides.</param>
    /// <param name="target">Receives RGB.</param>
    public void Combine(int first, int second, int third, int fourth, ReadOnlySpan<short> weights, ReadOnlySpan<byte> original, Span<byte> target)
    {
        Span<byte> brightness = luma.AsSpan(0, wide);
        if (original.IsEmpty)
        {
            brightness.Clear();
        }
        else
        {
            Luma.Row(original, brightness);
        }

        ref short a = ref MemoryMarshal.GetArrayDataReference(ring[first % CubicTaps.Count]), b = ref MemoryMarshal.GetArrayDataReference(ring[second % CubicTaps.Count]);
        ref short c = ref MemoryMarshal.GetArrayDataReference(ring[third % CubicTaps.Count]), d = ref MemoryMarshal.GetArrayDataReference(ring[fourth % CubicTaps.Count]);
        ref byte to = ref MemoryMarshal.GetReference(target), gray = ref MemoryMarshal.GetReference(brightness);
        Vector256<short> wa = Vector256.Create(weights[0]), wb = Vector256.Create(weights[1]), wc = Vector256.Create(weights[2]), wd = Vector256.Create(weights[3]);
        int x = 0;
        for (; x <= wide - 16; x += 16)
        {
            Vector128<byte> pixels = Vector128.LoadUnsafe(ref gray, (nuint)x);
            nuint at = (nuint)(3 * x);
            Finish(Sum(ref a, ref b, ref c, ref d, at, wa, wb, wc, wd), Vector128.Shuffle(pixels, Vector128.Create((byte)0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5)))
                .StoreUnsafe(ref to, at);
            Finish(Sum(ref a, ref b, ref c, ref d, at + 16, wa, wb, wc, wd), Vector128.Shuffle(pixels, Vector128.Create((byte)5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10)))
                .StoreUnsafe(ref to, at + 16);
            Finish(Sum(ref a, ref b, ref c, ref d, at + 32, wa, wb, wc, wd), Vector128.Shuffle(pixels, Vector128.Create((byte)10, 11, 11, 11, 12, 12, 12, 13, 13, 13, 14, 14, 14, 15, 15, 15)))
                .StoreUnsafe(ref to, at + 32);
        }

        for (int i = 3 * x; i < 3 * wide; i++)
        {
            int sum = FixedPoint.Product(Unsafe.Add(ref a, i), weights[0]) + FixedPoint.Product(Unsafe.Add(ref b, i), weights[1])
                + FixedPoint.Product(Unsafe.Add(ref c, i), weights[2]) + FixedPoint.Product(Unsafe.Add(ref d, i), weights[3]);
            target[i] = (byte)Math.Clamp((sum + ((brightness[i / 3] * Detail + 2) >> 2) + 8) >> 4, 0, 255);
        }
    }

    /// <summary>Fills the line with the answer less its share of the reduced luma.</summary>
    void Subtract(ReadOnlySpan<byte> answer, ReadOnlySpan<byte> reduced)
    {
        Span<byte> brightness = luma.AsSpan(0, width);
        if (reduced.IsEmpty)
        {
            brightness.Clear();
        }
        else
        {
            Luma.Row(reduced, brightness);
        }

        Span<short> values = line.AsSpan(Lanes * Beyond);
        ref byte from = ref MemoryMarshal.GetReference(answer);
        ref short to = ref MemoryMarshal.GetReference(values);
        int x = 0;
        for (; 3 * x + 16 <= answer.Length; x += 4)
        {
            Vector128<byte> pixels = Vector128.LoadUnsafe(ref from, (nuint)(3 * x));
            Vector128<byte> gray = Vector128.CreateScalar(MemoryMarshal.Read<uint>(brightness[x..])).AsByte();
            Part(pixels, gray, Vector128.Create((byte)0, X, 1, X, 2, X, X, X, 3, X, 4, X, 5, X, X, X), Vector128.Create((byte)0, X, 0, X, 0, X, X, X, 1, X, 1, X, 1, X, X, X))
                .StoreUnsafe(ref to, (nuint)(Lanes * x));
            Part(pixels, gray, Vector128.Create((byte)6, X, 7, X, 8, X, X, X, 9, X, 10, X, 11, X, X, X), Vector128.Create((byte)2, X, 2, X, 2, X, X, X, 3, X, 3, X, 3, X, X, X))
                .StoreUnsafe(ref to, (nuint)(Lanes * x + 8));
        }

        for (; x < width; x++)
        {
            for (int color = 0; color < 3; color++)
            {
                values[Lanes * x + color] = (short)(answer[3 * x + color] * 64 - brightness[x] * Detail);
            }
        }
    }

    /// <summary>Shuffles a zero in.</summary>
    const byte X = 255;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<short> Part(Vector128<byte> pixels, Vector128<byte> gray, Vector128<byte> two, Vector128<byte> twice) =>
        (Vector128.Shuffle(pixels, two).AsInt16() << 6) - Vector128.Shuffle(gray, twice).AsInt16() * Detail;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<short> Sum(
        ref short a, ref short b, ref short c, ref short d, nuint at, Vector256<short> wa, Vector256<short> wb, Vector256<short> wc, Vector256<short> wd) =>
        FixedPoint.Product(Vector256.LoadUnsafe(ref a, at), wa) + FixedPoint.Product(Vector256.LoadUnsafe(ref b, at), wb)
        + FixedPoint.Product(Vector256.LoadUnsafe(ref c, at), wc) + FixedPoint.Product(Vector256.LoadUnsafe(ref d, at), wd);

    /// <param name="sum">Sixteen values.</param>
    /// <param name="gray">The brightness of the pixel of each.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<byte> Finish(Vector256<short> sum, Vector128<byte> gray)
    {
        Vector256<short> detail = (Vector256.Create(Vector128.WidenLower(gray), Vector128.WidenUpper(gray)).AsInt16() * Detail + Vector256.Create((short)2)) >> 2;
        Vector256<short> level = (sum + detail + Vector256.Create((short)8)) >> 4;
        level = Vector256.MinNative(Vector256.MaxNative(level, Vector256<short>.Zero), Vector256.Create((short)255));
        return Vector128.Narrow(level.GetLower().AsUInt16(), level.GetUpper().AsUInt16());
    }
}
