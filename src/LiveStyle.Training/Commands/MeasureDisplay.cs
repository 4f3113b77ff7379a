using System.Diagnostics;
using System.Globalization;

namespace LiveStyle.Training.Commands;

/// <summary>One line of progress with the time left, on standard error: redrawn in place, or a line a minute where there is no terminal.</summary>
sealed class MeasureDisplay(string name) : IDisposable
{
    static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(250), InLog = TimeSpan.FromMinutes(1);

    readonly bool isTerminal = !Console.IsErrorRedirected;
    readonly Stopwatch clock = Stopwatch.StartNew();
    TimeSpan drawn = TimeSpan.Zero;

    /// <param name="share">Done, 0 to 1.</param>
    public void Report(double share)
    {
        if (clock.Elapsed - drawn < (isTerminal ? OnTerminal : InLog))
        {
            return;
        }

        drawn = clock.Elapsed;
        string left = share > 0 ? TimeSpan.FromSeconds(clock.Elapsed.TotalSeconds * (1 - share) / share).ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture) : "unknown";
        string line = string.Create(CultureInfo.InvariantCulture, $"{name}: {100 * share:0} %  ETA {left}");
        Console.Error.Write(isTerminal ? "\r" + line.PadRight(50) : line + "\n");
    }

    public void Dispose()
    {
        if (isTerminal)
        {
            Console.Error.Write("\r" + new string(' ', 50) + "\r");
        }
    }
}
