using System.Globalization;
using FFMpegCore;
using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Streaming;

/// <summary>ffmpeg's argument line for NUT on standard input to a live output, each picture as soon as it can.</summary>
static class StreamArguments
{
    /// <param name="output">Where to, and how it is coded.</param>
    /// <param name="format">What comes.</param>
    public static string Build(StreamOutput output, StreamFormat format) => FFMpegArguments
        .FromInput(
            QuotedPath.StandardInput,

            // The headers say all: it is to connect before the first picture has come.
            input => input.WithCustomArgument(
                "-hide_banner -nostdin -nostats -v level+info -copyts -analyzeduration 0 -probesize 32 -fpsprobesize 0 -max_ts_probe 0 -f nut"))
        .OutputTo(new QuotedPath(Target(output)), to => to
            .WithCustomArgument("-map 0:v:0")
            .WithCustomArgument(output.Kind == StreamOutputKind.Camera
                ? StreamEncoder.Camera(format)
                : StreamEncoder.Build(output, format, output.Kind == StreamOutputKind.Playlist && output.Coding.KeyInterval > StreamPlaylist.Part ? StreamPlaylist.Part : output.Coding.KeyInterval))
            .WithCustomArgument($"-fps_mode:v passthrough -enc_time_base:v {format.TimeBase.Numerator}:{format.TimeBase.Denominator}")
            .WithCustomArgument(format.HasSound && output.HoldsSound ? Sound(output.Coding) : "-an")
            .WithCustomArgument("-flush_packets 1 -y")
            .WithCustomArgument(Muxing(output))
            .ForceFormat(output.Muxer))
        .Arguments;

    /// <summary>Ticks that were left out are silence: many players would play on at once, and never be in step again.</summary>
    static string Sound(StreamCoding coding) =>
        $"-map 0:a:0 -af aresample=async=1:min_hard_comp=0.005:first_pts=0 -c:a aac -b:a {coding.SoundBitRate.ToString(CultureInfo.InvariantCulture)}";

    static string Muxing(StreamOutput output) => output.Muxer switch
    {
        "flv" => "-flvflags no_duration_filesize",
        "matroska" => "-cluster_time_limit 500",
        // The header waits for the first fragment: only then can it say that the sound begins before the picture, by the encoder's lead.
        "mp4" => "-movflags +frag_keyframe+empty_moov+delay_moov+default_base_moof -frag_duration 500000",
        "mov" => "-movflags +frag_keyframe+empty_moov+delay_moov -frag_duration 500000",
        "mpegts" => "-muxdelay 0 -muxpreload 0 -pat_period 0.2",
        "rtp_mpegts" => "-muxdelay 0 -muxpreload 0",
        "rtsp" => "-muxdelay 0 -muxpreload 0" + (output.Location.Contains("rtsp_transport", StringComparison.Ordinal) ? "" : " -rtsp_transport tcp"),
        "hls" => $"-hls_time {StreamPlaylist.Part.TotalSeconds.ToString(CultureInfo.InvariantCulture)} -hls_list_size {StreamPlaylist.Parts} -hls_delete_threshold 4"
            + " -hls_flags delete_segments+append_list+independent_segments+temp_file+program_date_time"
            + $" -hls_segment_filename {QuotedPath.Quote(StreamPlaylist.Files(output.Location))}",
        _ => "",
    };

    static string Target(StreamOutput output) => QuotedPath.Quote(output switch
    {
        { Kind: StreamOutputKind.Camera } => output.Location,
        { Kind: StreamOutputKind.Playlist } => Path.GetFullPath(output.Location),
        { Muxer: "mpegts" } when output.Location.StartsWith("udp:", StringComparison.OrdinalIgnoreCase) && !output.Location.Contains("pkt_size", StringComparison.Ordinal) =>
            $"{output.Location}{(output.Location.Contains('?', StringComparison.Ordinal) ? '&' : '?')}pkt_size=1316",
        _ => QuotedPath.Locator(output.Location),
    });
}
