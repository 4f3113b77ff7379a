using FFMpegCore;
using LiveStyle.Frames;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Time;

namespace LiveStyle.Media.Capture;

/// <summary>ffmpeg's argument line for a live input to raw pictures in NUT on standard output, each as soon as it can.</summary>
/// <remarks>
/// There is no probe before: a camera takes long to open, and some senders serve one connection only. What the
/// pictures are like, the first connection tells.
/// </remarks>
static class LiveArguments
{
    const string Scaling = "flags=bicubic+accurate_rnd+full_chroma_int";

    /// <summary>Square pixels; the side that becomes longer is stretched.</summary>
    const string Square = "scale=w='if(gt(sar,1),round(iw*sar),iw)':h='if(between(sar,0.001,1),round(ih/sar),ih)'";

    /// <param name="input">What is read.</param>
    /// <param name="options">What is asked of it.</param>
    /// <param name="known">Size of the frames before; null on the first connection.</param>
    public static string Build(LiveInput input, LiveSourceOptions options, FrameSize? known) =>
        FFMpegArguments
            .FromInput(new QuotedPath($"-i {QuotedPath.Quote(input.Target)}"), read => read
                .WithCustomArgument("-hide_banner -nostdin -nostats -v level+info -fflags nobuffer -flags low_delay")
                .WithCustomArgument(input.Device is { } device ? Camera(device, options) : Address(input)))
            .OutputTo(QuotedPath.StandardOutput, output => output
                .WithCustomArgument("-map 0:v:0 -an -sn -dn")
                .WithCustomArgument($"-vf {Filters(options, known)}")
                .WithCustomArgument($"-fps_mode:v passthrough -enc_time_base:v {LiveTimeline.TimeBase.Numerator}:{LiveTimeline.TimeBase.Denominator}")
                .WithVideoCodec("rawvideo")
                .WithCustomArgument("-flush_packets 1")
                .ForceFormat("nut"))
            .Arguments;

    static string Camera(string device, LiveSourceOptions options)
    {
        string size = options.CameraSize is { } asked ? $" -video_size {asked.Width}x{asked.Height}" : "";

        // AVFoundation's default of 30000/1001 is one that most cameras refuse.
        Rational? rate = options.CameraFrameRate ?? (device == "avfoundation" ? new Rational(30, 1) : null);
        return $"-f {device}{size}" + (rate is { } wanted ? $" -framerate {wanted}" : "");
    }

    static string Address(LiveInput input) =>
        // Half a second to find out what is sent, not five, and none to guess its rate. UDP does not come through most routers.
        "-analyzeduration 500000 -fpsprobesize 0" + (input.Target.StartsWith("rtsp", StringComparison.Ordinal) ? " -rtsp_flags prefer_tcp" : "");

    static string Filters(LiveSourceOptions options, FrameSize? known)
    {
        // Of planes the matrix stays what it is: LiveColor reads which.
        string color = options.Planes ? $"out_range=tv,format={RawVideo.PixelFormat(LiveColor.Layout)}" : "out_range=pc,format=rgb24";
        string sizing = (options.Size, known) switch
        {
            ({ } size, _) => $"scale={size.Width}:{size.Height}:{Scaling}:{color}",
            // Another camera's picture keeps its shape, in bars.
            (_, { } size) => $"{Square}:{Scaling},scale={size.Width}:{size.Height}:force_original_aspect_ratio=decrease:{Scaling}:{color},pad={size.Width}:{size.Height}:-1:-1",
            _ => $"{Square}:{Scaling}:{color}",
        };
        return $"settb={LiveTimeline.TimeBase},setpts=PTS-STARTPTS,{sizing},setsar=1";
    }
}
