using System.CommandLine;
using System.Text.Json.Nodes;
using LiveStyle.Training.Comparison;
using static TorchSharp.torch;

namespace LiveStyle.Training.Commands;

/// <summary>livestyle-train compare: Gatys, Johnson and a bundle on the same pictures.</summary>
static class CompareCommand
{
    static readonly ComparisonOptions Defaults = new() { Model = "", Vgg = "", Paintings = "", Pictures = [], Output = "" };

    static readonly Option<string> Model = new("--model") { Description = "Our bundle: its folder or its name", Required = true };
    static readonly Option<string> Vgg = new("--vgg") { Description = "Weights of the full VGG-19: torchvision's vgg19-*.pth as downloaded, or .safetensors", Required = true };
    static readonly Option<string> Paintings = new("--paintings") { Description = "Folder with the paintings of the bundle's styles", Required = true };
    static readonly Option<string[]> Pictures = new("--pictures") { Description = "Pictures to compare on", Required = true, AllowMultipleArgumentsPerToken = true };
    static readonly Option<string> Output = new("--out") { Description = "Folder for comparison.md, comparison.json and the sheets; finished parts in it are kept", Required = true };
    static readonly Option<string> Johnson = new("--johnson") { Description = "A bundle of one style trained alone (livestyle-train run --styles NAME); without it Johnson is left out" };
    static readonly Option<string> Portrait = new("--portrait") { Description = "A portrait, shown in gray; the middle of the first picture by default" };
    static readonly Option<string> Styles = new("--styles") { Description = "Styles of the figures, separated by commas; all by default" };
    static readonly Option<string> Only = new("--only") { Description = $"Parts to make, separated by commas: {string.Join(", ", ComparisonParts.All.Select(part => part.Name))}, or {ComparisonParts.Figures}; all by default" };
    static readonly Option<int> GatysSteps = DefaultedOption.Number("--gatys-steps", "Steps of each optimization", Defaults.GatysSteps);
    static readonly Option<int> GatysRuns = DefaultedOption.Number("--gatys-runs", "Pictures optimized for the table; the rest of its 25 count as their mean", Defaults.GatysRuns);
    static readonly Option<int> Side = DefaultedOption.Number("--side", "Pictures are scaled to as many pixels as a square of that side has", Defaults.Side);
    static readonly Option<int?> PaintingSide = new("--painting-side") { Description = "Short side at which paintings are taken; what the bundle tells by default" };

    public static Command Create()
    {
        var command = new Command("compare", "Compare optimization (Gatys), one network a style (Johnson) and a bundle: the paper's table and figures. Example: livestyle-train compare --model models/gallery --vgg vgg19.safetensors --paintings paintings --pictures media/sample.jpg --out runs/comparison")
        {
            Model, Vgg, Paintings, Pictures, Output, Johnson, Portrait, Styles, Only, GatysSteps, GatysRuns, Side, PaintingSide,
        };
        command.SetAction((parsed, cancellation) => CompareAsync(Read(parsed), cancellation));
        return command;
    }

    static ComparisonOptions Read(ParseResult parsed) => new()
    {
        Model = parsed.GetRequiredValue(Model),
        Vgg = parsed.GetRequiredValue(Vgg),
        Paintings = parsed.GetRequiredValue(Paintings),
        Pictures = parsed.GetRequiredValue(Pictures),
        Output = parsed.GetRequiredValue(Output),
        Johnson = parsed.GetValue(Johnson),
        Portrait = parsed.GetValue(Portrait),
        Styles = parsed.GetValue(Styles)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
        Only = ComparisonParts.Parse(parsed.GetValue(Only)),
        GatysSteps = parsed.GetValue(GatysSteps),
        GatysRuns = parsed.GetValue(GatysRuns),
        Side = parsed.GetValue(Side),
        PaintingSide = parsed.GetValue(PaintingSide),
    };

    static async Task<int> CompareAsync(ComparisonOptions options, CancellationToken cancellation)
    {
        options.Validate();
        set_num_threads(Environment.ProcessorCount);
        Directory.CreateDirectory(options.Output);
        ComparisonDisplay? display = null;
        await using var scene = new ComparisonScene(options, (what, share) => display?.Report(what, share));
        IComparisonPart[] parts = [.. ComparisonParts.All.Where(part => options.Only.Count == 0 || options.Only.Contains(part.Name))];
        IComparisonPart[] open = [.. parts.Where(part => PartReport.Load(scene, part) is null)];
        int optimizations = open.SelectMany(part => part.Optimizations(scene)).Distinct().Count(pair => !scene.Optimized.Has(pair.Picture, pair.Slug));
        using (display = new ComparisonDisplay(optimizations, options.GatysSteps))
        {
            display.Say($"Parts finished: {parts.Length - open.Length}, to do: {open.Length}; pictures to optimize: {optimizations}");
            foreach (IComparisonPart part in open)
            {
                cancellation.ThrowIfCancellationRequested();
                display.Begin(part.Name);
                JsonObject result = await part.RunAsync(scene, cancellation);
                PartReport.Save(scene, part, result);
                PartReport.Join(scene);
            }
        }

        PartReport.Join(scene);
        Console.WriteLine($"{scene.PathOf("comparison.md")} has the table and the figures");
        return 0;
    }
}
