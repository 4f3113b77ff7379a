using System.Globalization;
using LiveStyle.Frames;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Streaming;

/// <summary>ffmpeg's arguments from raw pictures to H.264 without delay: no picture waits for a later one.</summary>
static class StreamEncoder
{
    /// <summary>1080p at 30 frames a second gets by with this; others by their pixels, of which larger pictures need less each.</summary>
    const double FullHd = 4_500_000;
    const double FullHdPixels = 1920.0 * 1080 * 30;

    /// <param name="output">Where to, and how it is coded.</param>
    /// <param name="format">The pictures.</param>
    /// <param name="keyInterval">The longest from one key frame to the next.</param>
    public static string Build(StreamOutput output, StreamFormat format, TimeSpan keyInterval)
    {
        StreamCoding coding = output.Coding;
        int group = Math.Max(1, (int)Math.Round(keyInterval.TotalSeconds * format.FrameRate.ToDouble()));
        return $"{Color(format, output.Muxer, new FrameFormat(PixelLayout.Yuv420, MatrixOf(format.Pixels), ColorRange.Limited, ChromaSiting.Left), "yuv420p")}"
            + $" -c:v {coding.VideoEncoder} {Settings(coding)} {Rate(output, format)} -g {group} -keyint_min {group} -bf 0"
            + (coding.VideoEncoder == "libx264" ? " -sc_threshold 0" : "");
    }

    /// <summary>Raw pictures as cameras give them, which is as programs expect them.</summary>
    public static string Camera(StreamFormat format) =>
        $"-vf {Scale(format.Pixels, new FrameFormat(PixelLayout.Yuv422, ColorMatrix.Bt601, ColorRange.Limited, ChromaSiting.Left))},format=yuyv422 -c:v rawvideo";

    /// <summary>Bits per second that do for pictures of a size and rate.</summary>
    public static long UsualRate(StreamFormat format) =>
        (long)Math.Max(300_000, Math.Round(FullHd * Math.Pow(format.Size.Pixels * format.FrameRate.ToDouble() / FullHdPixels, 0.75) / 1000) * 1000);

    static string Rate(StreamOutput output, StreamFormat format)
    {
        if (output is { Kind: StreamOutputKind.Recording, Coding: { BitRate: null, VideoEncoder: "libx264" } })
        {
            return "-crf 20";
        }

        string rate = (output.Coding.BitRate ?? UsualRate(format)).ToString(CultureInfo.InvariantCulture);
        return $"-b:v {rate} -maxrate {rate} -bufsize {rate}";
    }

    static string Settings(StreamCoding coding) => coding.VideoEncoder switch
    {
        "libx264" => $"-preset {coding.Preset ?? "veryfast"} -tune zerolatency",
        "h264_nvenc" => $"-preset {coding.Preset ?? "p4"} -tune ll -zerolatency 1 -rc cbr",
        "h264_qsv" => $"-preset {coding.Preset ?? "veryfast"} -async_depth 1 -look_ahead 0",
        "h264_amf" => $"-usage ultralowlatency -quality {coding.Preset ?? "speed"}",
        "h264_videotoolbox" => "-realtime 1",
        _ => "",
    };

    static ColorMatrix MatrixOf(FrameFormat pixels) => pixels.IsPacked ? ColorMatrix.Bt709 : pixels.Matrix;

    static string Color(StreamFormat format, string muxer, FrameFormat coded, string pixelFormat) => ColorArguments.Build(new EncodePlan(
        muxer,
        OutputContainer.Of("stream.mkv"),
        OutputCodec.Of("h264"),
        "libx264",
        null,
        null,
        EncoderPreset.Medium,
        format.TimeBase,
        format.FrameRate,
        format.Size,
        format.Pixels,
        coded,
        coded,
        pixelFormat,
        null,
        ColorTags.Of(coded.Matrix, null)));

    static string Scale(FrameFormat from, FrameFormat to) =>
        $"scale=flags=bicubic+accurate_rnd+full_chroma_int:in_range={RawVideo.Range(from.Range)}:out_range={RawVideo.Range(to.Range)}"
        + (from.IsPacked ? "" : $":in_color_matrix={RawVideo.ScaleMatrix(from.Matrix)}{RawVideo.ChromaPosition("in", from)}")
        + $":out_color_matrix={RawVideo.ScaleMatrix(to.Matrix)}{RawVideo.ChromaPosition("out", to)}";
}
