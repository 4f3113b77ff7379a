using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LiveStyle.Motion;

/// <summary>
/// What a picture's brightness is more or less than around it: slow changes of light and exposure, which look like motion on a slope, go, and what
/// can be followed stays (Wedel et al. 2009 take a picture's texture for the same reason).
/// </summary>
/// <remarks>Allocates nothing once it is made. Thread-safety: one thread at a time.</remarks>
/// <param name="stride">Bytes of a row of the levels, margins included.</param>
sealed class LumaTexture(int stride)
{
    /// <summary>Pixels each way over which brightness is averaged; no more than a level's margin.</summary>
    const int Reach = 8;

    const int Side = 2 * Reach + 1, Middle = 128;

    /// <summary>One over the averaged pixels, in 4194304ths.</summary>
    const int Share = (1 << 22) / (Side * Side);

    readonly ushort[] sums = new ushort[stride];

    /// <summary>Fills a level with the texture of another; 128 is as bright as around.</summary>
    /// <param name="plain">Brightness, with its margins filled.</param>
    /// <param name="texture">Of the same size; its margins are filled too.</param>
    public void Fill(LumaLevel plain, LumaLevel texture)
    {
        sums.AsSpan().Clear();
        for (int y = -Reach; y < Reach; y++)
        {
            Add(Row(plain, y));
        }

        for (int y = 0; y < plain.Height; y++)
        {
            Add(Row(plain, y + Reach));
            ReadOnlySpan<byte> from = plain.Row(y);
            Span<byte> to = texture.Row(y);
            ReadOnlySpan<ushort> columns = sums.AsSpan(LumaLevel.Margin - Reach);
            int sum = 0;
            for (int i = 0; i < Side - 1; i++)
            {
                sum += columns[i];
            }

            for (int x = 0; x < to.Length; x++)
            {
                sum += columns[x + Side - 1];
                to[x] = (byte)Math.Clamp(from[x] - (int)(((long)sum * Share + (1 << 21)) >> 22) + Middle, 0, 255);
                sum -= columns[x];
            }

            Subtract(Row(plain, y - Reach));
        }

        texture.Extend();
    }

    static ReadOnlySpan<byte> Row(LumaLevel level, int y) => level.Samples.Slice(level.At(-LumaLevel.Margin, y), level.Stride);

    void Add(ReadOnlySpan<byte> row)
    {
        ref byte from = ref MemoryMarshal.GetReference(row);
        ref ushort to = ref MemoryMarshal.GetArrayDataReference(sums);
        int x = 0;
        for (; x <= row.Length - Vector128<byte>.Count; x += Vector128<byte>.Count)
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.LoadUnsafe(ref from, (nuint)x));
            (Vector128.LoadUnsafe(ref to, (nuint)x) + low).StoreUnsafe(ref to, (nuint)x);
            (Vector128.LoadUnsafe(ref to, (nuint)(x + 8)) + high).StoreUnsafe(ref to, (nuint)(x + 8));
        }

        for (; x < row.Length; x++)
        {
            sums[x] += row[x];
        }
    }

    void Subtract(ReadOnlySpan<byte> row)
    {
        ref byte from = ref MemoryMarshal.GetReference(row);
        ref ushort to = ref MemoryMarshal.GetArrayDataReference(sums);
        int x = 0;
        for (; x <= row.Length - Vector128<byte>.Count; x += Vector128<byte>.Count)
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.LoadUnsafe(ref from, (nuint)x));
            (Vector128.LoadUnsafe(ref to, (nuint)x) - low).StoreUnsafe(ref to, (nuint)x);
            (Vector128.LoadUnsafe(ref to, (nuint)(x + 8)) - high).StoreUnsafe(ref to, (nuint)(x + 8));
        }

        for (; x < row.Length; x++)
        {
            sums[x] -= row[x];
        }
    }
}
