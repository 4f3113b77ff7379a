using System.Globalization;
using System.Text.Json;
using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Encoding;

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

        (code, _, FfmpegLog complaint) = await FfmpegProcess.RunAsync(
            FfmpegPrograms.Ffmpeg(),
            $"-hide_banner -nostdin -v error {file} -map 0:v:0 -frames:v 1 -f null -",
            cancellation).ConfigureAwait(false);
        return code == 0 && complaint.Essence() is null ? packets : null;
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
