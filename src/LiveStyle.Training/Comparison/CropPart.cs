using System.Globalization;
using System.Text.Json.Nodes;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Training.Evaluation;

namespace LiveStyle.Training.Comparison;

/// <summary>The figure of the center crop: a picture's middle square stylized alone, beside the same square of the stylized whole.</summary>
sealed class CropPart : IComparisonPart
{
    const string File = "crop.png";
    const int MostPictures = 4;

    public string Name => "crop";

    public IEnumerable<(NamedPicture Picture, string Slug)> Optimizations(ComparisonScene scene) => [];

    public Task<JsonObject> RunAsync(ComparisonScene scene, CancellationToken cancellation)
    {
        using var cells = new SheetCells();
        var rows = new JsonArray();
        var similarities = new List<double>();
        foreach ((int i, NamedPicture picture) in scene.Pictures.Take(MostPictures).Index())
        {
            cancellation.ThrowIfCancellationRequested();
            string slug = scene.StyleFor(i);
            HostFrame whole = cells.Keep(scene.Ours.Stylize(picture.Frame, slug));
            HostFrame ofWhole = cells.Keep(NamedPicture.CenterSquare(whole));
            using HostFrame square = NamedPicture.CenterSquare(picture.Frame);
            HostFrame alone = cells.Keep(scene.Ours.Stylize(square, slug));
            double similarity = FrameMath.Psnr(ofWhole, alone);
            cells.Add(new(picture.Frame, picture.Name), new(whole, scene.Title(slug)), new(ofWhole),
                new(alone, "", string.Create(CultureInfo.InvariantCulture, $"PSNR {similarity:0.0} dB to its left")));
            rows.Add(new JsonObject { ["picture"] = picture.Name, ["style"] = slug, ["psnr"] = double.IsFinite(similarity) ? similarity : null });
            similarities.Add(similarity);
        }

        scene.SaveSheet(new ImageGrid
        {
            Rows = cells.Rows,
            CellSize = new FrameSize(320, 240),
            ColumnTitles = ["picture", "whole", "middle of the whole", "middle alone"],
            Heading = "Any size, or its middle square",
        }, File);
        return Task.FromResult(new JsonObject
        {
            ["rows"] = rows,
            [PartReport.Text] = string.Create(CultureInfo.InvariantCulture, $"""
                ## Center crop

                ![Whole pictures and their middle squares]({File})

                The middle square stylized alone differs from that of the whole picture (PSNR {similarities.Min():0.0} to {similarities.Max():0.0} dB):
                normalization takes its statistics from what is in view.
                """),
        });
    }
}
