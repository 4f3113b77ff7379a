using System.Globalization;
using LiveStyle.Files;
using LiveStyle.Frames;
using LiveStyle.Media.Probing;
using LiveStyle.Quality.Losses;

namespace LiveStyle.Quality.Reports;

/// <summary>How a report writes numbers, and what it says that they mean.</summary>
static class ReportWords
{
    /// <summary>By the JSON's names: what each measure is, with its unit.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Definitions(FilmReport report)
    {
        FrameSize part = report.Size is { } size ? FilmLosses.Part(size) : default;
        return
        [
            new("warpingError", $"Flicker (Lai et al. 2018). A frame less the frame before, moved along the optical flow of the original: the mean squared difference of the pixels that both show, on a scale of 0 to 1, over {report.FlowSize} pixels. 0 is perfectly steady. Pairs across a cut are left out."),
            new("unstyledWarpingError", "The same of the original: what noise, changing light and the estimate of the flow add. Of a film of this original, only what lies above it is the style's flicker. Read it beside the style loss: a blurred film flickers least."),
            new("contentLoss", $"How much of what the original shows is lost: the mean squared difference of VGG-19's activations over their mean square (Gatys et al. 2016), in the middle {part} pixels. 0 is none; the evaluation of trained models measures on the same scale."),
            new("styleLoss", $"How far the picture is from its painting: the same of Gram matrices, over those of the painting. 0 is the painting's own texture. Of a blend: the mean over its styles, by their weights; negative weights and the original have no part in it."),
        ];
    }

    /// <summary>About four significant digits, without an exponent where it reads well.</summary>
    public static string Number(double value) => value == 0 ? "0"
        : Math.Abs(value) is >= 0.000001 and < 1e6
            ? value.ToString(Math.Abs(value) switch { >= 1000 => "0", >= 100 => "0.#", >= 10 => "0.##", >= 1 => "0.###", >= 0.1 => "0.####", >= 0.01 => "0.#####", >= 0.0001 => "0.######", _ => "0.########" }, CultureInfo.InvariantCulture)
            : value.ToString("0.###e0", CultureInfo.InvariantCulture);

    public static string Number(double? value) => value is { } number ? Number(number) : "–";

    /// <summary>Thousands apart, so that long counts can be read.</summary>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202f');

    /// <summary>A path as it is; an address without the name, the password and the keys that it may hold: reports are passed on.</summary>
    public static string Location(string pathOrUrl) =>
        MediaProbe.IsUrl(pathOrUrl) && Uri.TryCreate(pathOrUrl, UriKind.Absolute, out Uri? address)
            ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : Secrets.Hide(pathOrUrl);

    /// <summary>As a player's clock: 1:02:03.4.</summary>
    public static string Clock(double seconds)
    {
        TimeSpan time = TimeSpan.FromSeconds(Math.Round(seconds, 1));
        return time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss\.f" : @"m\:ss\.f", CultureInfo.InvariantCulture);
    }
}
