using System.Text.Json.Nodes;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Styles;

namespace LiveStyle.Training.Comparison;

/// <summary>The figure of four styles, one a corner, and their bilinear blends on a gray picture.</summary>
sealed class BlendsPart : IComparisonPart
{
    const string File = "blends.png";
    const int Side = 5;

    public string Name => "blends";

    public IEnumerable<(NamedPicture Picture, string Slug)> Optimizations(ComparisonScene scene) => [];

    public Task<JsonObject> RunAsync(ComparisonScene scene, CancellationToken cancellation)
    {
        if (scene.Styles.Count < 4)
        {
            return Task.FromResult(new JsonObject
            {
                [PartReport.Text] = $"## Blends of four styles\n\nLeft out: there are {scene.Styles.Count} styles to blend.",
            });
        }

        string[] corners = [.. scene.Styles.Take(4)];
        using HostFrame gray = NamedPicture.Gray(scene.Pictures[0].Frame);
        using var cells = new SheetCells();
        for (int y = 0; y < Side; y++)
        {
            var row = new List<GridCell>();
            for (int x = 0; x < Side; x++)
            {
                cancellation.ThrowIfCancellationRequested();
                row.Add(new GridCell(cells.Keep(scene.Ours.Stylize(gray, At(corners, (float)x / (Side - 1), (float)y / (Side - 1))))));
            }

            cells.Add(row);
        }

        scene.SaveSheet(new ImageGrid
        {
            Rows = cells.Rows,
            CellSize = new FrameSize(240, 240),
            Heading = "Four styles and what lies between",
            Note = $"Corners: {string.Join(", ", corners.Select(scene.Title))}; weights bilinear in steps of a quarter.",
        }, File);
        return Task.FromResult(new JsonObject
        {
            ["corners"] = new JsonArray([.. corners.Select(slug => (JsonNode)slug)]),
            [PartReport.Text] = $"## Blends of four styles on a gray picture\n\n![Bilinear blends]({File})",
        });
    }

    /// <summary>Bilinear weights of the corners, top left, top right, bottom left, bottom right.</summary>
    /// <param name="corners">Four slugs.</param>
    /// <param name="x">0 on the left, 1 on the right.</param>
    /// <param name="y">0 above, 1 below.</param>
    public static Blend At(IReadOnlyList<string> corners, float x, float y) => new(
    [
        new(corners[0], (1 - x) * (1 - y)), new(corners[1], x * (1 - y)), new(corners[2], (1 - x) * y), new(corners[3], x * y),
    ]);
}
