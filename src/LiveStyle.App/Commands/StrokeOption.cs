using System.CommandLine;
using System.Globalization;
using LiveStyle.Stylization.Strokes;

namespace LiveStyle.App.Commands;

/// <summary>--stroke-size, of every command that restyles.</summary>
static class StrokeOption
{
    public static Option<double?> Size { get; } = NumberOption.Create<double>(
        "--stroke-size", "Size of strokes, 0.25 to 4, whatever the picture's: 1 as in one 480 high; by default they keep their pixels", "a number with a point, 0.25 to 4");

    public static double? Read(ParseResult parsed) => parsed.GetValue(Size) is not { } size ? null
        : size is >= StrokeSize.Smallest and <= StrokeSize.Largest ? size
        : throw new UsageException($"--stroke-size {size.ToString(CultureInfo.InvariantCulture)}: give 0.25 to 4; 1 is as trained");
}
