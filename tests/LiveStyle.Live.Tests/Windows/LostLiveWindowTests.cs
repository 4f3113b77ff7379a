using LiveStyle.Gpu;
using LiveStyle.Live.Windows;
using LiveStyle.TestKit.Windows;
using Xunit;

namespace LiveStyle.Live.Tests.Windows;

/// <summary>A GPU that stops answering while it draws a show's window.</summary>
[Collection(VirtualScreenCollection.Name)]
[Trait("Speed", "Slow")]
public sealed class LostLiveWindowTests(VirtualScreen screen)
{
    [Fact]
    public void A_lost_device_is_opened_again_and_shows_what_comes()
    {
        var sink = new WindowSink();
        using var feed = new TickFeed(sink);
        int devices = 0;
        using var window = new OpenWindow(screen, sink, new NotedShow(feed.Format), opened: graphics => Lose(graphics, ++devices <= 2));
        feed.Write(200, 30, 90);
        for (int i = 0; i < 200 && devices < 3; i++)
        {
            feed.Write(200, (byte)i, 90);
            Thread.Sleep(20);
        }

        window.Await("a third device", () => devices == 3);
        feed.Repeat();
        feed.Repeat();
        feed.Write(10, 250, 60);
        window.AwaitColor(10, 250, 60);
        Assert.Equal(2, window.Notes.Count);
        Assert.All(window.Notes, note => Assert.Equal("the GPU that draws the window stopped answering and was started again", note));
    }

    [Fact]
    public void A_device_that_is_lost_over_and_over_ends_the_window_with_one_line()
    {
        var sink = new WindowSink();
        using var feed = new TickFeed(sink);
        using var window = new OpenWindow(screen, sink, new NotedShow(feed.Format), opened: graphics => Lose(graphics, true, after: 0));
        for (int i = 0; i < 1000 && window.IsOpen; i++)
        {
            feed.Write(200, (byte)i, 90);
            Thread.Sleep(30);
        }

        var lost = window.AwaitFailure<GpuException>();
        Assert.Contains("stopped answering", lost.Message);
        Assert.Equal(5, window.Notes.Count);
    }

    static void Lose(LiveGraphics graphics, bool isLost, int after = 20)
    {
        graphics.Device.Submissions.Submitting = !isLost ? null : () =>
        {
            if (Interlocked.Decrement(ref after) < 0)
            {
                throw new GpuException("the GPU stopped answering") { IsDeviceLost = true };
            }
        };
    }
}
