using LiveStyle.Live.Sinks;
using LiveStyle.Live.Windows;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Windows;
using Xunit;

namespace LiveStyle.Live.Tests.Windows;

/// <summary>A whole show in its window, on a network that can be worked out by hand. Styles: 1 dark, 2 original, 3 negative, 4 white.</summary>
[Collection(VirtualScreenCollection.Name)]
[Trait("Speed", "Slow")]
public sealed class ShownShowTests(VirtualScreen screen) : IDisposable
{
    readonly TinyBundle bundle = new();

    public void Dispose() => bundle.Dispose();

    [Fact]
    public async Task Keys_in_its_window_restyle_a_show()
    {
        var sink = new WindowSink();
        await using LiveShow show = await OpenAsync(sink);
        using var quit = new CancellationTokenSource();
        Task running = show.RunAsync(quit.Token);
        using (var window = new OpenWindow(screen, sink, show, new LiveWindowOptions { ShowsOverlay = true }))
        {
            window.AwaitColor(255, 255, 255);
            window.Xdotool("key 1");
            window.Await("the dark style", () => window.Pixel(160, 120) is { Red: <= 130, Green: <= 130, Blue: <= 130 });
            string title = window.Xdotool("search --onlyvisible --class livestyle getwindowname");
            Assert.Contains(" - dark - ", title);
            Assert.Contains(" fps - LiveStyle", title);
            window.Xdotool("key q");
            Assert.Equal(LiveWindowEnd.ShowEnds, window.AwaitEnd());
        }

        await quit.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_show_with_other_sinks_goes_on_without_its_window_which_can_be_opened_again()
    {
        var sink = new WindowSink();
        await using LiveShow show = await OpenAsync(sink, new NullSinkTarget());
        using var quit = new CancellationTokenSource();
        Task running = show.RunAsync(quit.Token);
        for (int i = 0; i < 2; i++)
        {
            using var window = new OpenWindow(screen, sink, show, new LiveWindowOptions { ClosesShow = false });
            window.AwaitColor(255, 255, 255);
            Assert.Equal(2, show.Sinks.Statuses.Count);
            window.Xdotool("key q");
            Assert.Equal(LiveWindowEnd.ShowGoesOn, window.AwaitEnd());
            Assert.NotEqual("window", Assert.Single(show.Sinks.Statuses).Name);
        }

        Assert.False(running.IsCompleted);
        await quit.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_show_with_no_other_sink_ends_with_its_window_whatever_was_asked()
    {
        var sink = new WindowSink();
        await using LiveShow show = await OpenAsync(sink);
        using var quit = new CancellationTokenSource();
        Task running = show.RunAsync(quit.Token);
        using (var window = new OpenWindow(screen, sink, show, new LiveWindowOptions { ClosesShow = false }))
        {
            window.AwaitColor(255, 255, 255);
            window.Xdotool("key q");
            Assert.Equal(LiveWindowEnd.ShowEnds, window.AwaitEnd());
        }

        await quit.CancelAsync();
        await running;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_window_closes_with_its_show_or_when_its_sink_is_removed(bool isRemoved)
    {
        var sink = new WindowSink();
        await using LiveShow show = await OpenAsync(sink, new NullSinkTarget());
        using var quit = new CancellationTokenSource();
        Task running = show.RunAsync(quit.Token);
        using (var window = new OpenWindow(screen, sink, show))
        {
            window.AwaitColor(255, 255, 255);
            if (isRemoved)
            {
                Assert.True(show.Sinks.Remove("window"));
            }
            else
            {
                await quit.CancelAsync();
            }

            Assert.Equal(isRemoved ? LiveWindowEnd.ShowGoesOn : LiveWindowEnd.Canceled, window.AwaitEnd());
            Assert.Equal(isRemoved, !running.IsCompleted && !quit.IsCancellationRequested);
        }

        await quit.CancelAsync();
        await running;
    }

    Task<LiveShow> OpenAsync(params SinkTarget[] sinks) => LiveShow.OpenAsync(
        new LiveShowOptions
        {
            Source = "test:320x240@30",
            Bundle = ModelBundle.Open(bundle.Directory),
            Blend = new Blend("white"),
            Melt = TimeSpan.Zero,
            Stylizer = new StylizerOptions { Device = StylizerDevice.Cpu },
            Sinks = sinks,
            Sound = SoundChoice.None,
        },
        TestContext.Current.CancellationToken);
}
