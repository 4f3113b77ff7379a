using System.CommandLine;
using System.Text.Json.Nodes;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Training.Export;
using LiveStyle.Training.Networks;
using LiveStyle.Training.Runs;
using Spectre.Console;

namespace LiveStyle.Training.Commands;

/// <summary>livestyle-train export: a model bundle from a checkpoint.</summary>
static class ExportCommand
{
    static readonly Option<string> Checkpoint = new("--checkpoint") { Description = "Checkpoint of a run (checkpoints/best.safetensors or last.safetensors)", Required = true };
    static readonly Option<string> Output = new("--out") { Description = "Folder of the bundle, models/NAME", Required = true };
    static readonly Option<string> Title = new("--title") { Description = "The bundle's name for people; its folder's by default" };
    static readonly Option<string> Picture = new("--picture") { Description = "Drawn through every style as its preview", Required = true };
    static readonly Option<string> Catalog = new("--catalog") { Description = "JSON list with the paintings' file, title, artist, year" };

    public static Command Create()
    {
        var command = new Command("export", "Write a model bundle from a checkpoint. Example: livestyle-train export --checkpoint runs/gallery/checkpoints/best.safetensors --picture media/sample.jpg --out models/gallery")
        {
            Checkpoint, Output, Title, Picture, Catalog,
        };
        command.SetAction(parsed => Export(
            parsed.GetRequiredValue(Checkpoint),
            parsed.GetRequiredValue(Output),
            parsed.GetValue(Title),
            parsed.GetRequiredValue(Picture),
            parsed.GetValue(Catalog)));
        return command;
    }

    static int Export(string checkpointPath, string output, string? title, string picturePath, string? catalogPath)
    {
        Runs.Checkpoint checkpoint = Runs.Checkpoint.Load(checkpointPath);
        StyleCatalog catalog = catalogPath is null ? StyleCatalog.Empty : StyleCatalog.Load(catalogPath);
        using TransformNetwork network = checkpoint.BuildNetwork();
        using HostFrame picture = StillImage.Load(picturePath);
        string run = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(checkpointPath)))!;
        BundleWriter.Write(
            output,
            title ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(output))),
            network, checkpoint.Styles, catalog, picture,
            new JsonObject { ["steps"] = checkpoint.Step, ["stages"] = RunSettings.Load(Path.Combine(run, "settings.json")) },
            new JsonObject { ["trainingLoss"] = checkpoint.Loss });
        AnsiConsole.MarkupLineInterpolated($"{output}: {checkpoint.Styles.Count} styles, step {checkpoint.Step}");
        return 0;
    }
}
