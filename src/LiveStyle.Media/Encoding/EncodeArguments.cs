using System.Globalization;
using System.Text;
using FFMpegCore;
using LiveStyle.Frames;
using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media;

/// <summary>ffmpeg's argument line for NUT pictures on standard input, and the original's sound, to one file.</summary>
static class EncodeArguments
{
    /// <param name="plan">What is written.</param>
    /// <param name="lead">What the pictures' timestamps are ahead of the output's: the file's are lowered by it.</param>
    /// <param name="soundDelay">What the sound must be raised by (often less than nothing) to agree with the pictures.</param>
    public static string Build(EncodePlan plan, TimeSpan lead, TimeSpan soundDelay)
    {
        FFMpegArguments inputs = FFMpegArguments.FromInput(
            QuotedPath.StandardInput,

            // The pictures' header says all; probing would only hold the first frames back.
            input => input.WithCustomArgument(
                "-hide_banner -nostdin -v error -progress pipe:1 -stats_period 0.2 -copyts -analyzeduration 0 -probesize 32 -fpsprobesize 0 -f nut"));
        if (plan.Original is { } original && plan.Sound.Count > 0)
        {
            inputs = inputs.AddInput(QuotedPath.Input(original.Location), input => input.WithCustomArgument(SoundInput(plan, soundDelay)));
        }

        return inputs.OutputTo(QuotedPath.Output(plan.Path), output => output
                .WithCustomArgument("-map 0:v:0" + string.Concat(plan.Sound.Select(track => $" -map 1:{track.Index}")))
                .WithCustomArgument(Picture(plan))
                .WithCustomArgument(Sound(plan, soundDelay))
                .WithCustomArgument(lead == TimeSpan.Zero ? "" : $"-output_ts_offset {ClipCut.Text(-lead)}")
                .WithCustomArgument(string.Format(CultureInfo.InvariantCulture, plan.Container.MuxerOptions, plan.TimeBase.Denominator))
                .WithCustomArgument("-max_muxing_queue_size 4096 -y")
                .ForceFormat(plan.Container.Muxer))
            .Arguments;
    }

    /// <summary>Of the pictures alone.</summary>
    public static string Picture(EncodePlan plan)
    {
        string crf = plan.Crf is { } factor ? $"-crf {factor.ToString(CultureInfo.InvariantCulture)}" : "";
        string threads = plan.Threads is { } count ? $" -threads:v {count.ToString(CultureInfo.InvariantCulture)}" : "";
        return $"{ColorArguments.Build(plan)} -c:v {plan.Encoder} {OutputCodec.Settings(plan)} {crf}{threads}"
            + $" -fps_mode:v passthrough -enc_time_base:v {plan.TimeBase.Numerator}:{plan.TimeBase.Denominator}";
    }

    /// <summary>Otherwise even what a codec puts before zero belongs to the sound.</summary>
    static bool HasStart(EncodePlan plan) => plan.Original is { } original && plan.Cut.Begin > original.Origin;

    static string SoundInput(EncodePlan plan, TimeSpan soundDelay)
    {
        var input = new StringBuilder("-vn -sn -dn");
        if (soundDelay != TimeSpan.Zero)
        {
            input.Append(CultureInfo.InvariantCulture, $" -itsoffset {ClipCut.Text(soundDelay)}");
        }

        if (HasStart(plan))
        {
            // By the file's own clock, since a copied track is cut at this very time.
            input.Append(CultureInfo.InvariantCulture, $" -noaccurate_seek -seek_timestamp 1 -ss {ClipCut.Text(plan.Cut.Begin)}");
        }

        return input.ToString();
    }

    static string Sound(EncodePlan plan, TimeSpan soundDelay)
    {
        var options = new StringBuilder();
        for (int i = 0; i < plan.Sound.Count; i++)
        {
            SoundTrack track = plan.Sound[i];
            if (track.Encoder is null)
            {
                options.Append(CultureInfo.InvariantCulture, $" -c:a:{i} copy");
                if (HasStart(plan))
                {
                    options.Append(CultureInfo.InvariantCulture, $" -copypriorss:a:{i} 0");
                }

                continue;
            }

            string trim = plan.Cut.IsCut ? $"{Trim(plan.Cut, soundDelay)}," : "";
            options.Append(CultureInfo.InvariantCulture, $" -c:a:{i} {track.Encoder} -b:a:{i} {track.BitRate}");
            options.Append(CultureInfo.InvariantCulture, $" -filter:a:{i} {trim}aformat=channel_layouts=7.1|5.1|stereo|mono");
        }

        if (plan.Sound.Count > 0 && plan.Cut.End is { } end)
        {
            // With copied timestamps this is a moment, not a length. The pictures end before it anyhow.
            options.Append(CultureInfo.InvariantCulture, $" -t {ClipCut.Text(end + soundDelay)}");
        }

        if (plan.Sound.Count > 0)
        {
            // Title and date of the original; its chapters too, where their times still hold.
            options.Append(" -map_metadata 1 -map_chapters ").Append(plan.Cut.IsCut ? "-1" : "1");
        }

        return options.ToString();
    }

    /// <summary>For sound that is encoded anew, to the sample.</summary>
    static string Trim(ClipCut cut, TimeSpan soundDelay)
    {
        string start = $"atrim=start={ClipCut.Text(cut.Begin + soundDelay)}";
        return cut.End is { } end ? $"{start}:end={ClipCut.Text(end + soundDelay)}" : start;
    }
}
