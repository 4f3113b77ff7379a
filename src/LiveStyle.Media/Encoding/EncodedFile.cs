using System.Globalization;
using System.Text.Json;
using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media;

/// <summary>Looks at a finished file as a player would.</summary>
static class EncodedFile
{
    /// <summary>Number of pictures in a file whose first one decodes; null where it is not playable.</summary>
    public static async Task<long?> CountFramesAsync(string path, CancellationToken cancellation)
    {
        string file = QuotedPath.Input(path).Text;
        (int code, string report, _) = await FfmpegProcess.RunAsync(
            FfmpegPrograms.Ffprobe(),
            $"-v error -select_streams v:0 -count_packets -show_entries stream=nb_read_packets -of json {file}",
            cancellation).ConfigureAwait(false);
        if (code != 0 || Packets(report) is not { } packets)
        {
            return null;
        }

        (code, _, FfmpegComplaint complaint) = await FfmpegProcess.RunAsync(
            FfmpegPrograms.Ffmpeg(),
            $"-hide_banner -nostdin -v error {file} -map 0:v:0 -frames:v 1 -f null -",
            cancellation).ConfigureAwait(false);
        return code == 0 && complaint.Essence() is null ? packets : null;
    }

    /// <summary>Rewrites a file whose sound goes on after its pictures, so that both end together. It stays as it is where that fails or would cost a picture.</summary>
    /// <param name="frames">Its pictures.</param>
    public static async Task ShortenAsync(string path, long frames, TimeSpan end, OutputContainer container, CancellationToken cancellation)
    {
        MediaInfo written = await MediaProbe.ProbeAsync(path, cancellation).ConfigureAwait(false);
        if (written.Start + written.Duration - end < TimeSpan.FromSeconds(0.1))
        {
            return;
        }

        string shorter = PartialFile.PathFor(path);
        string options = string.Format(CultureInfo.InvariantCulture, container.MuxerOptions, 0);
        (int code, _, _) = await FfmpegProcess.RunAsync(
            FfmpegPrograms.Ffmpeg(),
            $"-hide_banner -nostdin -v error -copyts {QuotedPath.Input(path).Text} -map 0 -c copy -t {ClipCut.Text(end)}"
                + $" {options} -y -f {container.Muxer} {QuotedPath.Output(shorter).Text}",
            cancellation).ConfigureAwait(false);

        // ffmpeg cuts by decoding times. Matroska stores none, and where few pictures tell of them it guesses too late ones.
        if (code == 0 && await CountFramesAsync(shorter, cancellation).ConfigureAwait(false) == frames)
        {
            File.Move(shorter, path, overwrite: true);
        }
        else
        {
            PartialFile.Delete(shorter);
        }
    }

    static long? Packets(string report)
    {
        try
        {
            using var json = JsonDocument.Parse(report);
            JsonElement stream = json.RootElement.GetProperty("streams")[0];
            return long.Parse(stream.GetProperty("nb_read_packets").GetString()!, CultureInfo.InvariantCulture);
        }
        catch (Exception absent) when (absent is JsonException or KeyNotFoundException or IndexOutOfRangeException or FormatException)
        {
            return null;
        }
    }
}
