using FFMpegCore;
using LiveStyle.Audio;
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
    const string LowDelay = " -fflags nobuffer -flags low_delay";
    const string Scaling = "flags=bicubic+accurate_rnd+full_chroma_int";

    /// <summary>Square pixels; the side that becomes longer is stretched.</summary>
    const string Square = "scale=w='if(gt(sar,1),round(iw*sar),iw)':h='if(between(sar,0.001,1),round(ih/sar),ih)'";

    /// <param name="input">What is read, where it has been located.</param>
    /// <param name="options">What is asked of it.</param>
    /// <param name="known">Size of the frames before; null on the first connection.</param>
    public static string Build(LiveInput input, LiveSourceOptions options, FrameSize? known) =>
        FFMpegArguments
            .FromInput(Opened(input), read => read
                .WithCustomArgument("-hide_banner -nostdin -nostats -v level+info" + Reading(input, options)))
            .OutputTo(QuotedPath.StandardOutput, output => output
                .WithCustomArgument("-map 0:v:0 " + Sound(options))
                .WithCustomArgument($"-vf {Filters(input, options, known)}")
                .WithCustomArgument($"-fps_mode:v passthrough -enc_time_base:v {LiveTimeline.TimeBase.Numerator}:{LiveTimeline.TimeBase.Denominator}")
                .WithVideoCodec("rawvideo")
                .WithCustomArgument("-flush_packets 1")
                .ForceFormat("nut"))
            .Arguments;

    static QuotedPath Opened(LiveInput input) => input.Kind == LiveKind.Film ? QuotedPath.Input(input.Target) : new QuotedPath($"-i {QuotedPath.Quote(input.Target)}");

    static string Reading(LiveInput input, LiveSourceOptions options) => input.Kind switch
    {
        // A film is decoded in full order, as its pictures refer to later ones; only its pace is that of something live.
        LiveKind.Film => options.IsLooped ? " -re -stream_loop -1" : " -re",
        LiveKind.Test => LowDelay + " -re -f lavfi",
        LiveKind.Camera => LowDelay + Camera(input.Device!, options),
        LiveKind.Screen or LiveKind.Window => $"{LowDelay} -f {input.Device}{input.Options}",
        _ => LowDelay + Address(input),
    };

    static string Camera(string device, LiveSourceOptions options)
    {
        string size = options.CameraSize is { } asked ? $" -video_size {asked.Width}x{asked.Height}" : "";

        // AVFoundation's default of 30000/1001 is one that most cameras refuse.
        Rational? rate = options.CameraFrameRate ?? (device == "avfoundation" ? new Rational(30, 1) : null);
        return $" -f {device}{size}" + (rate is { } wanted ? $" -framerate {wanted}" : "");
    }

    static string Address(LiveInput input) =>
        // Half a second to find out what is sent, not five, and none to guess its rate. UDP does not come through most routers.
        " -analyzeduration 500000 -fpsprobesize 0" + (input.Target.StartsWith("rtsp", StringComparison.Ordinal) ? " -rtsp_flags prefer_tcp" : "");

    /// <summary>
    /// Sound goes into the same stream, before and after the pictures of its time. A sound track that falls silent holds pictures up for no
    /// longer than two tenths of a second.
    /// </summary>
    static string Sound(LiveSourceOptions options) => options.Sound is null
        ? "-an -sn -dn"
        : $"-map 0:a:0? -sn -dn -c:a pcm_s16le -ar {AudioFormat.SampleRate} -ac {AudioFormat.Channels} -max_interleave_delta 200000";

    static string Filters(LiveInput input, LiveSourceOptions options, FrameSize? known)
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
        string cut = input.Crop is { } part ? $"crop={part.Width}:{part.Height}:{part.Left}:{part.Top}," : "";

        // Beside sound the pictures keep their distance to it, wherever they begin.
        string start = options.Sound is null ? "setpts=PTS-STARTPTS," : "";
        return $"settb={LiveTimeline.TimeBase},{start}{cut}{sizing},setsar=1";
    }
}
