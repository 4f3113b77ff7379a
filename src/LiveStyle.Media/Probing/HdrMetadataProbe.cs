using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Time;

namespace LiveStyle.Media.Probing;

/// <summary>Asks ffprobe for the mastering metadata of an HDR clip's first frame, where most codecs keep it and not in the headers.</summary>
static class HdrMetadataProbe
{
    /// <param name="clip">Its picture track is of high dynamic range.</param>
    /// <param name="index">Of the track among all streams.</param>
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
            JsonNode? root = JsonNode.Parse(report);
            JsonObject[] sides = [.. Sides(root?["streams"]), .. Sides(root?["frames"])];
            MasteringDisplay? display = sides.Where(side => Type(side) == "Mastering display metadata").Select(Display).FirstOrDefault(found => found is not null);
            JsonObject? light = Array.Find(sides, side => Type(side) == "Content light level metadata");
            return display is null && light is null ? null : new HdrMetadata(display, (int)Number(light, "max_content"), (int)Number(light, "max_average"));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static IEnumerable<JsonObject> Sides(JsonNode? entries) =>
        (entries as JsonArray ?? []).SelectMany(entry => entry?["side_data_list"] as JsonArray ?? []).OfType<JsonObject>();

    static string? Type(JsonObject side) => side["side_data_type"]?.ToString();

    /// <summary>Either half may be missing: chromaticities or luminances.</summary>
    static MasteringDisplay? Display(JsonObject side)
    {
        var display = new MasteringDisplay(
            Color(side, "red"), Color(side, "green"), Color(side, "blue"), Color(side, "white_point"),
            Number(side, "max_luminance"), Number(side, "min_luminance"));
        return display.White.Y > 0 && display.MaxLuminance > 0 ? display : null;
    }

    static Chromaticity Color(JsonObject side, string name) => new(Number(side, name + "_x"), Number(side, name + "_y"));

    /// <summary>A number or a ratio; 0 where there is none.</summary>
    static double Number(JsonObject? side, string name)
    {
        string? text = side?[name]?.ToString();
        return Rational.TryParse(text, out Rational ratio) ? (ratio.IsKnown ? ratio.ToDouble() : 0)
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : 0;
    }
}
