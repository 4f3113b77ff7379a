using LiveStyle.Frames;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Probing;
using LiveStyle.Media.Stills;

namespace LiveStyle.Media.Color;

/// <summary>In which format a clip's frames are handed on when they need not be RGB: its own, or the nearest that loses nothing worth having.</summary>
static class ClipFormat
{
    static readonly PixelLayout[] Planar =
    [
        PixelLayout.Yuv420, PixelLayout.Yuv422, PixelLayout.Yuv444, PixelLayout.Nv12,
        PixelLayout.Yuv420Ten, PixelLayout.Yuv422Ten, PixelLayout.Yuv444Ten, PixelLayout.P010,
    ];

    /// <summary>That of the frames: RGB where only a conversion of the clip's own shows its colors.</summary>
    public static FrameFormat Of(VideoStreamInfo video) =>
        ForeignMatrix.IsIn(video) || video.Color.Matrix is "smpte240m" ? FrameFormat.Rgb : Coded(video);

    /// <summary>That of the clip's own samples, or nearest to it, as a film is coded that is to be like the clip; of a <see cref="ForeignMatrix"/> with the usual one.</summary>
    public static FrameFormat Coded(VideoStreamInfo video)
    {
        PixelLayout layout = Layout(video.PixelFormat);
        if (layout is PixelLayout.Rgb24 || video.Color.Matrix == "gbr")
        {
            return FrameFormat.Rgb;
        }

        // A turn by a quarter would halve the rows' chroma instead of the columns'.
        if (IsQuarterTurned(video))
        {
            layout = layout switch
            {
                PixelLayout.Yuv422 => PixelLayout.Yuv444,
                PixelLayout.Yuv422Ten => PixelLayout.Yuv444Ten,
                _ => layout,
            };
        }

        return new FrameFormat(layout, Matrix(video), Range(video), Siting(video));
    }

    public static bool IsQuarterTurned(VideoStreamInfo video) => video.Rotation % 180 != 0;

    /// <summary>The clip's pixel format if its samples lie as in the layout, else the layout's own.</summary>
    public static string PixelFormat(VideoStreamInfo video, PixelLayout layout) =>
        Exact(video.PixelFormat) == layout ? video.PixelFormat : RawVideo.PixelFormat(layout);

    /// <summary>Untagged: BT.2020 for HDR, BT.709 for HD sizes, BT.601 below, as players assume.</summary>
    static ColorMatrix Matrix(VideoStreamInfo video) => video.Color.Matrix switch
    {
        "bt709" or "smpte240m" => ColorMatrix.Bt709,
        "bt2020nc" or "bt2020c" => ColorMatrix.Bt2020,
        "smpte170m" or "bt470bg" or "fcc" => ColorMatrix.Bt601,
        _ when video.Hdr is not null => ColorMatrix.Bt2020,
        _ => IsHighDefinition(video) ? ColorMatrix.Bt709 : ColorMatrix.Bt601,
    };

    /// <summary>Untagged: limited, but JPEG's formats and gray are full, as ffmpeg takes them.</summary>
    static ColorRange Range(VideoStreamInfo video) => (video.Color.Range, video.PixelFormat) switch
    {
        (_, ['y', 'u', 'v', 'j', ..]) or ("pc", _) => ColorRange.Full,
        ("tv", _) => ColorRange.Limited,
        (_, ['g', 'r', 'a', 'y', ..] or "ya8" or "ya16le" or "ya16be") => ColorRange.Full,
        _ => ColorRange.Limited,
    };

    /// <summary>Untagged: left. Of a turned picture: the nearest that there is, never farther than a luma sample.</summary>
    static ChromaSiting Siting(VideoStreamInfo video) => video.Rotation != 0 ? ChromaSiting.Center : video.Color.ChromaLocation switch
    {
        "center" or "top" or "bottom" => ChromaSiting.Center,
        "topleft" => ChromaSiting.TopLeft,
        _ => ChromaSiting.Left,
    };

    static PixelLayout? Exact(string name)
    {
        string plain = name.Replace("yuvj", "yuv", StringComparison.Ordinal);
        foreach (PixelLayout layout in Planar)
        {
            if (RawVideo.PixelFormat(layout) == plain)
            {
                return layout;
            }
        }

        return null;
    }

    /// <summary>Anything that is not known to be luma and chroma becomes RGB, which holds it.</summary>
    static PixelLayout Layout(string name) => Exact(name) ?? name switch
    {
        ['g', 'r', 'a', 'y', ..] or ['y', 'a', '8' or '1', ..] => IsDeep(name) ? PixelLayout.Yuv420Ten : PixelLayout.Yuv420,
        ['y', 'u', 'v' or 'y', ..] or "uyvy422" or "yvyu422" => Subsampled(name, IsDeep(name)),
        "nv21" => PixelLayout.Yuv420,
        "nv16" => PixelLayout.Yuv422,
        "nv24" or "nv42" or ['v', 'u', 'y', ..] or "ayuv" or "uyva" or "uyyvyy411" => PixelLayout.Yuv444,
        ['p', '0', '1', ..] => PixelLayout.Yuv420Ten,
        ['n', 'v', '2', '0', ..] or ['p' or 'y', '2', '1', ..] => PixelLayout.Yuv422Ten,
        ['p' or 'y', '4', '1', ..] or ['x', 'v', '3' or '4', ..] or ['v', '3', '0', ..] or ['a', 'y', 'u', 'v', '6', '4', ..] => PixelLayout.Yuv444Ten,
        _ => PixelLayout.Rgb24,
    };

    /// <summary>The odd ones among the subsamplings (4:1:0, 4:1:1, 4:4:0) get chroma at full size.</summary>
    static PixelLayout Subsampled(string name, bool deep) => true switch
    {
        _ when name.Contains("420", StringComparison.Ordinal) => deep ? PixelLayout.Yuv420Ten : PixelLayout.Yuv420,
        _ when name.Contains("422", StringComparison.Ordinal) => deep ? PixelLayout.Yuv422Ten : PixelLayout.Yuv422,
        _ => deep ? PixelLayout.Yuv444Ten : PixelLayout.Yuv444,
    };

    /// <summary>What every codec takes: 4:2:0 of limited range.</summary>
    public static FrameFormat Plain(bool deep, ColorMatrix matrix) =>
        new(deep ? PixelLayout.Yuv420Ten : PixelLayout.Yuv420, matrix, ColorRange.Limited, ChromaSiting.Left);

    /// <summary>Only samples of more than a byte have an order of bytes.</summary>
    public static bool IsDeep(string name) => name.EndsWith("le", StringComparison.Ordinal) || name.EndsWith("be", StringComparison.Ordinal);

    public static bool IsHighDefinition(VideoStreamInfo video) => video.CodedSize.Width >= 1280 || video.CodedSize.Height > 576;
}
