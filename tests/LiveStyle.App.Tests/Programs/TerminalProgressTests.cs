using LiveStyle.App.Displays;
using LiveStyle.Progress;
using Spectre.Console;
using Xunit;

namespace LiveStyle.App.Tests.Programs;

public sealed class TerminalProgressTests
{
    [Theory]
    [InlineData(200)]
    [InlineData(79)]
    [InlineData(50)]
    [InlineData(30)]
    [InlineData(12)]
    [InlineData(4)]
    [InlineData(0)]
    public void The_line_never_outgrows_the_terminal(int width)
    {
        var meter = new ProgressMeter(123_456, TimeProvider.System);
        meter.Update(70_000);

        (int bar, string text) = TerminalProgress.Fit(meter, width);

        Assert.InRange(bar + (bar > 0 ? 1 : 0) + text.Length, 0, width);
        Assert.Equal(width >= 4, text.Contains("56%"));
        Assert.Equal(width >= 79, text.Contains("70000/123456 frames") && text.Contains("frames/s") && bar > 0);
    }

    [Fact]
    public void A_source_of_unknown_length_has_no_bar()
    {
        var meter = new ProgressMeter(null, TimeProvider.System);
        meter.Update(7);

        (int bar, string text) = TerminalProgress.Fit(meter, 79);

        Assert.Equal(0, bar);
        Assert.StartsWith("7 frames", text);
        Assert.DoesNotContain('%', text);
    }

    [Fact]
    public void The_bar_is_drawn_over_and_notes_have_lines_of_their_own()
    {
        var screen = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(screen),
        });
        console.Profile.Width = 60;
        var meter = new ProgressMeter(2, TimeProvider.System);
        string sentence = string.Join(' ', Enumerable.Repeat("a long [sentence] that no one breaks", 5));
        using (var display = new TerminalProgress(console, inPlace: true))
        {
            display.Report(meter);
            display.Note(sentence);
            meter.Update(2);
            display.Done("clip.mp4: done", new Dictionary<string, object>());
        }

        string[] lines = screen.ToString().Replace("\r\n", "\n").Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Equal("note: " + sentence, lines[0].Split("\u001b[K")[^1]);
        Assert.Contains("100%  2/2 frames", lines[1]);
        Assert.Equal("clip.mp4: done", lines[2]);
        Assert.Empty(lines[3]);
    }

    [Fact]
    public void A_log_gets_no_control_characters()
    {
        var log = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(log) });
        var meter = new ProgressMeter(2, TimeProvider.System);
        using (var display = new TerminalProgress(console, inPlace: false))
        {
            display.Report(meter);
            display.Note("a note");
            display.Report(meter);
            display.Done("clip.mp4: done", new Dictionary<string, object>());
        }

        Assert.Equal("note: a note\nclip.mp4: done\n", log.ToString().ReplaceLineEndings("\n"));
    }
}
