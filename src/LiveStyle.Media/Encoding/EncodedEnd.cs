using System.Globalization;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Probing;
using LiveStyle.Time;

namespace LiveStyle.Media.Encoding;

/// <summary>Sees to it that the last picture of a file that was just encoded is shown as long as it shall be.</summary>
/// <remarks>An encoder hears of no picture's end but by the next one's beginning. Where its guess is off, the file is copied once.</remarks>
static class EncodedEnd
{
    /// <summary>What any container may round.</summary>
    static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1.5);

    /// <param name="path">The path of the file, which is replaced where it must be.</param>
    /// <param name="plan">How it was encoded.</param>
    /// <param name="run">What encoded it.</param>
    /// <param name="end">When the last picture ends, by the clock of the frames, in ticks of the plan's time base; not after the last: nothing is done.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="MediaException">The file can't be written anew.</exception>
    public static async Task CorrectAsync(string path, EncodePlan plan, EncoderRun run, long end, CancellationToken cancellation)
    {
        if (end <= run.LastTicks || plan.Container.IsSequence)
        {
            return;
        }

        MediaInfo file = await MediaProbe.ProbeAsync(path, cancellation).ConfigureAwait(false);
        VideoStreamInfo video = file.RequireVideo();
        long first = video.StartTicks ?? 0;
        long last = first + TickScale.Rescale(run.LastTicks - run.FirstTicks, plan.TimeBase, video.TimeBase);
        TimeSpan wanted = TickScale.ToTime(end - run.FirstTicks, plan.TimeBase);
        if (ClipEnd.Of(file, last, null) is { } written && (TickScale.ToTime(written - first, video.TimeBase) - wanted).Duration() <= Rounding)
        {
            return;
        }

        string copy = Path.ChangeExtension(path, ".end" + Path.GetExtension(path));
        try
        {
            (int code, _, FfmpegLog complaint) = await FfmpegProcess.RunAsync(FfmpegPrograms.Ffmpeg(), Arguments(path, copy, file, plan, run, end), cancellation).ConfigureAwait(false);
            if (code != 0)
            {
                throw FfmpegException.Writing(path, complaint, code, $"write how long the last picture of {path} is shown");
            }

            File.Move(copy, path, overwrite: true);
        }
        finally
        {
            PartialFile.Delete(copy);
        }
    }

    static string Arguments(string path, string copy, MediaInfo file, EncodePlan plan, EncoderRun run, long end)
    {
        string filter = LastPicture.Filter(plan.Container, run.FramesWritten, run.LastTicks - run.FirstTicks, end - run.FirstTicks, plan.TimeBase, plan.FrameRate);
        string keys = FilmTags.NeedKeys(file, plan.Container) ? " -movflags +faststart+use_metadata_tags" : "";
        return $"-hide_banner -nostdin -v error -copyts {QuotedPath.Input(path).Text} -map 0:v -map 0:a? -map 0:s? -map 0:t? -c copy -bsf:v:0 {QuotedPath.Quote(filter)} "
            + string.Format(CultureInfo.InvariantCulture, plan.Container.MuxerOptions, plan.TimeBase.Denominator)
            + $"{keys} -max_muxing_queue_size 4096 -y -f {plan.Container.Muxer} {QuotedPath.Output(copy).Text}";
    }
}
