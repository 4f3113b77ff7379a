using FFMpegCore;

namespace LiveStyle.Media.Probing;

/// <summary>Which clips have an alpha, and how ffmpeg is made to see it.</summary>
static class AlphaChannel
{
    static readonly string[] PixelFormats = ["yuva", "rgba", "bgra", "argb", "abgr", "gbrap", "ya8", "ya16", "ayuv", "vuya", "uyva"];

    /// <summary>Tells by the pixel format, or by the container, which keeps the alpha of VP8 and VP9 beside the picture. Palettes count as opaque; see <see cref="OpacityProbe"/>.</summary>
    public static bool IsIn(FFProbeStream stream) =>
        (stream.PixelFormat is { } pixels && Array.Exists(PixelFormats, name => pixels.StartsWith(name, StringComparison.Ordinal)))
        || (stream.Tags?.Any(tag => tag is { Value: "1" } && tag.Key.Equals("alpha_mode", StringComparison.OrdinalIgnoreCase)) ?? false);

    /// <summary>Options of the input: ffmpeg's own decoders of VP8 and VP9 drop the alpha.</summary>
    public static string Decoder(VideoStreamInfo video) => (video.HasAlpha, video.Codec) switch
    {
        (true, "vp9") => "-c:v libvpx-vp9",
        (true, "vp8") => "-c:v libvpx",
        _ => "",
    };
}
