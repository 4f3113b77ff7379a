using System.Numerics;
using System.Runtime.InteropServices;
using LiveStyle.Frames;

namespace LiveStyle.Media.Encoding;

/// <summary>
/// Turns P010, for which ffmpeg's raw streams have no name and its encoders no use, into the same samples in three
/// planes. One frame of memory serves all pictures.
/// </summary>
sealed class PlaneSeparation(FrameSize size, FrameFormat planar) : IDisposable
{
    /// <summary>P010 has its ten bits on top.</summary>
    const int Shift = 6;

    readonly HostFrame canvas = HostFrame.Allocate(size, planar);

    /// <summary>What ffmpeg gets of such frames.</summary>
    public static FrameFormat Of(FrameFormat format) =>
        format.Layout is PixelLayout.P010 ? format with { Layout = PixelLayout.Yuv420Ten } : format;

    /// <summary>The separated picture; valid until the next call.</summary>
    public HostFrame Separate(HostFrame frame)
    {
        PlaneView luma = frame.Plane(0), chroma = frame.Plane(1);
        PlaneView y = canvas.Plane(0), cb = canvas.Plane(1), cr = canvas.Plane(2);
        for (int row = 0; row < luma.Height; row++)
        {
            Lower(Samples(luma.Row(row)), Samples(y.Row(row)));
        }

        for (int row = 0; row < chroma.Height; row++)
        {
            Part(MemoryMarshal.Cast<byte, uint>(chroma.Row(row)), Samples(cb.Row(row)), Samples(cr.Row(row)));
        }

        return canvas;
    }

    public void Dispose() => canvas.Dispose();

    static Span<ushort> Samples(Span<byte> row) => MemoryMarshal.Cast<byte, ushort>(row);

    static void Lower(ReadOnlySpan<ushort> from, Span<ushort> to)
    {
        int x = 0;
        for (; x <= from.Length - Vector<ushort>.Count; x += Vector<ushort>.Count)
        {
            (new Vector<ushort>(from[x..]) >>> Shift).CopyTo(to[x..]);
        }

        for (; x < from.Length; x++)
        {
            to[x] = (ushort)(from[x] >> Shift);
        }
    }

    /// <param name="pairs">Cb in the low half, Cr in the high one.</param>
    /// <param name="cb">Receives the low halves.</param>
    /// <param name="cr">Receives the high halves.</param>
    static void Part(ReadOnlySpan<uint> pairs, Span<ushort> cb, Span<ushort> cr)
    {
        int x = 0;
        for (; x <= pairs.Length - Vector<ushort>.Count; x += Vector<ushort>.Count)
        {
            var first = new Vector<uint>(pairs[x..]);
            var second = new Vector<uint>(pairs[(x + Vector<uint>.Count)..]);
            var low = new Vector<uint>(ushort.MaxValue);
            (Vector.Narrow(first & low, second & low) >>> Shift).CopyTo(cb[x..]);
            (Vector.Narrow(first >>> 16, second >>> 16) >>> Shift).CopyTo(cr[x..]);
        }

        for (; x < pairs.Length; x++)
        {
            cb[x] = (ushort)((pairs[x] & ushort.MaxValue) >> Shift);
            cr[x] = (ushort)(pairs[x] >> (16 + Shift));
        }
    }
}
