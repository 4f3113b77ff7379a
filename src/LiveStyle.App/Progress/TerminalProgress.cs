using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace LiveStyle.App.Progress;

/// <summary>
/// One line that is redrawn in place: a bar, frames, frames per second and the time left; where the output is no
/// terminal (a log), a line now and then instead.
/// </summary>
sealed class TerminalProgress(IAnsiConsole console) : IProgressDisplay
{
    const int BarLength = 28;

    static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(120);
    static readonly TimeSpan InLog = TimeSpan.FromSeconds(10);

    readonly bool inPlace = console.Profile.Capabilities.Ansi && console.Profile.Capabilities.Interactive && !Console.IsErrorRedirected;
    readonly Stopwatch sinceDrawn = new();
    ProgressMeter? drawn;

    public void Report(ProgressMeter meter)
    {
        if (!sinceDrawn.IsRunning || sinceDrawn.Elapsed > (inPlace ? OnTerminal : InLog))
        {
            Draw(meter);
        }

        drawn = meter;
    }

    public void Note(string sentence)
    {
        Clear();
        console.MarkupLineInterpolated($"[yellow]note:[/] {sentence}");
    }

    public void Done(string sentence, IReadOnlyDictionary<string, object> values)
    {
        if (drawn is not null)
        {
            Draw(drawn);
            EndLine();
        }

        console.MarkupLineInterpolated($"{sentence}");
    }

    public void Dispose() => EndLine();

    void Draw(ProgressMeter meter)
    {
        sinceDrawn.Restart();
        string done = meter.TotalFrames is { } total ? $"{meter.Frames}/{total} frames" : $"{meter.Frames} frames";
        string speed = meter.Frames > 0 ? string.Create(CultureInfo.InvariantCulture, $"{meter.FramesPerSecond:0.00} frames/s") : "starting";
        string left = meter.TimeLeft is { } time ? $"ETA {Clock(time)}" : $"elapsed {Clock(meter.Elapsed)}";
        string text = $"{done}  {speed}  {left}";
        if (!inPlace)
        {
            console.WriteLine(text);
            return;
        }

        double share = meter.TotalFrames is { } all and > 0 ? (double)meter.Frames / all : 0;
        int filled = (int)(BarLength * share);
        console.Markup($"\r[green]{new string('━', filled)}[/][grey]{new string('━', BarLength - filled)}[/] {share.ToString("0%", CultureInfo.InvariantCulture),4}  {text}   ");
        drawn = meter;
    }

    void Clear()
    {
        if (inPlace && drawn is not null)
        {
            console.Write("\r" + new string(' ', Math.Max(1, console.Profile.Width - 1)) + "\r");
        }
    }

    void EndLine()
    {
        if (inPlace && drawn is not null)
        {
            console.WriteLine();
        }

        drawn = null;
    }

    static string Clock(TimeSpan time) => time.TotalHours >= 1
        ? time.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture)
        : time.ToString(@"m\:ss", CultureInfo.InvariantCulture);
}
