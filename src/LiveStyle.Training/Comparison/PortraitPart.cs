using System.Text.Json.Nodes;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;

namespace LiveStyle.Training.Comparison;

/// <summary>The figure of a gray portrait: the network never needs colors.</summary>
sealed class PortraitPart : IComparisonPart
{
    const string File = "portrait.png";
    const int Columns = 4;
    const int MostStyles = 2 * Columns - 1;

    public string Name => "portrait";

    public IEnumerable<(NamedPicture Picture, string Slug)> Optimizations(ComparisonScene scene) => [];

    public Task<JsonObject> RunAsync(ComparisonScene scene, CancellationToken cancellation)
    {
        using var cells = new SheetCells();
        List<GridCell> all = [new(scene.Portrait.Frame, "gray")];
        foreach (string slug in scene.Styles.Take(MostStyles))
        {
            cancellation.ThrowIfCancellationRequested();
            all.Add(new GridCell(cells.Keep(scene.Ours.Stylize(scene.Portrait.Frame, slug)), scene.Title(slug)));
        }

        scene.SaveSheet(ImageGrid.Of(all, Columns) with { CellSize = new FrameSize(320, 320), Heading = "A gray portrait" }, File);
        return Task.FromResult(new JsonObject
        {
            ["styles"] = new JsonArray([.. scene.Styles.Take(MostStyles).Select(slug => (JsonNode)slug)]),
            [PartReport.Text] = $"## A gray portrait\n\n![A gray portrait in colors]({File})",
        });
    }
}
