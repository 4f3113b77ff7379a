using System.Globalization;
using LiveStyle.Files;
using LiveStyle.Progress;
using LiveStyle.Transcoding.Batches;
using Spectre.Console;

namespace LiveStyle.App.Displays;

/// <summary>Shows what a batch would take.</summary>
static class DryRunDisplay
{
    /// <param name="run">As it was measured.</param>
    /// <param name="display">Gets the sum, in a sentence and as values.</param>
    /// <param name="output">Gets the table; null: none.</param>
    /// <returns>One line on each film that can't be made.</returns>
    public static IReadOnlyList<string> Show(DryRun run, ProgressDisplay display, TextWriter? output)
    {
        if (output is not null)
        {
            Write(run, output);
        }

        string[] failures = [.. run.Films.Select(film => film.Failure).OfType<LiveStyleException>().Select(Cures.Tell)];
        FilmEstimate[] estimates = [.. run.Films.Select(film => film.Estimate).OfType<FilmEstimate>()];
        long frames = estimates.Sum(estimate => estimate.Frames);
        var time = TimeSpan.FromTicks(estimates.Sum(estimate => estimate.Time.Ticks));
        display.Done(
            $"{estimates.Length} of {run.Films.Count} films, {frames} frames: about {Clock(time)}, and {Bytes(run.NeededBytes)} on the disk, which has {Bytes(run.FreeBytes)}"
                + (run.NeededBytes > run.FreeBytes ? "; free some space first" : "") + (failures.Length == 0 ? "" : $"; {failures.Length} can't be made: {string.Join("; ", failures)}"),
            new Dictionary<string, object>
            {
                ["films"] = run.Films.Count, ["frames"] = frames, ["seconds"] = Math.Round(time.TotalSeconds, 1),
                ["bytes"] = run.NeededBytes, ["free"] = run.FreeBytes, ["failed"] = failures.Length, ["failures"] = failures,
            });
        return failures;
    }

    static void Write(DryRun run, TextWriter output)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("film", "becomes", "size", "length", "frames", "time", "disk");
        foreach (FilmForecast film in run.Films)
        {
            string[] cells = film.Estimate is { } estimate
                ? [ShownPath.Of(film.Film.Output), $"{estimate.Size}", Clock(estimate.Length), $"{estimate.Frames}", Clock(estimate.Time), Bytes(estimate.Disk)]
                : [Cures.Tell(film.Failure!), "", "", "", "", ""];
            table.AddRow([.. cells.Prepend(ShownPath.Of(film.Film.Input)).Select(cell => new Text(cell))]);
        }

        // As wide as it needs: it may be read by a program or from a log.
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No });
        console.Profile.Width = 200;
        console.Write(table);
    }

    static string Clock(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time:mm\\:ss}")
        : time.ToString(time.TotalSeconds < 10 ? @"m\:ss\.f" : @"m\:ss", CultureInfo.InvariantCulture);

    static string Bytes(long bytes) => bytes switch
    {
        >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / (1L << 30):0.0} GiB"),
        >= 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / (1L << 20):0.0} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(bytes / 1024.0):0} KiB"),
    };
}
