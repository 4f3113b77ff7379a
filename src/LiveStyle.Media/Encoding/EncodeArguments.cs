using System.Globalization;
using FFMpegCore;
using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Encoding;

/// <summary>ffmpeg's argument line for NUT pictures on standard input to one file.</summary>
static class EncodeArguments
{
    /// <param name="plan">What is written.</param>
    public static string Build(EncodePlan plan) => FFMpegArguments
        .FromInput(
            QuotedPath.StandardInput,

            // The pictures' header says all; probing would only hold the first frames back.
            input => input.WithCustomArgument(
                "-hide_banner -nostdin -v error -progress pipe:1 -stats_period 0.2 -copyts -analyzeduration 0 -probesize 32 -fpsprobesize 0 -f nut"))
        .OutputTo(QuotedPath.Output(plan.Path), output => output
            .WithCustomArgument("-map 0:v:0")
            .WithCustomArgument(Picture(plan))
            .WithCustomArgument(string.Format(CultureInfo.InvariantCulture, plan.Container.MuxerOptions, plan.TimeBase.Denominator))
            .WithCustomArgument("-max_muxing_queue_size 4096 -y")
            .ForceFormat(plan.Container.Muxer))
        .Arguments;

    /// <summary>Writes the arguments of the pictures alone.</summary>
    public static string Picture(EncodePlan plan)
    {
        string crf = plan.Crf is { } factor ? $"-crf {factor.ToString(CultureInfo.InvariantCulture)}" : "";
        string threads = plan.Threads is { } count ? $" -threads:v {count.ToString(CultureInfo.InvariantCulture)}" : "";
        return $"{ColorArguments.Build(plan)} -c:v {plan.Encoder} {OutputCodec.Settings(plan)} {crf}{threads}"
            + $" -fps_mode:v passthrough -enc_time_base:v {plan.TimeBase.Numerator}:{plan.TimeBase.Denominator}";
    }
}
