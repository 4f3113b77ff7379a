using System.Globalization;
using System.Text.Json.Nodes;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Training.Comparison.Borders;
using LiveStyle.Training.Evaluation;
using LiveStyle.Training.Losses;
using LiveStyle.Training.Networks;
using LiveStyle.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace LiveStyle.Training.Comparison;

/// <summary>The figure of borders: each convolution's own mirrored border, against VALID convolutions on one mirrored margin, with the same kernels in TorchSharp.</summary>
sealed class BordersPart : IComparisonPart
{
    const string File = "borders.png";
    const int MostPictures = 3;
    const int Rounds = 3;

    /// <summary>Of the corner that is shown enlarged, over the picture.</summary>
    const int CornerShare = 3;

    /// <summary>Rows at the upper edge whose likeness is measured.</summary>
    const int EdgeRows = 8;

    public string Name => "borders";

    public IEnumerable<(NamedPicture Picture, string Slug)> Optimizations(ComparisonScene scene) => [];

    public Task<JsonObject> RunAsync(ComparisonScene scene, CancellationToken cancellation)
    {
        using TransformNetwork network = NetworkImporter.Load(scene.Ours.Bundle.Directory).Network;
        var valid = new ValidNetwork(network);
        using var cells = new SheetCells();
        var rows = new JsonArray();
        var ratios = new List<double>();
        foreach ((int i, NamedPicture picture) in scene.Pictures.Take(MostPictures).Index())
        {
            cancellation.ThrowIfCancellationRequested();
            string slug = scene.StyleFor(i);
            using DisposeScope scope = NewDisposeScope();
            using IDisposable noGradient = no_grad();
            Tensor content = FrameTensor.From(picture.Frame);
            scene.Ours.Bundle.Styles.Names.TryFind(slug, out int row);
            Tensor embedding = network.Embeddings.narrow(0, row, 1);
            (HostFrame mirrored, WorkTime mirroredTime) = Paint(() => network.Paint(content, embedding));
            (HostFrame cut, WorkTime validTime) = Paint(() => valid.Paint(content, embedding));
            cells.Keep(mirrored);
            cells.Keep(cut);
            LossTerms mirroredTerms = scene.Judge.Of(picture.Frame, mirrored, slug), validTerms = scene.Judge.Of(picture.Frame, cut, slug);
            double whole = FrameMath.Psnr(mirrored, cut), edge = EdgePsnr(mirrored, cut);
            cells.Add(new(picture.Frame, picture.Name), new(mirrored, scene.Title(slug), Text(mirroredTerms)), new(cut, "", Text(validTerms)),
                new(cells.Keep(Corner(mirrored)), "", "upper left, mirrored"), new(cells.Keep(Corner(cut)), "", "upper left, VALID"));
            rows.Add(new JsonObject
            {
                ["picture"] = picture.Name,
                ["style"] = slug,
                ["marginPixels"] = valid.Margin(picture.Frame.Size.Height, picture.Frame.Size.Width),
                ["psnr"] = double.IsFinite(whole) ? whole : null,
                ["edgePsnr"] = double.IsFinite(edge) ? edge : null,
                ["mirrored"] = Describe(mirroredTerms, mirroredTime),
                ["valid"] = Describe(validTerms, validTime),
            });
            ratios.Add(validTime.ProcessorSeconds / mirroredTime.ProcessorSeconds);
        }

        scene.SaveSheet(new ImageGrid
        {
            Rows = cells.Rows,
            CellSize = new FrameSize(320, 320),
            ColumnTitles = ["picture", "mirrored borders", "VALID on a mirrored margin", "corner", "corner"],
            Heading = "Mirrored borders, or VALID convolutions",
        }, File);
        return Task.FromResult(new JsonObject
        {
            ["rows"] = rows,
            ["timeRatio"] = ratios.Average(),
            [PartReport.Text] = string.Create(CultureInfo.InvariantCulture, $"""
                ## VALID convolutions against mirrored borders

                ![Mirrored borders and VALID convolutions]({File})

                The same kernels, trained with mirrored borders, in TorchSharp. VALID convolutions took {ratios.Average():0.00} times the processor seconds.

                | picture | margin, pixels | content, mirrored / VALID | style, mirrored / VALID | PSNR of both, whole / upper {EdgeRows} rows, dB |
                |---|---|---|---|---|
                {string.Join('\n', rows.Select(row => Row(row!)))}
                """),
        });
    }

    static (HostFrame Frame, WorkTime Time) Paint(Func<Tensor> paint)
    {
        WorkTime time = WorkTime.Median(Rounds, () => paint().Dispose());
        return (FrameTensor.ToFrame(paint()), time);
    }

    static HostFrame Corner(HostFrame frame) =>
        StillImage.Crop(frame, 0, 0, new FrameSize(frame.Size.Width / CornerShare, frame.Size.Height / CornerShare));

    static double EdgePsnr(HostFrame first, HostFrame second)
    {
        var edge = new FrameSize(first.Size.Width, EdgeRows);
        using HostFrame a = StillImage.Crop(first, 0, 0, edge), b = StillImage.Crop(second, 0, 0, edge);
        return FrameMath.Psnr(a, b);
    }

    static JsonObject Describe(LossTerms terms, WorkTime time) => new()
    {
        ["content"] = terms.Content,
        ["style"] = terms.Style,
        ["seconds"] = time.Seconds,
        ["processorSeconds"] = time.ProcessorSeconds,
    };

    static string Text(LossTerms terms) => string.Create(CultureInfo.InvariantCulture, $"content {terms.Content:0.000}, style {terms.Style:0.0000}");

    static string Row(JsonNode row)
    {
        string Number(string system, string term, string format) => ((double)row[system]![term]!).ToString(format, CultureInfo.InvariantCulture);
        string Decibels(string name) => row[name] is { } value ? ((double)value).ToString("0.0", CultureInfo.InvariantCulture) : "equal";
        return $"| {row["picture"]} | {row["marginPixels"]} | {Number("mirrored", "content", "0.000")} / {Number("valid", "content", "0.000")} " +
            $"| {Number("mirrored", "style", "0.0000")} / {Number("valid", "style", "0.0000")} | {Decibels("psnr")} / {Decibels("edgePsnr")} |";
    }
}
