using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LiveStyle.Frames;

namespace LiveStyle.Stylization.Strokes;

/// <summary>
/// Draws RGB frames smaller: each pixel is the mean of the area that it covers, parts of pixels counted by their part, in whole numbers,
/// so that every processor gives the same. Flat areas stay exactly flat.
/// </summary>
/// <remarks>Allocates nothing once it is made. Thread-safety: one thread at a time.</remarks>
public sealed class AreaReducer
{
    /// <summary>Values of a row that vectors may read beyond the last pixel.</summary>
    const int Slack = 8;

    readonly FrameSize from, to;
    readonly AreaTaps rows, columns;
    readonly ushort[] sums;

    /// <summary>Makes what frames of one size need.</summary>
    /// <param name="from">The size of the frames, in pixels.</param>
    /// <param name="to">The size that they get, in pixels: on no side larger.</param>
    /// <exception cref="ArgumentException">It is larger.</exception>
    public AreaReducer(FrameSize from, FrameSize to)
    {
        if (to.Width > from.Width || to.Height > from.Height)
        {
            throw new ArgumentException($"frames of {from} are not reduced to {to}", nameof(to));
        }

        (this.from, this.to) = (from, to);
        rows = new AreaTaps(from.Height, to.Height);
        columns = new AreaTaps(from.Width, to.Width);
        sums = new ushort[3 * from.Width + Slack];
    }

    /// <summary>Fills a frame with a larger one's picture.</summary>
    /// <param name="source">The larger frame: RGB, of any stride.</param>
    /// <param name="target">Receives it: RGB.</param>
    /// <exception cref="ArgumentException">A frame is of another size or format.</exception>
    public void Reduce(HostFrame source, HostFrame target)
    {
        if (!source.Format.IsPacked || !target.Format.IsPacked || source.Size != from || target.Size != to)
        {
            throw new ArgumentException($"a {source.Format.Layout} frame of {source.Size} is not reduced to a {target.Format.Layout} frame of {target.Size} here, but RGB of {from} to {to}", nameof(source));
        }

        for (int y = 0; y < to.Height; y++)
        {
            ReadOnlySpan<ushort> weights = rows.Weights(y);
            Array.Clear(sums);
            for (int i = 0; i < weights.Length; i++)
            {
                Add(source.Row(rows.First(y) + i), weights[i], sums);
            }

            Across(target.Row(y));
        }
    }

    /// <summary>At most 255 · 256 in all, since the weights of a pixel add up to 256.</summary>
    internal static void Add(ReadOnlySpan<byte> row, ushort weight, Span<ushort> sums)
    {
        ref byte from = ref MemoryMarshal.GetReference(row);
        ref ushort to = ref MemoryMarshal.GetReference(sums);
        int i = 0;
        for (; i <= row.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
        {
            (Vector256<ushort> low, Vector256<ushort> high) = Vector256.Widen(Vector256.LoadUnsafe(ref from, (nuint)i));
            (Vector256.LoadUnsafe(ref to, (nuint)i) + low * weight).StoreUnsafe(ref to, (nuint)i);
            (Vector256.LoadUnsafe(ref to, (nuint)i + 16) + high * weight).StoreUnsafe(ref to, (nuint)i + 16);
        }

        for (; i < row.Length; i++)
        {
            sums[i] += (ushort)(row[i] * weight);
        }
    }

    /// <summary>A pixel's three sums lie in the first three of four lanes.</summary>
    void Across(Span<byte> result)
    {
        ref ushort sum = ref MemoryMarshal.GetArrayDataReference(sums);
        Vector128<byte> bytes = Vector128.Create((byte)2, 6, 10, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255);
        for (int x = 0; x < to.Width; x++)
        {
            ReadOnlySpan<ushort> weights = columns.Weights(x);
            ref ushort pixel = ref Unsafe.Add(ref sum, 3 * columns.First(x));
            Vector128<uint> total = Vector128.Create(32768u);
            foreach (ushort weight in weights)
            {
                total += Vector128.WidenLower(Vector128.LoadUnsafe(ref pixel)) * (uint)weight;
                pixel = ref Unsafe.Add(ref pixel, 3);
            }

            uint three = Vector128.Shuffle(total.AsByte(), bytes).AsUInt32().ToScalar();
            if (x + 1 < to.Width)
            {
                // The fourth byte is the next pixel's, which overwrites it.
                MemoryMarshal.Write(result[(3 * x)..], three);
                continue;
            }

            (result[3 * x], result[3 * x + 1], result[3 * x + 2]) = ((byte)three, (byte)(three >> 8), (byte)(three >> 16));
        }
    }
}
