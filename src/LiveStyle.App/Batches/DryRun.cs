using System.Globalization;
using LiveStyle.App.Films;
using LiveStyle.App.Progress;
using Spectre.Console;

namespace LiveStyle.App.Batches;

/// <summary>Says what a batch would take, and makes nothing.</summary>
static class DryRun
{
    /// <param name="films">Of the batch.</param>
    /// <param name="speed">Threads and slots, as they will be.</param>
    /// <param name="folder">Of the outputs; need not be there.</param>
    /// <param name="display">Is told how far it is.</param>
    /// <param name="output">Gets the table; null: none.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>One line on each film that can't be made.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(
        IReadOnlyList<BatchFilm> films, FilmSpeed speed, string folder, IProgressDisplay display, TextWriter? output, CancellationToken cancellation)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("film", "becomes", "size", "length", "frames", "time", "disk");
        TimeSpan time = TimeSpan.Zero;
        long disk = 0, frames = 0, largest = 0;
        var failures = new List<string>();
        foreach (FilmSettings film in films.Select(film => film.Settings))
        {
            string name = ShownPath.Of(film.Input);
            try
            {
                FilmEstimate estimate = await FilmEstimate.MeasureAsync(film, speed, display, cancellation);
                time += estimate.Time;
                frames += estimate.Frames;
                disk += estimate.Disk / 2;
                largest = Math.Max(largest, estimate.Disk / 2);
                AddRow(table, name, ShownPath.Of(film.Output), $"{estimate.Size}", Clock(estimate.Length), $"{estimate.Frames}", Clock(estimate.Time), Bytes(estimate.Disk));
            }
            catch (LiveStyleException failure)
            {
                failures.Add(failure.Message);
                AddRow(table, name, failure.Message, "", "", "", "", "");
            }
        }

        if (output is not null)
        {
            // As wide as it needs: it may be read by a program or from a log.
            IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No });
            console.Profile.Width = 200;
            console.Write(table);
        }

        // One film's segments at a time lie beside the films that are done.
        long needed = disk + largest, free = Free(folder);
        display.Done(
            $"{films.Count - failures.Count} of {films.Count} films, {frames} frames: about {Clock(time)}, and {Bytes(needed)} on the disk, which has {Bytes(free)}"
                + (needed > free ? "; free some space first" : "") + (failures.Count == 0 ? "" : $"; {failures.Count} can't be made: {string.Join("; ", failures)}"),
            new Dictionary<string, object>
            {
                ["films"] = films.Count, ["frames"] = frames, ["seconds"] = Math.Round(time.TotalSeconds, 1), ["bytes"] = needed, ["free"] = free, ["failed"] = failures.Count, ["failures"] = failures,
            });
        return failures;
    }

    static void AddRow(Table table, params string[] cells) => table.AddRow([.. cells.Select(cell => new Text(cell))]);

    static long Free(string folder)
    {
        string there = folder;
        while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } parent)
        {
            there = parent;
        }

        return new DriveInfo(there).AvailableFreeSpace;
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
