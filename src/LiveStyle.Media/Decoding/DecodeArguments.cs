using System.Globalization;
using System.Text;
using FFMpegCore;
using LiveStyle.Frames;
using LiveStyle.Media.Color;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Probing;
using LiveStyle.Media.Stills;
using LiveStyle.Time;

namespace LiveStyle.Media.Decoding;

/// <summary>ffmpeg's argument line for one clip to raw pictures in NUT on standard output.</summary>
static class DecodeArguments
{
    const string Reading = "-hide_banner -nostdin -v error -max_error_rate 1 -copyts -noaccurate_seek";

    /// <param name="clip">What is read.</param>
    /// <param name="video">The clip's picture track.</param>
    /// <param name="cut">The part of it.</param>
    /// <param name="size">The size of the frames that come out.</param>
    /// <param name="format">The format of the frames that come out: RGB, or the planes that <see cref="ClipFormat"/> tells.</param>
    /// <param name="options">Tell the part of the cut, and what becomes of fields and of high dynamic range.</param>
    /// <param name="lead">Ticks that every timestamp is raised by, since NUT has no negative ones.</param>
    /// <param name="alpha">Whether RGB comes with the clip's alpha, four bytes a pixel.</param>
    public static string Build(
        MediaInfo clip, VideoStreamInfo video, ClipCut cut, FrameSize size, FrameFormat format, VideoSourceOptions options, long lead, bool alpha)
    {
        Rational timeBase = video.TimeBase;
        TickWindow window = options.Window ?? default;
        return FFMpegArguments
            .FromInput(ClipInput.Of(clip), input =>
            {
                // Timestamps as the file has them; the filter below cuts to the tick.
                input.WithCustomArgument(Reading);
                if (TurnsItself(video, format))
                {
                    input.WithCustomArgument("-noautorotate");
                }

                if (alpha)
                {
                    input.WithCustomArgument(AlphaChannel.Decoder(video));
                }

                if (cut.Seek(clip, window.First is { } first ? TickScale.ToTime(first, timeBase) : -Lookback(options)) is { } seek)
                {
                    input.WithCustomArgument($"-ss {ClipCut.Text(seek)}");
                }
            })
            .OutputTo(QuotedPath.StandardOutput, output => output
                .WithCustomArgument($"-map 0:{video.Index} -an -sn -dn")
                .WithCustomArgument($"-vf {Filters(video, cut, size, format, options, lead, alpha)}")
                // Passthrough: no frame doubled or dropped. Without a time base ffmpeg would round to the average frame rate.
                .WithCustomArgument($"-fps_mode:v passthrough -enc_time_base:v {timeBase.Numerator}:{timeBase.Denominator}")
                .WithVideoCodec("rawvideo")
                .ForceFormat("nut"))
            .Arguments;
    }

    /// <summary>The clip alone, from where its part begins as <see cref="Build"/> reads it, for outputs that follow.</summary>
    public static string Input(MediaInfo clip, ClipCut cut) =>
        $"{Reading}{(cut.Seek(clip, null) is { } seek ? $" -ss {ClipCut.Text(seek)}" : "")} {ClipInput.Of(clip).Text}";

    /// <summary>All frames decoded to nothing but a line each, which tells their timestamps as those of <see cref="Build"/>.</summary>
    public static string BuildIndex(MediaInfo clip, VideoStreamInfo video) =>
        $"-hide_banner -nostdin -v error -max_error_rate 1 -copyts {ClipInput.Of(clip).Text} -map 0:{video.Index} -an -sn -dn"
        + $" -vf settb={video.TimeBase},scale=16:16 -fps_mode:v passthrough -enc_time_base:v {video.TimeBase.Numerator}:{video.TimeBase.Denominator}"
        + " -c:v rawvideo -f framecrc -";

    static TimeSpan Lookback(VideoSourceOptions options) => options.Start > TimeSpan.Zero ? options.Lookback : TimeSpan.Zero;

    static string Filters(VideoStreamInfo video, ClipCut cut, FrameSize size, FrameFormat format, VideoSourceOptions options, long lead, bool alpha)
    {
        long begin = cut.BeginTicks(video.TimeBase);
        TickWindow window = options.Window ?? default;
        var filters = new StringBuilder();

        // Before the cut, since a frame's missing lines are found in its neighbors too.
        filters.Append(options.Deinterlace ? WholeFrames(video) : "");
        filters.Append(CultureInfo.InvariantCulture, $"settb={video.TimeBase},");
        long? first = window.First is { } within ? begin + within : cut.IsCut ? begin - TickScale.FromTime(Lookback(options), video.TimeBase) : null;
        long? end = (cut.EndTicks(video.TimeBase), begin + window.End) switch
        {
            ({ } one, { } other) => Math.Min(one, other),
            var (one, other) => one ?? other,
        };
        if (first is not null || end is not null)
        {
            filters.Append("trim=").AppendJoin(':', new[]
            {
                first is null ? null : string.Create(CultureInfo.InvariantCulture, $"start_pts={first}"),
                end is null ? null : string.Create(CultureInfo.InvariantCulture, $"end_pts={end}"),
            }.OfType<string>()).Append(',');
        }

        filters.Append(CultureInfo.InvariantCulture, $"setpts=PTS+{lead - begin},");
        filters.Append(format.IsPacked ? ToRgb(video, size) + ",setsar=1," + (alpha ? "format=rgba" : Rgb(video, options.Hdr)) : Planes(video, size, format));
        return filters.ToString();
    }

    static string ToRgb(VideoStreamInfo video, FrameSize size) =>
        ForeignMatrix.IsIn(video) ? ForeignMatrix.ToRgb(video, size, video.Hdr is not null) : Scale(size) + Colors(video) + Siting(video);

    static string Rgb(VideoStreamInfo video, HdrHandling hdr) =>
        video.Hdr is null ? "format=rgb24" : $"format=rgb48le,{HdrFilters.ToSdr(video, hdr)}";

    /// <summary>The filter's clock ticks twice as fast as the clip's.</summary>
    static string WholeFrames(VideoStreamInfo video)
    {
        bool marks = video.IsInterlaced && (video.Codec is "h264" or "mpeg2video" or "mpeg4" or "vc1" or "prores" or "dvvideo");
        string parity = marks ? "auto" : video.FieldOrder is FieldOrder.BottomFirst ? "bff" : video.FieldOrder is FieldOrder.TopFirst ? "tff" : "auto";
        return $"bwdif=mode=send_frame:parity={parity}:deint={(marks ? "interlaced" : "all")},";
    }

    static string Scale(FrameSize size) =>
        string.Create(CultureInfo.InvariantCulture, $"scale={size.Width}:{size.Height}:flags=bicubic+accurate_rnd+full_chroma_int");

    /// <summary>The numbers stay what they are: the filter hands on frames of the right size and layout untouched.</summary>
    static string Planes(VideoStreamInfo video, FrameSize size, FrameFormat format)
    {
        string range = RawVideo.Range(format.Range);
        string turn = TurnsItself(video, format) ? (video.Rotation == 90 ? ",transpose=clock" : ",transpose=cclock") : "";
        FrameSize before = turn.Length > 0 ? new FrameSize(size.Height, size.Width) : size;
        return $"{Scale(before)}:in_range={range}:out_range={range}"
            + RawVideo.ChromaPosition("in", format) + RawVideo.ChromaPosition("out", format)
            + $",format={ClipFormat.PixelFormat(video, format.Layout)}{turn},setsar=1";
    }

    /// <summary>ffmpeg, to turn a picture of unevenly subsampled chroma, would first convert it as it sees fit.</summary>
    static bool TurnsItself(VideoStreamInfo video, FrameFormat format) =>
        ClipFormat.IsQuarterTurned(video) && format is { IsPacked: false, ChromaColumns: 1 }
        && ClipFormat.PixelFormat(video, format.Layout) != video.PixelFormat;

    /// <summary>How the clip's numbers stand for colors. Untagged: BT.709 for HD sizes, BT.601 below, as players assume.</summary>
    static string Colors(VideoStreamInfo video)
    {
        string matrix = video.Color.Matrix switch
        {
            "gbr" => "",
            "bt709" => ":in_color_matrix=bt709",
            "bt2020nc" => ":in_color_matrix=bt2020",
            "smpte240m" => ":in_color_matrix=smpte240m",
            "fcc" => ":in_color_matrix=fcc",
            "smpte170m" or "bt470bg" => ":in_color_matrix=smpte170m",
            _ when video.Hdr is not null => ":in_color_matrix=bt2020",
            _ => ClipFormat.IsHighDefinition(video) ? ":in_color_matrix=bt709" : ":in_color_matrix=smpte170m",
        };
        string range = video.Color.Range is "tv" or "pc" ? $":in_range={video.Color.Range}" : "";
        return $"{matrix}{range}:out_range=pc";
    }

    /// <summary>Left to itself the filter takes chroma for centered, which moves the colors of most clips by half a pixel.</summary>
    static string Siting(VideoStreamInfo video) => RawVideo.ChromaPosition("in", ClipFormat.Coded(video));
}
