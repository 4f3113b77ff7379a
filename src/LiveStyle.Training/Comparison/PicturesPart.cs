using System.Globalization;
using System.Text.Json.Nodes;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Training.Losses;

namespace LiveStyle.Training.Comparison;

/// <summary>The figure of ordinary pictures, and of a page of text, through all systems, with their losses.</summary>
sealed class PicturesPart : IComparisonPart
{
    const string File = "pictures.png";

    public string Name => "pictures";

    public IEnumerable<(NamedPicture Picture, string Slug)> Optimizations(ComparisonScene scene) =>
        scene.Pictures.Append(scene.Page).Select((picture, i) => (picture, scene.StyleFor(i)));

    public Task<JsonObject> RunAsync(ComparisonScene scene, CancellationToken cancellation)
    {
        using var cells = new SheetCells();
        var rows = new JsonArray();
        var contentRatios = new List<double>();
        var styleRatios = new List<double>();
        foreach ((NamedPicture picture, string slug) in Optimizations(scene))
        {
            cancellation.ThrowIfCancellationRequested();
            var row = new JsonObject { ["picture"] = picture.Name, ["style"] = slug };
            (GridCell Cell, LossTerms Terms) Judge(string system, HostFrame stylized)
            {
                LossTerms terms = scene.Judge.Of(picture.Frame, cells.Keep(stylized), slug);
                row[system] = new JsonObject { ["content"] = terms.Content, ["style"] = terms.Style };
                return (new GridCell(stylized, "", Text(terms)), terms);
            }

            (GridCell optimized, LossTerms best) = Judge("gatys", scene.Optimized.Get(picture, slug, cancellation).Frame);
            GridCell[] johnson = scene.Johnson is { } alone ? [Judge("johnson", alone.Stylize(picture.Frame, slug)).Cell] : [];
            (GridCell ours, LossTerms terms) = Judge("ours", scene.Ours.Stylize(picture.Frame, slug));
            HostFrame painting = cells.Keep(StillImage.Load(scene.Paintings[slug].Path!));
            cells.Add([new GridCell(picture.Frame, picture.Name), new GridCell(painting, scene.Title(slug)), optimized, .. johnson, ours]);
            rows.Add(row);
            contentRatios.Add(terms.Content / best.Content);
            styleRatios.Add(terms.Style / best.Style);
        }

        scene.SaveSheet(new ImageGrid
        {
            Rows = cells.Rows,
            CellSize = new FrameSize(320, 320),
            ColumnTitles = ["picture", "painting", "Gatys", .. scene.Johnson is null ? Array.Empty<string>() : ["Johnson"], "ours"],
            Heading = "Three systems",
            Note = $"Gatys: {scene.Options.GatysSteps} steps of L-BFGS on VGG-19. Losses by VGG-19 in float32.",
        }, File);
        return Task.FromResult(new JsonObject
        {
            ["rows"] = rows,
            ["contentRatio"] = contentRatios.Average(),
            ["styleRatio"] = styleRatios.Average(),
            [PartReport.Text] = string.Create(CultureInfo.InvariantCulture, $"""
                ## Ordinary pictures, and text

                ![Pictures through all systems]({File})

                Our content loss is {contentRatios.Average():0.00} times that of Gatys on average, our style loss {styleRatios.Average():0.00} times.
                """),
        });
    }

    static string Text(LossTerms terms) => string.Create(CultureInfo.InvariantCulture, $"content {terms.Content:0.000}, style {terms.Style:0.0000}");
}
