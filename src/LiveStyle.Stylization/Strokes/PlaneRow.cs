using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LiveStyle.Stylization.Strokes;

/// <summary>The rows of a plane's enlargement: as <see cref="GuidedRow"/>, of one number a pixel, where the guide is the same plane.</summary>
/// <remarks>Values have the units that they have there. Thread-safety: one thread at a time.</remarks>
sealed class PlaneRow
{
    /// <summary>Pixels that a target pixel may reach beyond a border.</summary>
    const int Beyond = 2;

    /// <summary>Values that vectors may touch beyond the last.</summary>
    const int Slack = 16;

    readonly int width, wide;
    readonly short least, most;
    readonly CubicTaps columns;
    readonly short[] line;

    /// <summary>Enlarged rows, each in the place of the one four before it.</summary>
    readonly short[][] ring = new short[CubicTaps.Count][];

    /// <param name="width">Pixels of a source row.</param>
    /// <param name="wide">Pixels of a target row.</param>
    /// <param name="shift">As <see cref="CubicTaps"/> takes it.</param>
    /// <param name="least">The lowest code that is written.</param>
    /// <param name="most">The highest.</param>
    public PlaneRow(int width, int wide, double shift, int least, int most)
    {
        (this.width, this.wide, this.least, this.most) = (width, wide, (short)least, (short)most);
        columns = new CubicTaps(width, wide, shift);
        line = new short[width + 2 * Beyond + Slack];
        for (int i = 0; i < ring.Length; i++)
        {
            ring[i] = new short[wide + Slack];
        }
    }

    /// <summary>Enlarges a source row along itself.</summary>
    /// <param name="number">The row's number.</param>
    /// <param name="answer">A byte a pixel.</param>
    /// <param name="reduced">The reduced original's row; empty where nothing guides.</param>
    public void Spread(int number, ReadOnlySpan<byte> answer, ReadOnlySpan<byte> reduced)
    {
        Subtract(answer, reduced);
        line.AsSpan(0, Beyond).Fill(line[Beyond]);
        line.AsSpan(Beyond + width, Beyond).Fill(line[Beyond + width - 1]);
        ref short from = ref line[Beyond], to = ref MemoryMarshal.GetArrayDataReference(ring[number % CubicTaps.Count]);
        ReadOnlySpan<int> firsts = columns.Firsts;
        ref ulong packed = ref MemoryMarshal.GetReference(columns.Packed);
        int x = 0;
        for (; x <= firsts.Length - 2; x += 2)
        {
            Vector128<short> products = FixedPoint.Product(
                Vector128.Create(Four(ref from, firsts[x]), Four(ref from, firsts[x + 1])).AsInt16(), Vector128.LoadUnsafe(ref packed, (nuint)x).AsInt16());
            Vector128<short> pairs = products + (products.AsUInt64() >>> 32).AsInt16();
            Vector128<short> sums = pairs + (pairs.AsUInt64() >>> 16).AsInt16();
            (Unsafe.Add(ref to, x), Unsafe.Add(ref to, x + 1)) = (sums.GetElement(0), sums.GetElement(4));
        }

        if (x < firsts.Length)
        {
            int sum = 0;
            for (int i = 0; i < CubicTaps.Count; i++)
            {
                sum += FixedPoint.Product(Unsafe.Add(ref from, firsts[x] + i), columns.Weights(x)[i]);
            }

            Unsafe.Add(ref to, x) = (short)sum;
        }
    }

    /// <summary>Adds four enlarged rows up, and the guide's detail.</summary>
    /// <param name="first">Number of the first of the four rows; the others follow.</param>
    /// <param name="second">Number of the second.</param>
    /// <param name="third">Number of the third.</param>
    /// <param name="fourth">Number of the fourth.</param>
    /// <param name="weights">Of the four.</param>
    /// <param name="original">The original's row; empty where nothing guides.</param>
    /// <param name="target">Receives a byte a pixel.</param>
    public void Combine(int first, int second, int third, int fourth, ReadOnlySpan<short> weights, ReadOnlySpan<byte> original, Span<byte> target)
    {
        ref short a = ref MemoryMarshal.GetArrayDataReference(ring[first % CubicTaps.Count]), b = ref MemoryMarshal.GetArrayDataReference(ring[second % CubicTaps.Count]);
        ref short c = ref MemoryMarshal.GetArrayDataReference(ring[third % CubicTaps.Count]), d = ref MemoryMarshal.GetArrayDataReference(ring[fourth % CubicTaps.Count]);
        ref byte to = ref MemoryMarshal.GetReference(target), guide = ref MemoryMarshal.GetReference(original);
        Vector256<short> wa = Vector256.Create(weights[0]), wb = Vector256.Create(weights[1]), wc = Vector256.Create(weights[2]), wd = Vector256.Create(weights[3]);
        bool isGuided = !original.IsEmpty;
        int x = 0;
        for (; x <= wide - 16; x += 16)
        {
            nuint at = (nuint)x;
            Vector256<short> sum = FixedPoint.Product(Vector256.LoadUnsafe(ref a, at), wa) + FixedPoint.Product(Vector256.LoadUnsafe(ref b, at), wb)
                + FixedPoint.Product(Vector256.LoadUnsafe(ref c, at), wc) + FixedPoint.Product(Vector256.LoadUnsafe(ref d, at), wd);
            if (isGuided)
            {
                Vector128<byte> own = Vector128.LoadUnsafe(ref guide, at);
                Vector256<short> codes = Vector256.Create(Vector128.WidenLower(own), Vector128.WidenUpper(own)).AsInt16();
                sum += (codes * GuidedRow.Detail + Vector256.Create((short)2)) >> 2;
            }

            Vector256<short> level = (sum + Vector256.Create((short)8)) >> 4;
            level = Vector256.MinNative(Vector256.MaxNative(level, Vector256.Create(least)), Vector256.Create(most));
            Vector128.Narrow(level.GetLower().AsUInt16(), level.GetUpper().AsUInt16()).StoreUnsafe(ref to, at);
        }

        for (; x < wide; x++)
        {
            int sum = FixedPoint.Product(Unsafe.Add(ref a, x), weights[0]) + FixedPoint.Product(Unsafe.Add(ref b, x), weights[1])
                + FixedPoint.Product(Unsafe.Add(ref c, x), weights[2]) + FixedPoint.Product(Unsafe.Add(ref d, x), weights[3])
                + (isGuided ? (original[x] * GuidedRow.Detail + 2) >> 2 : 0);
            target[x] = (byte)Math.Clamp((sum + 8) >> 4, least, most);
        }
    }

    /// <summary>Fills the line with the answer less its share of the reduced original.</summary>
    void Subtract(ReadOnlySpan<byte> answer, ReadOnlySpan<byte> reduced)
    {
        ref byte from = ref MemoryMarshal.GetReference(answer), seen = ref MemoryMarshal.GetReference(reduced);
        ref short to = ref line[Beyond];
        int x = 0;
        for (; x <= width - 16; x += 16)
        {
            Vector128<byte> own = Vector128.LoadUnsafe(ref from, (nuint)x), other = reduced.IsEmpty ? default : Vector128.LoadUnsafe(ref seen, (nuint)x);
            Difference(Vector128.WidenLower(own), Vector128.WidenLower(other)).StoreUnsafe(ref to, (nuint)x);
            Difference(Vector128.WidenUpper(own), Vector128.WidenUpper(other)).StoreUnsafe(ref to, (nuint)x + 8);
        }

        for (; x < width; x++)
        {
            Unsafe.Add(ref to, x) = (short)(answer[x] * 64 - (reduced.IsEmpty ? 0 : reduced[x]) * GuidedRow.Detail);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<short> Difference(Vector128<ushort> own, Vector128<ushort> other) => (own.AsInt16() << 6) - other.AsInt16() * GuidedRow.Detail;

    /// <summary>Four numbers that lie side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Four(ref short from, int first) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<short, byte>(ref Unsafe.Add(ref from, first)));
}
