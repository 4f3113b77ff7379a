using System.Text.Json.Nodes;

namespace LiveStyle.Training.Comparison;

/// <summary>A table or a figure of the comparison, which can be drawn alone.</summary>
interface IComparisonPart
{
    /// <summary>For --only and for its files: "blends".</summary>
    string Name { get; }

    /// <summary>What has to be optimized for it: most of its time.</summary>
    IEnumerable<(NamedPicture Picture, string Slug)> Optimizations(ComparisonScene scene);

    /// <summary>Measures and draws; pictures go to <see cref="ComparisonScene.PathOf"/>.</summary>
    /// <returns>The figures, and under <see cref="PartReport.Text"/> what they say.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; what was optimized is kept.</exception>
    Task<JsonObject> RunAsync(ComparisonScene scene, CancellationToken cancellation);
}

static class ComparisonParts
{
    /// <summary>In --only: every part that is a figure.</summary>
    public const string Figures = "figures";

    public static IReadOnlyList<IComparisonPart> All { get; } =
        [new TimesPart(), new PicturesPart(), new PortraitPart(), new BlendsPart(), new CropPart(), new BordersPart()];

    /// <param name="text">"table,figures", or the names of parts.</param>
    public static IReadOnlyList<string> Parse(string? text) =>
    [
        .. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(name => name == Figures ? All.Select(part => part.Name).Where(part => part != TimesPart.PartName) : [name])
            .Distinct(),
    ];
}
