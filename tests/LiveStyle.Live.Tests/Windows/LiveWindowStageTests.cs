using System.Collections.Concurrent;
using LiveStyle.Gpu.Devices;
using LiveStyle.Live.Windows;
using LiveStyle.Presentation.Windowing;
using LiveStyle.TestKit.Windows;
using Xunit;

namespace LiveStyle.Live.Tests.Windows;

/// <summary>The window's loop, turned by hand.</summary>
[Collection(VirtualScreenCollection.Name)]
[Trait("Speed", "Slow")]
public sealed class LiveWindowStageTests(VirtualScreen screen)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_tick_allocates_nothing_from_the_sink_to_the_screen(bool showsOverlay)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && screen.Display.Length > 0, "Needs Xvfb.");
        var messages = new ConcurrentQueue<string>();
        var sink = new WindowSink();
        using (var feed = new TickFeed(sink))
        {
            var show = new NotedShow(feed.Format);
            using var window = new Window(new WindowOptions { Title = NotedShow.Name, Size = TickFeed.Size, IsVisible = false });
            using LiveGraphics graphics = LiveGraphics.Open(
                feed.Format, new GpuInstanceOptions { SurfaceExtensions = window.RequiredInstanceExtensions, Validation = messages.Enqueue }, null, 1);
            using var stage = new LiveWindowStage(graphics, window, new WindowControls(window, show, showsOverlay), show, sink.Frames);
            sink.Frames.Wake = window.Wake;
            Turn(feed, sink, stage, 40);

            long before = GC.GetAllocatedBytesForCurrentThread();
            Turn(feed, sink, stage, 200);

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            sink.Frames.Wake = null;
        }

        Assert.Empty(messages);
    }

    static void Turn(TickFeed feed, WindowSink sink, LiveWindowStage stage, int ticks)
    {
        for (int i = 0; i < ticks; i++)
        {
            long tick = i % 4 == 3 ? feed.Repeat() : feed.Write((byte)i, 0, 0);
            while (sink.LastTick < tick)
            {
                stage.Turn();
            }
        }
    }
}
