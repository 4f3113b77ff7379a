using System.Globalization;
using LiveStyle.Bundles;
using LiveStyle.Training.Losses;
using LiveStyle.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace LiveStyle.Training.Additions;

/// <summary>One style of add-style: chooses a start, learns, draws previews, writes the file, measures, and tells of it on the console.</summary>
/// <param name="addition">Stays the caller's.</param>
/// <param name="photos">Stays the caller's.</param>
/// <param name="painting">Whose style is learned.</param>
/// <param name="options">Validated; with this style's name.</param>
sealed class AdditionSession(StyleAddition addition, PhotoSplit photos, Painting painting, AdditionOptions options) : IDisposable
{
    const int CropsToChooseBy = 4;

    readonly StylizationLoss loss = addition.LossOf(painting);

    /// <summary>The style's file; replaced.</summary>
    public required string Output { get; init; }

    /// <summary>How often the picture beside the file is drawn anew; null: never.</summary>
    public TimeSpan? PreviewEvery { get; init; }

    /// <summary>A style of the bundle with the same painting, to compare with.</summary>
    public string? Rival { get; init; }

    /// <summary>Paintings of the bundle's own styles, as far as they are at hand.</summary>
    public IReadOnlyList<Painting> Own { get; init; } = [];

    /// <returns>False where it was stopped before its last step. What was learned until then is written.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        StyleMeasure quick = Measure(photos.Learned, [.. Enumerable.Range(0, Math.Min(CropsToChooseBy, photos.LearnedCount))]);
        StyleStart start = addition.ChooseStart(loss, quick, Rival, cancellation);
        using AdditionPreview? preview = PreviewEvery is { } every ? new AdditionPreview(addition.Network, photos, painting, start, AdditionPreview.PathBeside(Output), every) : null;
        Console.WriteLine($"Begins with {start.Name}, which comes nearest" + (preview is null ? "" : $"; {preview.Path} shows it as it learns"));
        using var trainer = new StyleTrainer(options, addition.Network, loss, start.Row);
        using (var display = new TrainingDisplay(0, options.Steps))
        {
            await trainer.RunAsync(photos.Learned, photos.LearnedCount, progress =>
            {
                display.Report(progress);
                preview?.DrawIfDue(trainer.Row, progress.Step);
            }, cancellation);
            display.Finish();
        }

        if (trainer.Step == 0)
        {
            Console.WriteLine("Stopped before the first step; nothing is written");
            return false;
        }

        // Written before it is measured, and once more with what was measured: nothing can be lost in between.
        Save(trainer, start, null);
        preview?.Draw(trainer.Row, trainer.Step);
        if (trainer.Step < options.Steps)
        {
            Console.WriteLine($"Stopped; {Output} holds what {trainer.Step} of {options.Steps} steps have learned. {Hint}");
            return false;
        }

        Console.WriteLine($"{Output}: style '{options.Style.Slug}', {trainer.Step} steps. {Hint}");
        try
        {
            LossTerms reached = Report(trainer, start, cancellation);
            Save(trainer, start, reached);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("Stopped while measuring; the style is written whole");
        }

        return true;
    }

    public void Dispose() => loss.Dispose();

    string Hint => $"See it: livestyle styles --sheet styles.png --style-file {Output}";

    StyleMeasure Measure(Photos.PhotoRecords records, IReadOnlyList<int> chosen) => new(addition.Network, records, chosen, options.CropSide, options.Batch);

    /// <summary>The new style's losses, and others for scale.</summary>
    LossTerms Report(StyleTrainer trainer, StyleStart start, CancellationToken cancellation)
    {
        StyleMeasure measure = Measure(photos.Measured, photos.MeasuredPhotos);
        var rows = new List<(string Name, LossTerms Losses)>();
        LossTerms Add(string name, StylizationLoss against, Tensor row)
        {
            LossTerms losses = measure.Measure(against, row, cancellation);
            rows.Add((name, losses));
            return losses;
        }

        LossTerms reached = Add(options.Style.Slug, loss, trainer.Row);
        Add($"its start ({start.Name})", loss, start.Row);
        if (Rival is not null)
        {
            LossTerms joint = Add($"{Rival}, trained with the network", loss, addition.RowOf(Rival));
            rows.Add(("ratio of the new one to it", new LossTerms(reached.Total / joint.Total, reached.Content / joint.Content, reached.Style / joint.Style, reached.TotalVariation / joint.TotalVariation, 0)));
        }

        if (Own.Count > 0)
        {
            rows.Add(($"{addition.Bundle.Name}'s own, mean of {Own.Count}", MeanOfOwn(measure, cancellation)));
        }

        int width = rows.Max(row => row.Name.Length);
        Console.WriteLine($"{$"Losses on {photos.MeasuredPhotos.Count} crops".PadRight(width)}  content   style   total");
        foreach ((string name, LossTerms losses) in rows)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name.PadRight(width)}  {losses.Content,7:0.0000}  {losses.Style,6:0.0000}  {losses.Total,6:0.0000}"));
        }

        return reached;
    }

    LossTerms MeanOfOwn(StyleMeasure measure, CancellationToken cancellation)
    {
        var all = new List<LossTerms>();
        foreach (Painting one in Own)
        {
            using StylizationLoss its = addition.LossOf(one);
            all.Add(measure.Measure(its, addition.RowOf(one.Slug), cancellation));
        }

        return new LossTerms(all.Average(one => one.Total), all.Average(one => one.Content), all.Average(one => one.Style), all.Average(one => one.TotalVariation), 0);
    }

    void Save(StyleTrainer trainer, StyleStart start, LossTerms? reached)
    {
        using Tensor row = trainer.Row.detach().contiguous();
        string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
        var training = new Dictionary<string, string>
        {
            ["steps"] = Text(trainer.Step),
            ["begunWith"] = start.Name,
            ["learningRate"] = Text(options.LearningRate),
            ["batch"] = Text(options.Batch),
            ["crop"] = Text(options.CropSide),
            ["photographs"] = Text(photos.LearnedCount),
            ["contentWeight"] = Text(options.Losses.ContentWeight),
            ["styleWeight"] = Text(options.Losses.StyleWeight),
            ["totalVariationWeight"] = Text(options.Losses.TotalVariationWeight),
            ["steadinessWeight"] = Text(options.Losses.SteadinessWeight),
        };
        if (reached is { } losses)
        {
            training["measuredOn"] = $"{photos.MeasuredPhotos.Count} crops";
            training["content"] = Text(losses.Content);
            training["style"] = Text(losses.Style);
        }

        new StyleFile
        {
            Style = options.Style,
            Row = row.data<float>().ToArray(),
            NetworkHash = addition.NetworkHash,
            Training = training,
        }.Save(Output);
    }
}
