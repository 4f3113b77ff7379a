using LiveStyle.Live.Sinks;
using LiveStyle.Live.Windows;
using Xunit;

namespace LiveStyle.Live.Tests.Windows;

public sealed class WindowSinkTests
{
    [Fact]
    public void Without_a_window_the_newest_tick_waits_and_those_before_it_go_back()
    {
        var sink = new WindowSink();
        int woken = 0;
        using (var feed = new TickFeed(sink))
        {
            feed.Write(1, 2, 3);
            sink.Frames.Wake = () => woken++;
            feed.Write(4, 5, 6);
            feed.Write(7, 8, 9);
            feed.Repeat();

            Assert.Equal((-1, 0, 2, 3), (sink.LastTick, sink.Shown, sink.Replaced, woken));
            using Live.Frames.LiveFrame? newest = sink.Frames.Take();
            Assert.Equal(7, newest!.Picture.Pixels[0]);
            Assert.Equal(3, newest.Tick);
            Assert.Null(sink.Frames.Take());

            feed.Write(1, 1, 1);
        }

        // The feed has seen that all went back; what waited, with the sink.
        Assert.False(sink.Frames.HasFrame);
    }

    [Fact]
    public async Task What_a_sink_that_was_opened_before_does_late_means_nothing_to_the_one_that_is_open()
    {
        var sink = new WindowSink();
        var format = new Live.Frames.ShowFormat(TickFeed.Size, LiveStyle.Frames.FrameFormat.Rgb, new LiveStyle.Time.Rational(30, 1), HasSound: false);
        ILiveSink before = await sink.OpenAsync(format, CancellationToken.None);
        using var feed = new TickFeed(sink);
        feed.Write(1, 2, 3);
        await before.CompleteAsync(CancellationToken.None);
        await before.DisposeAsync();

        Assert.False(sink.Frames.IsComplete);
        Assert.True(sink.Frames.HasFrame);
    }

    [Fact]
    public void A_sink_that_is_closed_wakes_nobody_any_more()
    {
        var sink = new WindowSink();
        using var feed = new TickFeed(sink);
        int woken = 0;
        sink.Frames.Wake = () => woken++;
        sink.Frames.Wake = null;
        feed.Write(1, 2, 3);

        Assert.Equal(0, woken);
    }
}
