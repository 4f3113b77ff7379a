using System.CommandLine;
using LiveStyle.Training.Runs;

namespace LiveStyle.Training.Commands;

/// <summary>livestyle-train plot: the losses of several runs in one picture.</summary>
static class PlotCommand
{
    static readonly Option<string[]> Runs = new("--runs") { Description = "Folders of runs", Required = true, AllowMultipleArgumentsPerToken = true };
    static readonly Option<string> Output = new("--out") { Description = "The picture, a .png", Required = true };
    static readonly Option<bool> Hours = new("--hours") { Description = "Against hours of training instead of steps" };

    public static Command Create()
    {
        var command = new Command("plot", "Draw the losses of several runs into one picture. Example: livestyle-train plot --runs runs/a runs/b --out losses.png") { Runs, Output, Hours };
        command.SetAction(parsed => Draw(parsed.GetRequiredValue(Runs), parsed.GetRequiredValue(Output), parsed.GetValue(Hours)));
        return command;
    }

    static int Draw(string[] folders, string output, bool hours)
    {
        if (!Path.GetExtension(output).Equals(".png", StringComparison.OrdinalIgnoreCase))
        {
            throw new LiveStyleException($"{output}: only PNG is written; end it in .png");
        }

        if (Path.GetDirectoryName(Path.GetFullPath(output)) is { } target && !Directory.Exists(target))
        {
            throw new LiveStyleException($"{output}: the folder {target} does not exist; create it or choose another");
        }

        string[] names = Name(folders);
        LossPlot.Save(output, [.. folders.Zip(names, (folder, name) => new PlottedRun(name, Read(folder, hours)))], hours);
        Console.WriteLine($"{output}: {string.Join(", ", names)}");
        return 0;
    }

    static IReadOnlyList<LossRow> Read(string folder, bool hours)
    {
        string path = Path.Combine(folder, LossHistory.FileName);
        if (!File.Exists(path))
        {
            throw new LiveStyleException($"{folder}: holds no {LossHistory.FileName}; give the folder of a run");
        }

        IReadOnlyList<LossRow> rows = LossHistory.Read(path);
        if (rows.Count < 2)
        {
            throw new LiveStyleException($"{path}: has {rows.Count} steps that can be read; let the run go on for a while");
        }

        return !hours || rows.Count(row => row.Seconds is not null) > 1
            ? rows
            : throw new LiveStyleException($"{path}: an older version wrote it, without times; plot without --hours");
    }

    /// <summary>The folders' own names, with as many of the folders above as tell them apart.</summary>
    static string[] Name(string[] folders)
    {
        string[][] parts = [.. folders.Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)).Split(Path.DirectorySeparatorChar))];
        for (int depth = 1; ; depth++)
        {
            string[] names = [.. parts.Select(part => string.Join('/', part.TakeLast(depth)))];
            if (names.Distinct().Count() == names.Length || depth >= parts.Max(part => part.Length))
            {
                return names;
            }
        }
    }
}
