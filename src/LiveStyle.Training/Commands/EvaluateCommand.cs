using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using LiveStyle.Bundles;
using LiveStyle.Files;
using LiveStyle.Training.Evaluation;
using Spectre.Console;

namespace LiveStyle.Training.Commands;

/// <summary>livestyle-train evaluate: a bundle's measures, as a table and as JSON.</summary>
static class EvaluateCommand
{
    static readonly Option<string> Model = new("--model") { Description = "Model bundle: a folder, or the name of one in models/", Required = true };
    static readonly Option<string?> Beside = new("--beside") { Description = "Another bundle, whose steadiness is measured too (one trained without the steadiness loss)" };
    static readonly Option<string?> Vgg = new("--vgg") { Description = "Full VGG-19 weights, torchvision's vgg19-*.pth or .safetensors; losses, strength and blends need them" };
    static readonly Option<string?> Paintings = new("--paintings") { Description = "Folder of the paintings that the styles were learned from" };
    static readonly Option<string?> Photos = new("--photos") { Description = "Folder of photographs that the network was not trained on; the first eight are taken" };
    static readonly Option<string> Picture = Named("--picture", "For strength, blends, grid and time", "media/sample.jpg");
    static readonly Option<string?> Text = new("--text") { Description = "A picture of text for legibility; by default a page is drawn" };
    static readonly Option<int> OptimizedTexts = new("--gatys-texts") { Description = "Styles in which the text is optimized too; each takes minutes [1]", DefaultValueFactory = _ => 1 };
    static readonly Option<string> Clip = Named("--clip", "Layered clip for steadiness", "media/sample.mp4");
    static readonly Option<string> Motion = Named("--motion", "Its exact motion", "media/sample.motion.json");
    static readonly Option<int> Pairs = new("--pairs") { Description = "Pairs of neighboring frames for steadiness [6]", DefaultValueFactory = _ => 6 };
    static readonly Option<string?> Clips = new("--clips") { Description = "Folder of real clips: how much they flicker by themselves and steadied" };
    static readonly Option<string?> ClipStyle = new("--clip-style") { Description = "Style of these clips; the bundle's first by default" };
    static readonly Option<int> ClipFrames = new("--clip-frames") { Description = "Frames of each of these clips [40]", DefaultValueFactory = _ => 40 };
    static readonly Option<double> Steadiness = new("--steadiness") { Description = "How far these clips are steadied, 0 to 1 [1]", DefaultValueFactory = _ => 1 };
    static readonly Option<int> Side = new("--side") { Description = "Side of the square photographs for losses, in pixels [192]", DefaultValueFactory = _ => 192 };
    static readonly Option<int> Steps = new("--gatys-steps") { Description = "Steps of the optimization that losses are measured against [500]", DefaultValueFactory = _ => 500 };
    static readonly Option<string> Cache = Named("--cache", "Folder where optimized pictures are kept between runs", "artifacts/optimized");
    static readonly Option<string?> Only = new("--only") { Description = "Measures, separated by commas: losses,strength,blends,grid,steadiness,speed,films,legibility" };
    static readonly Option<string?> Output = new("--out") { Description = "JSON file of all figures" };
    static readonly Option<bool> Write = new("--write") { Description = "Note the figures in the bundle's model.json too" };

    public static Command Create()
    {
        var command = new Command("evaluate", "Measure a bundle. Example: livestyle-train evaluate --model gallery --vgg vgg19.safetensors --paintings paintings --photos held-out --out gallery.json")
        {
            Model, Beside, Vgg, Paintings, Photos, Picture, Text, OptimizedTexts, Clip, Motion, Pairs, Clips, ClipStyle, ClipFrames, Steadiness, Side, Steps, Cache, Only, Output, Write,
        };
        command.SetAction((parsed, cancellation) => RunAsync(Read(parsed), parsed.GetValue(Output), parsed.GetValue(Write), cancellation));
        return command;
    }

    static EvaluationOptions Read(ParseResult parsed) => new()
    {
        Model = parsed.GetRequiredValue(Model),
        Beside = parsed.GetValue(Beside),
        Vgg = parsed.GetValue(Vgg),
        Paintings = parsed.GetValue(Paintings),
        Photos = parsed.GetValue(Photos),
        Picture = parsed.GetRequiredValue(Picture),
        Text = parsed.GetValue(Text),
        OptimizedTexts = Least("--gatys-texts", parsed.GetValue(OptimizedTexts), 0),
        Clip = parsed.GetRequiredValue(Clip),
        Motion = parsed.GetRequiredValue(Motion),
        Pairs = Least("--pairs", parsed.GetValue(Pairs), 1),
        Clips = parsed.GetValue(Clips),
        ClipStyle = parsed.GetValue(ClipStyle),
        ClipFrames = Least("--clip-frames", parsed.GetValue(ClipFrames), 4),
        Steadiness = parsed.GetValue(Steadiness) is >= 0 and <= 1 and var steadiness ? steadiness : throw new LiveStyleException("--steadiness: give 0 to 1"),
        Side = Least("--side", parsed.GetValue(Side), 32),
        OptimizationSteps = Least("--gatys-steps", parsed.GetValue(Steps), 1),
        Cache = parsed.GetRequiredValue(Cache),
        Only = parsed.GetValue(Only)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
    };

    static async Task<int> RunAsync(EvaluationOptions options, string? output, bool write, CancellationToken cancellation)
    {
        await using var evaluation = new BundleEvaluation(options);
        var report = new JsonObject { ["model"] = evaluation.Bundle.Description.Name };
        var table = new Table().AddColumns("measure", "figure", "value", "goal");
        foreach (IMeasure measure in evaluation.Measures)
        {
            using var display = new MeasureDisplay(measure.Name);
            Finding finding = await measure.MeasureAsync(evaluation.Bundle, display.Report, cancellation);
            report[measure.Name] = Describe(measure, finding);
            foreach (Figure figure in finding.Figures)
            {
                table.AddRow(measure.Name, Markup.Escape(figure.Name), Markup.Escape($"{Number(figure.Value)} {figure.Unit}".Trim()), Goal(figure));
            }

            // After each measure: what was found is kept whatever comes.
            if (output is not null)
            {
                AtomicFile.WriteText(output, report.ToJsonString(new() { WriteIndented = true }) + "\n");
            }
        }

        AnsiConsole.Write(table);
        if (write)
        {
            Note(evaluation.Bundle, report);
        }

        return 0;
    }

    static JsonObject Describe(IMeasure measure, Finding finding) => new()
    {
        ["definition"] = measure.Definition,
        ["figures"] = new JsonArray([.. finding.Figures.Select(figure => new JsonObject
        {
            ["name"] = figure.Name,
            ["value"] = figure.Value,
            ["unit"] = figure.Unit,
            ["goal"] = figure.AtMost ?? figure.AtLeast,
            ["met"] = figure.IsMet,
        })]),
        ["details"] = finding.Details,
    };

    /// <summary>The few figures of each measure; those of other runs stay.</summary>
    static void Note(EvaluatedBundle bundle, JsonObject report)
    {
        string path = Path.Combine(bundle.Bundle.Directory, ModelDescription.FileName);
        ModelDescription description = ModelDescription.Load(path);
        var measured = (JsonObject)description.Measured.DeepClone();
        foreach ((string name, JsonNode? node) in report)
        {
            if (node is JsonObject measure)
            {
                measured[name] = new JsonObject([.. measure["figures"]!.AsArray().Select(figure => KeyValuePair.Create(
                    $"{figure!["name"]}{(figure["unit"]!.GetValue<string>() is { Length: > 0 } unit ? $" ({unit})" : "")}",
                    (JsonNode?)Math.Round(figure["value"]!.GetValue<double>(), 4)))]);
            }
        }

        (description with { Measured = measured }).Save(path);
    }

    static string Goal(Figure figure) => figure.IsMet is not { } met ? ""
        : $"{(figure.AtMost is { } most ? $"at most {Number(most)}" : $"at least {Number(figure.AtLeast!.Value)}")}: {(met ? "met" : "not met")}";

    static string Number(double value) => value.ToString(Math.Abs(value) switch { >= 100 => "0", >= 10 => "0.0", _ => "0.000" }, CultureInfo.InvariantCulture);

    static int Least(string option, int value, int least) =>
        value >= least ? value : throw new LiveStyleException($"{option} {value}: give {least} or more");

    static Option<string> Named(string name, string description, string value) => new(name)
    {
        Description = $"{description} [{value}]",
        DefaultValueFactory = _ => value,
    };
}
