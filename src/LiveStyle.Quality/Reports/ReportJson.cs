using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveStyle.Bundles;

namespace LiveStyle.Quality.Reports;

/// <summary>
/// A report as JSON, for programs. Names and units are stable within a format: times in seconds, sizes in pixels, hashes in
/// lower-case hex; what was not measured is null. Its "definitions" say what each measure is.
/// </summary>
static class ReportJson
{
    /// <summary>Rises where a name or a unit changes; names may be added without.</summary>
    public const int Format = 1;

    static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(FilmReport report)
    {
        FilmReportInput input = report.Input;
        return new JsonObject
        {
            ["kind"] = "livestyle-film-report",
            ["format"] = Format,
            ["film"] = new JsonObject
            {
                ["path"] = input.Film,
                ["width"] = report.Size?.Width,
                ["height"] = report.Size?.Height,
                ["frameRate"] = report.Size is null ? null : report.FrameRate.ToString(),
                ["seconds"] = report.Size is null ? null : Rounded(report.FilmSeconds),
            },
            ["original"] = new JsonObject
            {
                ["path"] = ReportWords.Location(input.Original),
                ["startSeconds"] = input.Reading.Start?.TotalSeconds,
                ["durationSeconds"] = input.Reading.Duration?.TotalSeconds,
            },
            ["frames"] = new JsonObject
            {
                ["in"] = input.FramesIn,
                ["out"] = input.FramesOut,
                ["dropped"] = input.FramesDropped,
                ["repeated"] = input.FramesRepeated,
            },
            ["speed"] = new JsonObject { ["seconds"] = Rounded(input.Seconds), ["framesPerSecond"] = Rounded(input.FramesPerSecond) },
            ["device"] = input.DeviceName,
            ["model"] = new JsonObject
            {
                ["name"] = input.Model.Description.Name,
                ["title"] = input.Model.Description.Title,
                ["networkSha256"] = input.Model.Description.Files[ModelDescription.NetworkFile],
                ["stylesSha256"] = input.Model.Description.Files[ModelDescription.StylesFile],
            },
            ["timeline"] = input.Timeline.ToString(),
            ["settings"] = Named(input.Settings.Select(setting => KeyValuePair.Create(setting.Key, (JsonNode?)setting.Value))),
            ["damage"] = Texts(input.Damage),
            ["lost"] = Texts(input.Lost),
            ["measured"] = new JsonObject
            {
                ["warpingError"] = report.WarpingError,
                ["unstyledWarpingError"] = report.UnstyledWarpingError,
                ["contentLoss"] = report.ContentLoss,
                ["styleLoss"] = report.StyleLoss,
                ["cuts"] = report.Cuts,
                ["flowWidth"] = report.FlowSize.Width,
                ["flowHeight"] = report.FlowSize.Height,
                ["seconds"] = Rounded(report.MeasuringSeconds),
            },
            ["notMeasured"] = Texts(report.NotMeasured),
            ["samples"] = new JsonArray([.. report.Samples.Select(Sample)]),
            ["definitions"] = Named(ReportWords.Definitions(report).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        }.ToJsonString(Written) + "\n";
    }

    static JsonNode Sample(FilmSample sample) => new JsonObject
    {
        ["seconds"] = sample.Seconds,
        ["blend"] = sample.Blend,
        ["followed"] = sample.Flicker is { } flicker ? Rounded(flicker.Followed) : null,
        ["isCut"] = sample.Flicker?.IsCut,
        ["warpingError"] = sample.Flicker is { IsCut: false } styled ? styled.Film : null,
        ["unstyledWarpingError"] = sample.Flicker is { IsCut: false } unstyled ? unstyled.Unstyled : null,
        ["contentLoss"] = sample.Losses?.Content,
        ["styleLoss"] = sample.Losses?.Style,
        ["styleLosses"] = sample.Losses is { } losses ? Named(losses.ByStyle.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))) : null,
    };

    static double Rounded(double value) => Math.Round(value, 3);

    static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    /// <summary>The last one counts where a name comes twice.</summary>
    static JsonObject Named(IEnumerable<KeyValuePair<string, JsonNode?>> values)
    {
        var named = new JsonObject();
        foreach ((string name, JsonNode? value) in values)
        {
            named[name] = value;
        }

        return named;
    }
}
