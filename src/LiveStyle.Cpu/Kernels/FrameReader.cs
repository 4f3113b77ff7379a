using System.Runtime.CompilerServices;
using LiveStyle.Cpu.Vectors;
using LiveStyle.Frames;

namespace LiveStyle.Cpu.Kernels;

/// <summary>Loads rows of the frame as values of 0 to 1, seen as blocks of pixels: a block's colors, pixel by pixel, are the channels.</summary>
/// <typeparam name="TSet">The width of vectors.</typeparam>
/// <typeparam name="TVector">A vector.</typeparam>
/// <param name="rows">The frame's bytes.</param>
/// <param name="frame">The frame's own size, before it is extended.</param>
/// <param name="seen">Its size in blocks, extended.</param>
/// <param name="side">b: blocks of b×b pixels.</param>
/// <remarks>
/// Bytes are laid side by side first, so that vectors are converted whole. Lanes that are no channel hold a neighbor's bytes, and have no weight.
/// </remarks>
sealed unsafe class FrameReader<TSet, TVector>(FrameRows rows, FrameSize frame, FrameSize seen, int side) : PatchReader<TSet, TVector>
    where TSet : IVectors<TVector>
    where TVector : struct
{
    const int Colors = 3;

    readonly int channels = Colors * side * side;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Load(float* target, int block, int y, int x, int count, float* center, Tile kept, float* scratch)
    {
        byte* bytes = (byte*)scratch;
        Gather(bytes, Mirror.Of(y, seen.Height), x, count);
        TVector scale = TSet.Fill(1f / 255), off = TSet.Load(center);
        bytes += block * TSet.Count;
        for (float* end = target + count * TSet.Count; target < end; target += TSet.Count, bytes += channels)
        {
            TSet.Store(target, TSet.Subtract(TSet.Multiply(TSet.LoadBytes(bytes), scale), off));
        }
    }

    /// <inheritdoc/>
    public override void Prefetch(int block, int y, int x, int count)
    {
        int first = Math.Clamp(x * side, 0, frame.Width), end = Math.Clamp((x + count) * side, first, frame.Width);
        for (int part = 0; part < side; part++)
        {
            Prefetching.Bytes(Row(Mirror.Of(y, seen.Height), part) + first * Colors, (end - first) * Colors);
        }
    }

    byte* Row(int y, int part) => rows.Source + Mirror.Of(y * side + part, frame.Height) * rows.SourceStride;

    /// <summary>Lays the bytes of a row of blocks side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Gather(byte* to, int y, int x, int count)
    {
        int i = x;
        if (side == 2)
        {
            // Two rows of two pixels: six bytes of eight that are read, and the two too many that are written come to be the next block's.
            int first = Math.Max(x, 0), end = Math.Min(x + count, (Colors * frame.Width - 2) / (Colors * side));
            for (; i < first && i < x + count; i++)
            {
                GatherBlock(to + (i - x) * channels, y, i);
            }

            byte* upper = Row(y, 0) + i * Colors * side, lower = Row(y, 1) + i * Colors * side, at = to + (i - x) * channels;
            for (; i < end; i++, upper += 6, lower += 6, at += 12)
            {
                Unsafe.WriteUnaligned(at, Unsafe.ReadUnaligned<ulong>(upper));
                Unsafe.WriteUnaligned(at + 6, Unsafe.ReadUnaligned<ulong>(lower));
            }
        }

        for (; i < x + count; i++)
        {
            GatherBlock(to + (i - x) * channels, y, i);
        }
    }

    /// <summary>One block, which may lie in the border; the frame is extended mirrored, and what is seen of it is mirrored in blocks.</summary>
    void GatherBlock(byte* to, int y, int x)
    {
        int inside = Mirror.Of(x, seen.Width) * side;
        for (int part = 0; part < side; part++)
        {
            byte* row = Row(y, part);
            for (int column = 0; column < side; column++, to += Colors)
            {
                byte* pixel = row + Mirror.Of(inside + column, frame.Width) * Colors;
                (to[0], to[1], to[2]) = (pixel[0], pixel[1], pixel[2]);
            }
        }
    }
}
