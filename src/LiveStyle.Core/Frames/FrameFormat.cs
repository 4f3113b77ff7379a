namespace LiveStyle.Frames;

/// <summary>What the bytes of a frame mean: how they lie, and which colors their numbers stand for.</summary>
/// <param name="Layout">Planes, subsampling, depth.</param>
/// <param name="Matrix">Of Y, Cb, Cr; means nothing for RGB.</param>
/// <param name="Range">Which numbers are black and white.</param>
/// <param name="Siting">Where subsampled chroma lies.</param>
public sealed record FrameFormat(PixelLayout Layout, ColorMatrix Matrix, ColorRange Range, ChromaSiting Siting)
{
    /// <summary>RGB8, sRGB, full range: the one packed format.</summary>
    public static FrameFormat Rgb { get; } = new(PixelLayout.Rgb24, ColorMatrix.Bt709, ColorRange.Full, ChromaSiting.Center);

    /// <summary>Whether all samples of a pixel lie together in the only plane.</summary>
    public bool IsPacked => Layout is PixelLayout.Rgb24;

    /// <summary>1, 2 or 3.</summary>
    public int PlaneCount => Layout switch
    {
        PixelLayout.Rgb24 => 1,
        PixelLayout.Nv12 or PixelLayout.P010 => 2,
        _ => 3,
    };

    /// <summary>8 or 10.</summary>
    public int BitsPerSample => BytesPerSample == 1 ? 8 : 10;

    /// <summary>1, or 2 (little-endian).</summary>
    public int BytesPerSample => Layout is PixelLayout.Yuv420Ten or PixelLayout.Yuv422Ten or PixelLayout.Yuv444Ten or PixelLayout.P010 ? 2 : 1;

    /// <summary>Luma columns that share a chroma sample: 1 or 2.</summary>
    public int ChromaColumns => Layout is PixelLayout.Rgb24 or PixelLayout.Yuv444 or PixelLayout.Yuv444Ten ? 1 : 2;

    /// <summary>Luma rows that share a chroma sample: 1 or 2.</summary>
    public int ChromaRows => Layout is PixelLayout.Yuv420 or PixelLayout.Nv12 or PixelLayout.Yuv420Ten or PixelLayout.P010 ? 2 : 1;

    /// <summary>Bytes of a whole frame, no gaps between planes.</summary>
    public long ByteLength(FrameSize size)
    {
        FramePlane last = Plane(size, PlaneCount - 1);
        return last.Offset + last.ByteLength;
    }

    /// <param name="size">Of the frame.</param>
    /// <param name="index">0: Y (or RGB); then Cb and Cr, or both interleaved.</param>
    public FramePlane Plane(FrameSize size, int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)PlaneCount, nameof(index));
        var luma = new FramePlane(size.Width, size.Height, BytesPerSample, IsPacked ? 3 : 1, 0);
        if (index == 0)
        {
            return luma;
        }

        var chroma = new FramePlane(
            (size.Width + ChromaColumns - 1) / ChromaColumns,
            (size.Height + ChromaRows - 1) / ChromaRows,
            BytesPerSample,
            PlaneCount == 2 ? 2 : 1,
            luma.ByteLength);
        return chroma with { Offset = chroma.Offset + (index - 1) * chroma.ByteLength };
    }
}
