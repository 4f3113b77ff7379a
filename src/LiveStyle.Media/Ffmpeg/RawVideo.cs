using LiveStyle.Frames;
using LiveStyle.Media.Stills;

namespace LiveStyle.Media.Ffmpeg;

/// <summary>ffmpeg's names of the frames' layouts, colors, and raw pictures.</summary>
static class RawVideo
{
    /// <summary>ffmpeg's pixel format of these very bytes.</summary>
    public static string PixelFormat(PixelLayout layout) => layout switch
    {
        PixelLayout.Rgb24 => "rgb24",
        PixelLayout.Yuv420 => "yuv420p",
        PixelLayout.Yuv422 => "yuv422p",
        PixelLayout.Yuv444 => "yuv444p",
        PixelLayout.Nv12 => "nv12",
        PixelLayout.Yuv420Ten => "yuv420p10le",
        PixelLayout.Yuv422Ten => "yuv422p10le",
        PixelLayout.Yuv444Ten => "yuv444p10le",
        PixelLayout.P010 => "p010le",
        PixelLayout.Gray8 => "gray",
        PixelLayout.Rgba32 => "rgba",
        _ => throw new ArgumentOutOfRangeException(nameof(layout)),
    };

    /// <summary>The four characters that mark such pictures in NUT, the first in the top byte; null: ffmpeg has none (P010).</summary>
    public static uint? FourCc(PixelLayout layout) => layout switch
    {
        PixelLayout.Rgb24 => 0x5247_4218, // RGB, 24
        PixelLayout.Yuv420 => 0x4934_3230, // I420
        PixelLayout.Yuv422 => 0x5934_3242, // Y42B
        PixelLayout.Yuv444 => 0x3434_3450, // 444P
        PixelLayout.Nv12 => 0x4E56_3132, // NV12
        PixelLayout.Yuv420Ten => 0x5933_0B0A, // Y3, a code of the subsampling, 10
        PixelLayout.Yuv422Ten => 0x5933_0A0A,
        PixelLayout.Yuv444Ten => 0x5933_000A,
        PixelLayout.Gray8 => 0x5938_3030, // Y800
        PixelLayout.Rgba32 => 0x5247_4241, // RGBA
        _ => null,
    };

    public static string Range(ColorRange range) => range is ColorRange.Full ? "pc" : "tv";

    /// <summary>As the scale filter names it.</summary>
    public static string ScaleMatrix(ColorMatrix matrix) => matrix switch
    {
        ColorMatrix.Bt601 => "smpte170m",
        ColorMatrix.Bt2020 => "bt2020",
        _ => "bt709",
    };

    public static string Siting(ChromaSiting siting) => siting switch
    {
        ChromaSiting.Center => "center",
        ChromaSiting.TopLeft => "topleft",
        _ => "left",
    };

    /// <summary>Writes options of the scale filter: where chroma lies on its side ("in", "out"), in 256ths of a luma sample.</summary>
    public static string ChromaPosition(string side, FrameFormat format)
    {
        string across = format.ChromaColumns == 1 ? "" : $":{side}_h_chr_pos={(format.Siting is ChromaSiting.Center ? 128 : 0)}";
        return format.ChromaRows == 1 ? across : $"{across}:{side}_v_chr_pos={(format.Siting is ChromaSiting.TopLeft ? 0 : 128)}";
    }
}
