using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace LiveStyle.Training.Comparison;

/// <summary>
/// The comparison's line on the terminal. Optimizing pixels is nearly all of the time, and each step takes as long as
/// another: the time left is that of the steps left.
/// </summary>
/// <param name="pictures">Still to be optimized.</param>
/// <param name="steps">Of each.</param>
sealed class ComparisonDisplay(int pictures, int steps) : IDisposable
{
    static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan InLog = TimeSpan.FromMinutes(1);

    readonly bool isTerminal = AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected;
    readonly Stopwatch sinceDrawn = new();
    readonly Stopwatch optimizing = new();
    readonly long all = (long)pictures * steps;
    string part = "";
    long done;
    bool isLineOpen;

    /// <summary>A part begins.</summary>
    public void Begin(string name)
    {
        part = name;
        Say($"{name} …");
    }

    /// <summary>A step of an optimization is done.</summary>
    public void Report(string what, double share)
    {
        optimizing.Start();
        done++;
        if (!sinceDrawn.IsRunning || sinceDrawn.Elapsed > (isTerminal ? OnTerminal : InLog))
        {
            Draw(what, share);
        }
    }

    /// <summary>A line that stays.</summary>
    public void Say(string line)
    {
        optimizing.Stop();
        Dispose();
        Console.WriteLine(line);
    }

    public void Dispose()
    {
        if (isLineOpen)
        {
            Console.WriteLine();
            isLineOpen = false;
        }
    }

    void Draw(string what, double share)
    {
        sinceDrawn.Restart();

        // The clock starts with the first step's end.
        double secondsPerStep = optimizing.Elapsed.TotalSeconds / Math.Max(1, done - 1);
        TimeSpan left = TimeSpan.FromSeconds((all - done) * secondsPerStep);
        int filled = (int)(20 * done / Math.Max(done, all));
        string line = string.Create(CultureInfo.InvariantCulture,
            $"[{new string('#', filled)}{new string('.', 20 - filled)}] {part}: {what}, step {Math.Round(share * steps)}/{steps}  {secondsPerStep:0.00} s/step  ETA {(done > 1 ? left.ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture) : "unknown")}");
        if (isTerminal)
        {
            int width = Math.Max(20, Console.WindowWidth - 1);
            Console.Write("\r" + (line.Length > width ? line[..width] : line.PadRight(width)));
            isLineOpen = true;
        }
        else
        {
            Console.WriteLine(line);
        }
    }
}
