using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace LiveStyle.Training.Runs;

/// <summary>The run's line on the terminal: step, losses, seconds a step, time left. Redrawn in place, or a line a minute where there is no terminal.</summary>
sealed class TrainingDisplay(long first, long steps) : IDisposable
{
    static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan InLog = TimeSpan.FromMinutes(1);

    readonly bool isTerminal = AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected;
    readonly Stopwatch sinceDrawn = Stopwatch.StartNew();
    readonly Stopwatch clock = Stopwatch.StartNew();
    TrainingProgress latest;

    public void Report(TrainingProgress progress)
    {
        latest = progress;
        if (sinceDrawn.Elapsed > (isTerminal ? OnTerminal : InLog) || progress.Step == first + 1)
        {
            Draw();
        }
    }

    public void Finish()
    {
        if (latest.Step > 0)
        {
            Draw();
        }

        Dispose();
    }

    public void Dispose()
    {
        if (isTerminal && latest.Step > 0)
        {
            Console.WriteLine();
            latest = default;
        }
    }

    void Draw()
    {
        sinceDrawn.Restart();
        int filled = (int)(20 * latest.Step / steps);
        TimeSpan left = TimeSpan.FromSeconds((steps - latest.Step) * latest.SecondsPerStep);
        string line = string.Create(CultureInfo.InvariantCulture,
            $"[{new string('#', filled)}{new string('.', 20 - filled)}] step {latest.Step}/{steps}  loss {latest.Mean.Total:0.000}  content {latest.Mean.Content:0.000}  style {latest.Mean.Style:0.0000}  tv {latest.Mean.TotalVariation:0.000}  pixel {latest.Mean.Pixel:0.0000}  unsteady {latest.Mean.Steadiness:0.0000}  {latest.SecondsPerStep:0.00} s/step  ETA {left:d\\.hh\\:mm\\:ss}  elapsed {clock.Elapsed:d\\.hh\\:mm\\:ss}");
        if (isTerminal)
        {
            int width = Math.Max(20, Console.WindowWidth - 1);
            Console.Write("\r" + (line.Length > width ? line[..width] : line.PadRight(width)));
        }
        else
        {
            Console.WriteLine(line);
        }
    }
}
