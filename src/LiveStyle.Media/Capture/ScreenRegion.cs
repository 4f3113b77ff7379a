using System.Globalization;
using System.Text.RegularExpressions;

namespace LiveStyle.Media.Capture;

/// <summary>A rectangle of a desktop, in its pixels, as X11 writes geometries: "640x360+10+20".</summary>
/// <param name="Width">At least 1.</param>
/// <param name="Height">At least 1.</param>
/// <param name="Left">The first column, from the desktop's left; below zero for monitors left of the main one, on Windows.</param>
/// <param name="Top">The first row, from the desktop's top.</param>
readonly partial record struct ScreenRegion(int Width, int Height, int Left, int Top)
{
    /// <summary>Null where the text is no such rectangle.</summary>
    public static ScreenRegion? TryParse(string text) => Geometry().Match(text) is { Success: true } match &&
        Number(match, "width") is > 0 and { } width && Number(match, "height") is > 0 and { } height &&
        Number(match, "left") is { } left && Number(match, "top") is { } top
            ? new ScreenRegion(width, height, left, top)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width}x{Height}+{Left}+{Top}");

    static int? Number(Match match, string name) =>
        int.TryParse(match.Groups[name].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;

    [GeneratedRegex(@"^(?<width>[0-9]+)x(?<height>[0-9]+)\+(?<left>-?[0-9]+)\+(?<top>-?[0-9]+)$")]
    private static partial Regex Geometry();
}
