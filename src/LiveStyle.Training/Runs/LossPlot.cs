using LiveStyle.Files;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace LiveStyle.Training.Runs;

/// <summary>A run as the plot shows it.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Rows">Of its losses.csv, oldest first; not empty.</param>
sealed record PlottedRun(string Name, IReadOnlyList<LossRow> Rows);

/// <summary>losses.png: total, content and style loss of one or several runs, each the mean of so many steps, on logarithmic axes.</summary>
static class LossPlot
{
    public const string FileName = "losses.png";

    const int Width = 1000, PanelHeight = 300, LeftMargin = 60;

    /// <summary>Rows of a mean: as many as the run's display and its best checkpoint go by, fewer in short runs.</summary>
    const int LongestWindow = 100, WindowsPerRun = 20;

    static readonly (string Title, Func<LossRow, double> Term)[] Panels =
    [
        ("total loss", row => row.Terms.Total),
        ("content loss", row => row.Terms.Content),
        ("style loss", row => row.Terms.Style),
    ];

    /// <summary>Draws the run's losses.csv into losses.png in the same folder; does nothing before the second step.</summary>
    public static void SaveBesideLog(string folder)
    {
        IReadOnlyList<LossRow> rows = LossHistory.Read(Path.Combine(folder, LossHistory.FileName));
        if (rows.Count > 1)
        {
            string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
            Save(Path.Combine(folder, FileName), [new PlottedRun(name, rows)], againstHours: false);
        }
    }

    /// <summary>Writes a PNG, whole or not at all.</summary>
    /// <param name="againstHours">Of training, instead of steps; rows that know no time are left out.</param>
    public static void Save(string path, IReadOnlyList<PlottedRun> runs, bool againstHours)
    {
        // One window for all: what is smoothed differently doesn't compare.
        int window = Math.Clamp(runs.Max(run => run.Rows.Count) / WindowsPerRun, 1, LongestWindow);
        Func<LossRow, double?> position = againstHours ? row => row.Seconds / 3600 : row => row.Step;
        var figure = new Multiplot();
        figure.AddPlots(Panels.Length);
        for (int i = 0; i < Panels.Length; i++)
        {
            Draw(figure.GetPlot(i), runs, Panels[i].Title, row => Panels[i].Term(row), position, window);
        }

        figure.GetPlot(0).ShowLegend(Alignment.UpperRight);
        Plot lowest = figure.GetPlot(Panels.Length - 1);
        lowest.XLabel($"{(againstHours ? "hours of training" : "step")}{(window > 1 ? $" (mean of {window} steps)" : "")}");

        // Not as an extension: looking for overloads would ask for SkiaSharp's types.
        byte[] png = IMultiplotExtensions.Render(figure, Width, PanelHeight * Panels.Length).GetImageBytes(ImageFormat.Png);
        Array.ForEach(figure.GetPlots(), plot => plot.Dispose());
        AtomicFile.Write(path, file => file.Write(png));
    }

    static void Draw(
        Plot plot, IReadOnlyList<PlottedRun> runs, string title, Func<LossRow, double> term, Func<LossRow, double?> position, int window)
    {
        plot.Title(title);
        LossCurve[] curves = [.. runs.Select(run => LossCurve.Smooth(run.Rows, position, term, window))];
        for (int i = 0; i < runs.Count; i++)
        {
            var line = plot.Add.ScatterLine(curves[i].Positions, [.. curves[i].Means.Select(Math.Log10)]);
            line.LegendText = runs[i].Name;
            line.LineWidth = 2;
        }

        plot.HideLegend();
        plot.Axes.Left.MinimumSize = LeftMargin;
        double[] values = [.. curves.SelectMany(curve => curve.Means)];
        if (values.Length > 0 && values.Max() > values.Min())
        {
            (double least, double largest) = (values.Min(), values.Max());
            var ticks = new NumericManual();
            foreach ((double value, string label) in LossAxis.Ticks(least, largest))
            {
                ticks.AddMajor(Math.Log10(value), label);
            }

            plot.Axes.Left.TickGenerator = ticks;
            double margin = 0.05 * Math.Log10(largest / least);
            plot.Axes.SetLimitsY(Math.Log10(least) - margin, Math.Log10(largest) + margin);
        }
    }
}
