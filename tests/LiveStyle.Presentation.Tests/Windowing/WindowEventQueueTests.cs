using LiveStyle.Frames;
using LiveStyle.Presentation.Windowing;
using Xunit;

namespace LiveStyle.Presentation.Tests.Windowing;

public sealed class WindowEventQueueTests
{
    [Fact]
    public void Events_are_read_in_the_order_in_which_they_happened()
    {
        var queue = new WindowEventQueue();
        queue.Write(new WindowEvent(WindowEventKind.KeyPressed) { Key = Key.A });
        queue.Write(new WindowEvent(WindowEventKind.MouseMoved) { X = 3 });
        queue.Write(new WindowEvent(WindowEventKind.KeyReleased) { Key = Key.A });

        Assert.Equal([WindowEventKind.KeyPressed, WindowEventKind.MouseMoved, WindowEventKind.KeyReleased], ReadAll(queue).Select(e => e.Kind));
        Assert.False(queue.TryRead(out _));
    }

    [Fact]
    public void Of_moves_and_resizes_in_a_row_only_the_last_is_kept()
    {
        var queue = new WindowEventQueue();
        for (int i = 1; i <= 1000; i++)
        {
            queue.Write(new WindowEvent(WindowEventKind.MouseMoved) { X = i });
        }

        for (int i = 1; i <= 1000; i++)
        {
            queue.Write(new WindowEvent(WindowEventKind.Resized) { Size = new FrameSize(i, i) });
        }

        WindowEvent[] events = ReadAll(queue);
        Assert.Equal(2, events.Length);
        Assert.Equal(1000, events[0].X);
        Assert.Equal(new FrameSize(1000, 1000), events[1].Size);
    }

    [Fact]
    public void A_move_between_press_and_release_stays_between_them()
    {
        var queue = new WindowEventQueue();
        queue.Write(new WindowEvent(WindowEventKind.MouseMoved) { X = 1 });
        queue.Write(new WindowEvent(WindowEventKind.MousePressed) { X = 1 });
        queue.Write(new WindowEvent(WindowEventKind.MouseMoved) { X = 2 });
        queue.Write(new WindowEvent(WindowEventKind.MouseReleased) { X = 2 });

        Assert.Equal([1, 1, 2, 2], ReadAll(queue).Select(e => e.X));
    }

    [Fact]
    public void When_nobody_reads_the_newest_events_are_kept()
    {
        var queue = new WindowEventQueue();
        for (int i = 0; i < 10_000; i++)
        {
            queue.Write(new WindowEvent(WindowEventKind.Scrolled) { Y = i });
        }

        WindowEvent[] events = ReadAll(queue);
        Assert.Equal(9_999, events[^1].Y);
        Assert.Equal(events.Length - 1, events[^1].Y - events[0].Y);
        Assert.InRange(events.Length, 100, 1000);
    }

    static WindowEvent[] ReadAll(WindowEventQueue queue)
    {
        var events = new List<WindowEvent>();
        while (queue.TryRead(out WindowEvent happened))
        {
            events.Add(happened);
        }

        return [.. events];
    }
}
