using LiveStyle.Frames;
using LiveStyle.Live.Windows;
using LiveStyle.Presentation.Windowing;
using LiveStyle.TestKit.Windows;
using Xunit;

namespace LiveStyle.Live.Tests.Windows;

/// <summary>A show's window as a person sees it: ticks go in, pixels come out.</summary>
[Collection(VirtualScreenCollection.Name)]
[Trait("Speed", "Slow")]
public sealed class LiveWindowTests(VirtualScreen screen)
{
    [Fact]
    public void The_screen_shows_the_ticks_of_a_show_in_RGB()
    {
        var sink = new WindowSink();
        using var feed = new TickFeed(sink);
        using var window = new OpenWindow(screen, sink, new NotedShow(feed.Format));

        feed.Write(200, 30, 90);
        window.AwaitColor(200, 30, 90);
        feed.Write(10, 250, 60);
        window.AwaitColor(10, 250, 60);
        Assert.Equal((1, 2, 0), (sink.LastTick, sink.Shown, sink.Replaced));
    }

    [Fact]
    public void The_screen_shows_the_ticks_of_a_show_in_planes()
    {
        var sink = new WindowSink();
        using var feed = new TickFeed(sink, new FrameFormat(PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left));
        using var window = new OpenWindow(screen, sink, new NotedShow(feed.Format));

        // BT.709's pure red and blue.
        feed.Write(63, 102, 240);
        window.AwaitColor(255, 0, 0, within: 3);
        feed.Write(32, 240, 118);
        window.AwaitColor(0, 0, 255, within: 3);
    }

    [Fact]
    public void Each_tick_is_on_its_way_to_the_screen_before_the_next_one_comes()
    {
        var sink = new WindowSink();
        using var feed = new TickFeed(sink);
        using var window = new OpenWindow(screen, sink, new NotedShow(feed.Format));
        for (int i = 0; i < 60; i++)
        {
            // Nothing follows that could push it along.
            long tick = feed.Write((byte)(4 * i), 0, 0);
            window.Await($"tick {tick}", () => sink.LastTick == tick);
        }

        Assert.Equal((60, 0), (sink.Shown, sink.Replaced));
        window.AwaitColor(4 * 59, 0, 0);
    }

    [Fact]
    public void A_tick_that_repeats_the_one_before_passes_without_being_drawn_but_never_where_that_one_was_missed()
    {
        var sink = new WindowSink();
        using var feed = new TickFeed(sink);
        using var window = new OpenWindow(screen, sink, new NotedShow(feed.Format));
        feed.Write(200, 30, 90);
        window.Await("the first tick", () => sink.LastTick == 0);
        long tick = feed.Repeat();
        window.Await("its repeat", () => sink.LastTick == tick);
        Assert.Equal(1, sink.Shown);

        feed.Skip(1);
        tick = feed.Repeat();
        window.Await("a repeat of a tick that never came", () => sink.LastTick == tick);
        Assert.Equal(2, sink.Shown);
    }

    [Fact]
    public void A_window_that_is_put_away_leaves_ticks_out_and_shows_the_newest_when_it_comes_back()
    {
        var sink = new WindowSink();
        using var feed = new TickFeed(sink);
        using var window = new OpenWindow(screen, sink, new NotedShow(feed.Format));
        feed.Write(200, 30, 90);
        window.AwaitColor(200, 30, 90);
        nuint id = screen.Find(NotedShow.Name);
        for (int i = 0; i < 8; i++)
        {
            window.Xdotool($"windowsize --sync {id} {300 + 31 * i} {280 - 13 * i}");
            feed.Write(10, (byte)(100 + i), 60);
        }

        window.Xdotool($"windowunmap --sync {id}");
        feed.Write(10, 20, 130);
        feed.Write(90, 20, 180);
        window.Xdotool($"windowmap --sync {id}");
        feed.Write(90, 20, 190);
        window.Await("the newest", () => window.Pixel(250, 90) == (90, 20, 190));
        window.Await("an account of all", () => sink.Shown + sink.Replaced == 12);
    }

    [Fact]
    public void F_fills_the_screen_and_Escape_leaves_that_before_it_ends_the_show()
    {
        var sink = new WindowSink();
        using var feed = new TickFeed(sink);
        using var window = new OpenWindow(screen, sink, new NotedShow(feed.Format));
        feed.Write(200, 30, 90);
        window.AwaitColor(200, 30, 90);

        window.Xdotool("key f");
        window.Await("full screen", () => window.Pixel(1020, 760) == (200, 30, 90));
        window.Xdotool("key Escape");
        window.Await("the window again", () => window.Pixel(1020, 760) == (0, 0, 0) && window.Pixel(20, 20) == (200, 30, 90));
        window.Xdotool("key Escape");
        Assert.Equal(LiveWindowEnd.ShowEnds, window.AwaitEnd());
    }

    [Fact]
    public void I_draws_the_overlay_over_the_picture_and_takes_it_away()
    {
        var sink = new WindowSink();
        using var feed = new TickFeed(sink);
        using var window = new OpenWindow(screen, sink, new NotedShow(feed.Format));
        feed.Write(200, 30, 90);
        window.AwaitColor(200, 30, 90);

        window.Xdotool("key i");
        window.Await("the panel", () => window.Pixel(12, 12) is (80, 12, 36));
        window.Xdotool("key i");
        window.Await("no panel", () => window.Pixel(12, 12) is (200, 30, 90));
    }

    [Theory]
    [InlineData("key q", true, LiveWindowEnd.ShowEnds)]
    [InlineData("key q", false, LiveWindowEnd.ShowGoesOn)]
    [InlineData("", true, LiveWindowEnd.ShowEnds)]
    [InlineData("", false, LiveWindowEnd.ShowGoesOn)]
    public void Closing_the_window_ends_the_show_or_only_the_window(string keys, bool closesShow, LiveWindowEnd expected)
    {
        var sink = new WindowSink();
        using var feed = new TickFeed(sink);
        using var window = new OpenWindow(screen, sink, new NotedShow(feed.Format), new LiveWindowOptions { ClosesShow = closesShow });
        feed.Write(200, 30, 90);
        window.AwaitColor(200, 30, 90);
        if (keys.Length > 0)
        {
            window.Xdotool(keys);
        }
        else
        {
            using var client = new WindowClient(screen.Display);
            client.RequestClose(screen.Find(NotedShow.Name));
        }

        Assert.Equal(expected, window.AwaitEnd());

        // The sink goes on without it, and serves the next.
        feed.Write(10, 250, 60);
        feed.Write(10, 250, 70);
        using var again = new OpenWindow(screen, sink, new NotedShow(feed.Format));
        again.AwaitColor(10, 250, 70);
        again.Cancel();
        Assert.Equal(LiveWindowEnd.Canceled, again.AwaitEnd());
    }

    [Fact]
    public void Other_keys_are_the_show_s()
    {
        var sink = new WindowSink();
        using var feed = new TickFeed(sink);
        var show = new NotedShow(feed.Format);
        using var window = new OpenWindow(screen, sink, show);
        feed.Write(200, 30, 90);
        window.AwaitColor(200, 30, 90);

        window.Xdotool("key 3 shift+2 ctrl+z space");
        window.Xdotool("key q");
        window.AwaitEnd();
        Assert.Contains(show.Keys, key => key is { Key: Key.Digit3, Modifiers: KeyModifiers.None });
        Assert.Contains(show.Keys, key => key is { Key: Key.Digit2, Modifiers: KeyModifiers.Shift });
        Assert.Contains(show.Keys, key => key is { Key: Key.Z, Modifiers: KeyModifiers.Control });
        Assert.Contains(show.Keys, key => key.Key == Key.Space);
        Assert.DoesNotContain(show.Keys, key => key.Key == Key.Q);
    }
}
