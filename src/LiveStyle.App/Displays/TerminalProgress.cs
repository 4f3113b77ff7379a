using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using LiveStyle.Progress;
using Spectre.Console;

namespace LiveStyle.App.Displays;

/// <summary>
/// One line that is redrawn in place: a bar, frames, frames per second and the time left, as much of them as the
/// terminal is wide. In a log a plain line now and then instead.
/// </summary>
/// <param name="console">Where to.</param>
/// <param name="inPlace">Whether it is a terminal on which a line can be drawn over.</param>
sealed class TerminalProgress(IAnsiConsole console, bool inPlace) : ProgressDisplay
{
    const int LongestBar = 28;
    const int ShortestBar = 8;

    static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(120);
    static readonly TimeSpan InLog = TimeSpan.FromSeconds(10);

    // Short work leaves no lines of progress in a log.
    readonly Stopwatch sinceDrawn = inPlace ? new Stopwatch() : Stopwatch.StartNew();
    ProgressMeter? latest;
    bool isDrawn;

    public override void Report(ProgressMeter meter)
    {
        latest = meter;
        if (!sinceDrawn.IsRunning || sinceDrawn.Elapsed > (inPlace ? OnTerminal : InLog))
        {
            Draw(meter);
        }
    }

    public override void Stage(string name, double share)
    {
        if (inPlace && (!sinceDrawn.IsRunning || sinceDrawn.Elapsed > OnTerminal))
        {
            DrawLine(string.Create(CultureInfo.InvariantCulture, $"{name}  {100 * share:0}%"));
        }
    }

    public override void Figures(string line, Func<JsonObject> values)
    {
        if (inPlace)
        {
            DrawLine(line);
        }
        else if (sinceDrawn.Elapsed > InLog)
        {
            sinceDrawn.Restart();
            Write(line);
        }
    }

    public override void Note(string sentence)
    {
        if (isDrawn)
        {
            console.Write(new ControlCode("\r\u001b[K"));
            isDrawn = false;
        }

        console.Markup("[yellow]note:[/] ");
        Write(sentence);
    }

    public override void Done(string sentence, IReadOnlyDictionary<string, object> values)
    {
        if (inPlace && latest is not null)
        {
            Draw(latest);
        }

        EndLine();
        Write(sentence);
    }

    public override void Dispose() => EndLine();

    /// <summary>The bar's length in characters, and the text after it, both together at most <paramref name="width"/> wide.</summary>
    internal static (int Bar, string Text) Fit(ProgressMeter meter, int width)
    {
        string share = meter.TotalFrames is { } all and > 0 ? $"{100 * meter.Frames / all,3}%  " : "";
        string done = meter.TotalFrames is { } total ? $"{meter.Frames}/{total} frames" : $"{meter.Frames} frames";
        string speed = meter.Frames > 0 ? string.Create(CultureInfo.InvariantCulture, $"{meter.FramesPerSecond:0.00} frames/s") : "starting";
        string left = meter.TimeLeft is { } time ? $"ETA {Clock(time)}" : $"elapsed {Clock(meter.Elapsed)}";
        string[] texts = [$"{share}{done}  {speed}  {left}", $"{share}{done}  {left}", $"{share}{left}", share.Trim()];
        string text = texts.FirstOrDefault(text => text.Length <= width, "");
        int bar = Math.Min(LongestBar, width - text.Length - 1);
        return (share.Length > 0 && bar >= ShortestBar ? bar : 0, text);
    }

    void Draw(ProgressMeter meter)
    {
        sinceDrawn.Restart();
        if (!inPlace)
        {
            Write(Fit(meter, int.MaxValue).Text);
            return;
        }

        // The last column stays free: a character there makes some terminals go to the next line.
        (int bar, string text) = Fit(meter, console.Profile.Width - 1);
        int filled = bar > 0 ? (int)(bar * meter.Frames / meter.TotalFrames!.Value) : 0;
        string picture = bar > 0 ? $"[green]{new string('━', filled)}[/][grey]{new string('━', bar - filled)}[/] " : "";
        console.Write(new ControlCode("\r"));
        console.Markup(picture + Markup.Escape(text));
        console.Write(new ControlCode("\u001b[K"));
        isDrawn = true;
    }

    void DrawLine(string line)
    {
        sinceDrawn.Restart();
        console.Write(new ControlCode("\r"));
        console.Markup(Markup.Escape(line[..Math.Min(line.Length, Math.Max(0, console.Profile.Width - 1))]));
        console.Write(new ControlCode("\u001b[K"));
        isDrawn = true;
    }

    void EndLine()
    {
        if (isDrawn)
        {
            Write("");
        }

        isDrawn = false;
    }

    /// <summary>Left to the terminal to wrap, so that a path can be copied from it.</summary>
    void Write(string sentence)
    {
        console.Profile.Out.Writer.WriteLine(OneLine.Of(sentence));
        console.Profile.Out.Writer.Flush();
    }

    static string Clock(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time:mm\\:ss}")
        : time.ToString(@"m\:ss", CultureInfo.InvariantCulture);
}
