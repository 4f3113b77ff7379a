using System.Globalization;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Probing;

namespace LiveStyle.Media.Repair;

/// <summary>
/// Broadcast recordings whose clock jumps (a splice, a restarted sender, an overflow): their timestamps order no pictures.
/// A mended copy, whose clock runs on, takes the place of the original for all work.
/// </summary>
public static class TimestampRepair
{
    /// <summary>Seconds. A longer silence is taken for a jump, as ffmpeg takes it.</summary>
    const double Gap = 10;

    /// <summary>Seconds. Senders round; more than that is a jump.</summary>
    const double Step = 0.1;

    /// <summary>Whether a clip's clock jumps. Only containers of broadcasts and streams may.</summary>
    /// <param name="clip">Probed.</param>
    /// <param name="decodingTicks">Decoding timestamps of the picture's packets as they lie in the file, in its time base; packets without one are left out.</param>
    public static bool NeedsMending(MediaInfo clip, IEnumerable<long> decodingTicks)
    {
        if (!ProbeReading.HasFreeClock(clip.Container) || clip.Video is not { } video)
        {
            return false;
        }

        double tick = video.TimeBase.ToDouble();
        long? last = null;
        foreach (long ticks in decodingTicks)
        {
            double step = last is { } before ? (ticks - before) * tick : 0;
            if (step is < -Step or > Gap)
            {
                return true;
            }

            last = ticks;
        }

        return false;
    }

    /// <summary>Reads the whole file's packets to find out. Nothing is decoded.</summary>
    /// <inheritdoc cref="NeedsMending(MediaInfo, IEnumerable{long})"/>
    /// <exception cref="MediaException">No ffprobe.</exception>
    public static async Task<bool> NeedsMendingAsync(MediaInfo clip, CancellationToken cancellation)
    {
        if (!ProbeReading.HasFreeClock(clip.Container) || clip.Video is not { } video)
        {
            return false;
        }

        (_, string report, _) = await FfmpegProcess.RunAsync(
            FfmpegPrograms.Ffprobe(),
            $"-v error -select_streams {video.Index} -show_entries packet=dts -of csv=p=0 {QuotedPath.Input(clip.Location).Text}",
            cancellation).ConfigureAwait(false);
        return NeedsMending(clip, Numbers(report));
    }

    /// <summary>Gives the extension of a mended copy: one that keeps the clip's time base and holds its streams.</summary>
    /// <param name="clip">The recording, probed.</param>
    public static string Extension(MediaInfo clip) => clip.Container.Split(',').Contains("mpegts") ? ".ts" : ".mkv";

    /// <summary>
    /// Copies every stream once into a file whose clock runs on. Sound and picture keep together, since one ffmpeg reads both.
    /// </summary>
    /// <param name="clip">The recording, probed.</param>
    /// <param name="output">
    /// The path of the copy, with the extension that <see cref="Extension"/> tells; it is written under a partial name first.
    /// </param>
    /// <param name="cancellation">Removes the partial copy.</param>
    /// <returns>The copy, probed.</returns>
    /// <exception cref="MediaException">It can't be written, the disk is full, or the clock still jumps.</exception>
    public static async Task<MediaInfo> MendAsync(MediaInfo clip, string output, CancellationToken cancellation)
    {
        string partial = PartialFile.Create(output, clip.Location);
        try
        {
            // Without -copyts ffmpeg itself takes jumps out, for all streams of an input alike.
            string muxer = Path.GetExtension(output).Equals(".ts", StringComparison.OrdinalIgnoreCase) ? "mpegts" : "matroska";
            (int code, _, FfmpegLog complaint) = await FfmpegProcess.RunAsync(
                FfmpegPrograms.Ffmpeg(),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"-hide_banner -nostdin -v error -dts_delta_threshold {Gap} {QuotedPath.Input(clip.Location).Text} -map 0 -ignore_unknown -c copy")
                    + $" -max_muxing_queue_size 4096 -y -f {muxer} {QuotedPath.Output(partial).Text}",
                cancellation).ConfigureAwait(false);
            if (complaint.IsDiskFull)
            {
                throw FfmpegException.Writing(output, complaint, code);
            }

            if (code != 0)
            {
                throw new FfmpegException($"the clock of {clip.Name} jumps and can't be mended: {complaint.Essence() ?? $"ffmpeg ended with code {code}"}", complaint, code) { Location = clip.Name };
            }

            MediaInfo mended = await MediaProbe.ProbeAsync(partial, cancellation).ConfigureAwait(false);
            if (await NeedsMendingAsync(Choose(mended, clip), cancellation).ConfigureAwait(false))
            {
                throw new MediaException($"the clock of {clip.Name} jumps and can't be mended; record it again, or copy it with another tool");
            }

            File.Move(partial, output, overwrite: true);
            return Choose(mended, clip) with { Location = output };
        }
        catch (Exception failure)
        {
            PartialFile.Delete(partial);
            if (failure is IOException or UnauthorizedAccessException)
            {
                throw DiskFullException.Of(output, failure);
            }

            throw;
        }
    }

    /// <summary>
    /// Gives the copy with the same video chosen: streams of no kind that is known are left out of it, so that numbers may differ.
    /// </summary>
    /// <param name="copy">The mended copy, probed.</param>
    /// <param name="original">The original, with its video chosen.</param>
    public static MediaInfo Choose(MediaInfo copy, MediaInfo original)
    {
        int place = original.Videos.TakeWhile(video => video.Index != original.Video?.Index).Count();
        return place < copy.Videos.Count ? copy.OfStream(copy.Videos[place].Index) : copy;
    }

    static IEnumerable<long> Numbers(string report)
    {
        foreach (string line in report.Split('\n'))
        {
            if (long.TryParse(line.AsSpan().Trim().TrimEnd(','), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
            {
                yield return number;
            }
        }
    }
}
