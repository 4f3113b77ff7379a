using LiveStyle.Frames;
using LiveStyle.Live.Control;
using LiveStyle.Live.Figures;
using LiveStyle.Live.Sinks;
using LiveStyle.Live.Windows;
using LiveStyle.Styles;
using LiveStyle.TestKit.Windows;
using Xunit;

namespace LiveStyle.Live.Tests.Windows;

/// <summary>A show that is worked by the keys of its window.</summary>
[Collection(VirtualScreenCollection.Name)]
[Trait("Speed", "Slow")]
public sealed class WorkedShowTests(VirtualScreen screen)
{
    [Fact]
    public void Keys_in_the_window_work_the_desk_and_the_title_bar_tells_of_it()
    {
        var sink = new WindowSink();
        using var feed = new TickFeed(sink);
        using var desk = new LiveDesk(
            new StyleNames(["dark", "original", "negative", "white"]), [new Preset("calm", new Blend("dark")), new Preset("wild", new Blend("white"), 0.5f)],
            Blend.Original, TimeSpan.Zero, TimeProvider.System);
        var show = new ShownShow(feed.Format, desk, new LiveFigures(TimeProvider.System), TimeProvider.System)
        {
            Source = "test",
            Device = "cpu",
            Sinks = () => [],
        };
        using var window = new OpenWindow(screen, sink, show, new LiveWindowOptions { ShowsOverlay = true });
        feed.Write(200, 30, 90);
        window.AwaitColor(200, 30, 90);
        string Title() => window.Xdotool("search --onlyvisible --class livestyle getwindowname");
        void Press(string keys, string what, Func<DeskState, bool> isSo)
        {
            window.Xdotool($"key {keys}");
            window.Await(what, () => isSo(desk.State));
        }

        Press("3", "the third style", state => state.Blend.Equals(new Blend("negative")));
        window.Await("its name", () => Title().StartsWith("test - negative - ", StringComparison.Ordinal));
        Press("bracketright", "its neighbor", state => state.Blend.Equals(new Blend("white")));
        Press("ctrl+z", "the step back", state => state.Blend.Equals(new Blend("negative")));
        Press("ctrl+y", "the step again", state => state.Blend.Equals(new Blend("white")));
        Press("Down", "less", state => state.Strength == 0.9f);
        Press("n", "a preset", state => state.Preset is not null);
        Press("b", "another preset", state => state.Preset == "wild");
        Press("--delay 300 space space", "a tempo", state => state.Tempo is not null);
        Press("p", "privacy", state => state.IsPrivate);
        window.Await("the word for it", () => Title().Contains("private: the slate hides the picture", StringComparison.Ordinal));
        Press("p", "the picture again", state => !state.IsPrivate);
    }

    [Fact]
    public void A_key_that_the_desk_refuses_says_why_for_a_while()
    {
        var time = new TestKit.Time.StoppedTime();
        using var desk = new LiveDesk(new StyleNames(["dark"]), [], new Blend("dark"), TimeSpan.Zero, time);
        var show = new ShownShow(new Live.Frames.ShowFormat(new FrameSize(64, 48), FrameFormat.Rgb, new LiveStyle.Time.Rational(30, 1), false), desk, new LiveFigures(time), time)
        {
            Source = "test",
            Device = "cpu",
            Sinks = () => [new SinkStatus("window", SinkPhase.Running, default, null, 0, 0, 0)],
        };
        Press(show, Presentation.Windowing.Key.Down);
        Assert.Contains("original", show.Title);

        time.Pass(4);
        Assert.Contains("original", show.Title);
        time.Pass(2);
        Assert.DoesNotContain("original", show.Title);
        Press(show, Presentation.Windowing.Key.Down);
        Assert.Contains("original", show.Title);
        Press(show, Presentation.Windowing.Key.Digit1);
        Assert.DoesNotContain("original", show.Title);
    }

    static void Press(ShownShow show, Presentation.Windowing.Key key) =>
        show.Press(new Presentation.Windowing.WindowEvent(Presentation.Windowing.WindowEventKind.KeyPressed) { Key = key });
}
