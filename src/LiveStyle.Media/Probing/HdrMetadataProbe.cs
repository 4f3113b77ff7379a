using System.Text.Json;
using LiveStyle.Media.Ffmpeg;

namespace LiveStyle.Media.Probing;

/// <summary>Asks ffprobe for the mastering metadata of an HDR clip's first frame, where most codecs keep it and not in the headers.</summary>
static class HdrMetadataProbe
{
    /// <param name="clip">A clip whose picture track is of high dynamic range.</param>
    /// <param name="index">The number of the track among all streams.</param>
    /// <param name="cancellation">Ends ffprobe.</param>
    /// <returns>Null where the clip says nothing.</returns>
    public static async Task<HdrMetadata?> QueryAsync(string clip, int index, CancellationToken cancellation)
    {
        (int code, string output, _) = await FfmpegProcess.RunAsync(
            FfmpegPrograms.Ffprobe(),
            $"-v error -print_format json -select_streams {index} -read_intervals %+#1 -show_frames -show_streams {QuotedPath.Input(clip).Text}",
            cancellation).ConfigureAwait(false);
        return code == 0 ? Read(output) : null;
    }

    /// <param name="report">ffprobe's, in JSON.</param>
    public static HdrMetadata? Read(string report)
    {
        try
        {
            using var json = JsonDocument.Parse(report);
            return HdrMetadata.Of([.. new[] { "streams", "frames" }
                .SelectMany(name => json.RootElement.TryGetProperty(name, out JsonElement items) && items.ValueKind is JsonValueKind.Array ? items.EnumerateArray() : [])
                .SelectMany(ContentReading.SideDataOf)]);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
