namespace LiveStyle.Frames;

/// <summary>How a frame's samples lie in memory: planes in the order of ffmpeg's raw video, rows tightly packed (in foreign memory perhaps not).</summary>
/// <remarks>Subsampled chroma of an odd picture rounds up. Samples above 8 bits are little-endian, 16 bits each.</remarks>
public enum PixelLayout
{
    /// <summary>One plane, three bytes a pixel: R, G, B.</summary>
    Rgb24,

    /// <summary>Y, Cb, Cr; chroma at half the width and half the height.</summary>
    Yuv420,

    /// <summary>Y, Cb, Cr; chroma at half the width.</summary>
    Yuv422,

    /// <summary>Y, Cb, Cr, all at full size.</summary>
    Yuv444,

    /// <summary>Y, then Cb and Cr by turns; chroma at half the width and half the height.</summary>
    Nv12,

    /// <summary>The planes of <see cref="Yuv420"/> with 10 bits: the value is in a sample's low 10 bits.</summary>
    Yuv420Ten,

    /// <summary>The planes of <see cref="Yuv422"/> with 10 bits: the value is in a sample's low 10 bits.</summary>
    Yuv422Ten,

    /// <summary>The planes of <see cref="Yuv444"/> with 10 bits: the value is in a sample's low 10 bits.</summary>
    Yuv444Ten,

    /// <summary>The planes of <see cref="Nv12"/> with 10 bits: the value is in a sample's high 10 bits.</summary>
    P010,

    /// <summary>One plane, a byte a pixel: a mask or an alpha, 0 (none) to 255 (all). No picture: nothing converts it to colors.</summary>
    Gray8,

    /// <summary>One plane, four bytes a pixel: R, G, B, alpha, the colors not multiplied by it. As ffmpeg, frei0r and engines have it.</summary>
    Rgba32,

    /// <summary>One plane, four bytes a pixel: B, G, R, alpha, the colors not multiplied by it. As OBS, Direct3D and engines have it.</summary>
    Bgra32,
}
