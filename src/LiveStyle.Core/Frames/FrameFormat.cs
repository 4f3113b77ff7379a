namespace LiveStyle.Frames;

/// <summary>What the bytes of a frame mean: how they lie, and which colors their numbers stand for.</summary>
/// <param name="Layout">The planes, their subsampling and their depth.</param>
/// <param name="Matrix">The matrix of Y, Cb and Cr; it means nothing for RGB.</param>
/// <param name="Range">The numbers that are black and white.</param>
/// <param name="Siting">The place where subsampled chroma lies.</param>
public sealed record FrameFormat(PixelLayout Layout, ColorMatrix Matrix, ColorRange Range, ChromaSiting Siting)
{
    /// <summary>RGB8, sRGB, full range: the one packed format.</summary>
    public static FrameFormat Rgb { get; } = new(PixelLayout.Rgb24, ColorMatrix.Bt709, ColorRange.Full, ChromaSiting.Center);

    /// <summary>A mask or an alpha: a byte a pixel.</summary>
    public static FrameFormat Gray { get; } = Rgb with { Layout = PixelLayout.Gray8 };

    /// <summary>RGB8 and alpha as ffmpeg takes and gives them, four bytes a pixel.</summary>
    public static FrameFormat Rgba { get; } = Rgb with { Layout = PixelLayout.Rgba32 };

    /// <summary>RGB8 and alpha as OBS and engines give and take them, four bytes a pixel, blue first.</summary>
    public static FrameFormat Bgra { get; } = Rgb with { Layout = PixelLayout.Bgra32 };

    /// <summary>Whether frames of it are pictures, which color conversions take: all but <see cref="Gray"/>, <see cref="Rgba"/> and <see cref="Bgra"/>.</summary>
    public bool IsPicture => !HasAlphaSamples && Layout != PixelLayout.Gray8;

    /// <summary>Whether each pixel has its alpha beside its colors. Stylizers take such frames, and leave the alpha as it is.</summary>
    public bool HasAlphaSamples => Layout is PixelLayout.Rgba32 or PixelLayout.Bgra32;

    /// <summary>What is left of the format without alpha samples: <see cref="Rgb"/> where it has some, else itself.</summary>
    public FrameFormat WithoutAlpha() => HasAlphaSamples ? Rgb : this;

    /// <summary>Whether it is RGB, all three samples of a pixel together in the only plane.</summary>
    public bool IsPacked => Layout is PixelLayout.Rgb24;

    /// <summary>1, 2 or 3.</summary>
    public int PlaneCount => Layout switch
    {
        PixelLayout.Rgb24 or PixelLayout.Gray8 or PixelLayout.Rgba32 or PixelLayout.Bgra32 => 1,
        PixelLayout.Nv12 or PixelLayout.P010 => 2,
        _ => 3,
    };

    /// <summary>8 or 10.</summary>
    public int BitsPerSample => BytesPerSample == 1 ? 8 : 10;

    /// <summary>1, or 2 (little-endian).</summary>
    public int BytesPerSample => Layout is PixelLayout.Yuv420Ten or PixelLayout.Yuv422Ten or PixelLayout.Yuv444Ten or PixelLayout.P010 ? 2 : 1;

    /// <summary>Luma columns that share a chroma sample: 1 or 2.</summary>
    public int ChromaColumns => PlaneCount == 1 || Layout is PixelLayout.Yuv444 or PixelLayout.Yuv444Ten ? 1 : 2;

    /// <summary>Luma rows that share a chroma sample: 1 or 2.</summary>
    public int ChromaRows => Layout is PixelLayout.Yuv420 or PixelLayout.Nv12 or PixelLayout.Yuv420Ten or PixelLayout.P010 ? 2 : 1;

    /// <summary>Bytes of a whole frame, no gaps between planes.</summary>
    public long ByteLength(FrameSize size)
    {
        FramePlane last = Plane(size, PlaneCount - 1);
        return last.Offset + last.ByteLength;
    }

    /// <param name="size">The size of the frame, in pixels.</param>
    /// <param name="index">0: Y (or RGB, RGBA, gray); then Cb and Cr, or both interleaved.</param>
    public FramePlane Plane(FrameSize size, int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)PlaneCount, nameof(index));
        int samples = Layout switch
        {
            PixelLayout.Rgb24 => 3,
            PixelLayout.Rgba32 or PixelLayout.Bgra32 => 4,
            _ => 1,
        };
        var luma = new FramePlane(size.Width, size.Height, BytesPerSample, samples, 0);
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
