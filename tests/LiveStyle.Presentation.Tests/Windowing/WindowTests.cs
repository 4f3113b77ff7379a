using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Presentation.Windowing;
using LiveStyle.TestKit.Windows;
using Xunit;

namespace LiveStyle.Presentation.Tests.Windowing;

[Collection(VirtualScreenCollection.Name)]
public sealed class WindowTests
{
    static readonly FrameSize Size = new(320, 200);

    readonly VirtualScreen screen;

    public WindowTests(VirtualScreen screen)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Windows are tested under Xvfb, which only Linux has.");
        this.screen = screen;
    }

    [Fact]
    public void Keys_arrive_with_their_modifiers()
    {
        using Window window = Open("keys");
        screen.Xdotool("key --delay 0 space shift+Right 5 F11 Escape");

        Assert.Equal(KeyModifiers.None, window.Await(WindowEventKind.KeyPressed, e => e.Key == Key.Space).Modifiers);
        Assert.Equal(KeyModifiers.Shift, window.Await(WindowEventKind.KeyPressed, e => e.Key == Key.Right).Modifiers);
        window.Await(WindowEventKind.KeyPressed, e => e.Key == Key.Digit5);
        window.Await(WindowEventKind.KeyReleased, e => e.Key == Key.Digit5);
        window.Await(WindowEventKind.KeyPressed, e => e.Key == Key.F11);
        window.Await(WindowEventKind.KeyPressed, e => e.Key == Key.Escape);
    }

    [Fact]
    public void A_held_key_is_down_until_it_is_let_go()
    {
        using Window window = Open("held");
        screen.Xdotool("keydown o");
        window.Await(WindowEventKind.KeyPressed, e => e.Key == Key.O);
        Assert.True(window.IsDown(Key.O));
        Assert.False(window.IsDown(Key.P));

        screen.Xdotool("keyup o");
        window.Await(WindowEventKind.KeyReleased, e => e.Key == Key.O);
        Assert.False(window.IsDown(Key.O));
    }

    [Fact]
    public void A_drag_arrives_where_it_begins_and_where_it_ends()
    {
        using Window window = Open("drag");
        string id = screen.Find("drag").ToString();
        screen.Xdotool($"mousemove --window {id} 40 50 mousedown 1");
        WindowEvent press = window.Await(WindowEventKind.MousePressed);
        Assert.Equal((MouseButton.Left, 40f, 50f), (press.Button, press.X, press.Y));

        screen.Xdotool($"mousemove --window {id} 200 120 mouseup 1");
        WindowEvent move = window.Await(WindowEventKind.MouseMoved, e => e.X == 200);
        Assert.Equal(120, move.Y);
        WindowEvent release = window.Await(WindowEventKind.MouseReleased);
        Assert.Equal((MouseButton.Left, 200f, 120f), (release.Button, release.X, release.Y));
        Assert.Equal((200f, 120f), window.CursorPosition);
    }

    [Fact]
    public void The_wheel_scrolls_up_and_down()
    {
        using Window window = Open("wheel");
        screen.Xdotool($"mousemove --window {screen.Find("wheel")} 100 100 click 4 click 5");

        Assert.Equal(1, window.Await(WindowEventKind.Scrolled).Y);
        Assert.Equal(-1, window.Await(WindowEventKind.Scrolled).Y);
    }

    [Fact]
    public void The_desktop_sees_the_title()
    {
        using Window window = Open("before");
        string id = screen.Find("before").ToString();
        window.Title = "Müller — 59.9 fps";
        window.Poll();

        Assert.Equal("Müller — 59.9 fps", screen.Xdotool($"getwindowname {id}"));
    }

    [Fact]
    public void A_resize_tells_the_size_in_pixels()
    {
        using Window window = Open("size");
        Assert.Equal(Size, window.FramebufferSize);
        screen.Xdotool($"windowsize {screen.Find("size")} 417 233");

        Assert.Equal(new FrameSize(417, 233), window.Await(WindowEventKind.Resized).Size);
        Assert.Equal(new FrameSize(417, 233), window.FramebufferSize);
        Assert.Equal(1, window.ContentScale);
    }

    [Fact]
    public void A_request_to_close_may_be_declined()
    {
        using Window window = Open("close");
        using var desktop = new WindowClient(screen.Display);
        Assert.False(window.IsCloseRequested);
        desktop.RequestClose(screen.Find("close"));

        window.Await(WindowEventKind.CloseRequested);
        Assert.True(window.IsCloseRequested);
        window.IsCloseRequested = false;
        Assert.False(window.IsCloseRequested);
    }

    [Fact]
    public void A_window_knows_that_it_is_minimized()
    {
        using Window window = Open("minimize");
        using var desktop = new WindowClient(screen.Display);
        nuint id = screen.Find("minimize");

        desktop.SetMinimized(id, true);
        window.Await(WindowEventKind.Minimized);
        Assert.True(window.IsMinimized);
        desktop.SetMinimized(id, false);
        window.Await(WindowEventKind.Restored);
        Assert.False(window.IsMinimized);
    }

    [Fact]
    public void Full_screen_covers_the_monitor_and_comes_back_to_the_former_place()
    {
        using Window window = Open("full");
        string id = screen.Find("full").ToString();
        screen.Xdotool($"windowmove {id} 123 77");
        window.AwaitState(() => Geometry(id) == "123,77 320x200");

        window.IsFullScreen = true;
        window.AwaitState(() => window.FramebufferSize == new FrameSize(VirtualScreen.Width, VirtualScreen.Height));
        Assert.Equal("0,0 1024x768", Geometry(id));

        window.IsFullScreen = false;
        window.AwaitState(() => window.FramebufferSize == Size);
        Assert.Equal("123,77 320x200", Geometry(id));
    }

    [Fact]
    public void A_window_that_opens_in_full_screen_can_leave_it()
    {
        using var window = new Window(new WindowOptions { Title = "whole", Size = Size, IsFullScreen = true });
        window.AwaitState(() => window.FramebufferSize == new FrameSize(VirtualScreen.Width, VirtualScreen.Height));
        window.IsFullScreen = false;
        window.AwaitState(() => window.FramebufferSize == Size);
    }

    [Fact]
    public void A_window_that_was_covered_asks_for_its_picture_again()
    {
        using Window below = Open("below");
        using (Window above = Open("above"))
        {
            above.Poll();
            while (below.TryRead(out _))
            {
            }
        }

        below.Await(WindowEventKind.Refreshed);
    }

    [Fact]
    public async Task Another_thread_ends_a_wait()
    {
        // The window's thread may not change at an await: all that belongs to it runs in one go.
        TimeSpan waited = await Task.Run(() =>
        {
            using Window window = Open("wake");
            window.AwaitState(() => true);
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var waker = new Thread(window.Wake);
            waker.Start();
            window.Wait(TimeSpan.FromMinutes(1));
            waker.Join();
            return watch.Elapsed;
        }, TestContext.Current.CancellationToken);

        Assert.InRange(waited, TimeSpan.Zero, TimeSpan.FromSeconds(50));
    }

    [Fact]
    public void Another_thread_may_not_touch_a_window()
    {
        using Window window = Open("thread");
        Exception? refusal = null;
        var thread = new Thread(() => refusal = Record.Exception(() => window.IsFullScreen = true));
        thread.Start();
        thread.Join();

        Assert.IsType<InvalidOperationException>(refusal);
    }

    [Fact]
    public void A_surface_needs_the_extensions_of_this_window_system()
    {
        using Window window = Open("extensions");

        Assert.Contains("VK_KHR_surface", window.RequiredInstanceExtensions);
        Assert.Contains(window.RequiredInstanceExtensions, name => name is "VK_KHR_xcb_surface" or "VK_KHR_xlib_surface");
    }

    [Fact]
    public void Hearing_events_allocates_nothing()
    {
        using Window window = Open("memory");
        nuint id = screen.Find("memory");
        string gesture = $"mousemove --window {id} 10 10 mousemove --window {id} 60 60 key a";
        screen.Xdotool(gesture);
        Hear(window);
        screen.Xdotool(gesture);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int heard = Hear(window);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(heard > 2);
        Assert.Equal(0, bytes);

        static int Hear(Window window)
        {
            for (int heard = 0, waits = 0; waits < 1000; waits++)
            {
                window.Wait(TimeSpan.FromMilliseconds(20));
                while (window.TryRead(out WindowEvent happened))
                {
                    heard++;
                    if (happened is { Kind: WindowEventKind.KeyReleased, Key: Key.A })
                    {
                        return heard;
                    }
                }
            }

            return 0;
        }
    }

    [Fact]
    public void Without_a_display_the_error_names_the_way_out()
    {
        VirtualScreen.UseDisplay(":65000");
        try
        {
            var error = Assert.Throws<GpuException>(() => Open("nowhere"));
            Assert.Contains("no window system", error.Message);
            Assert.EndsWith("or run without a window", error.Message);
            Assert.DoesNotContain('\n', error.Message);
        }
        finally
        {
            VirtualScreen.UseDisplay(screen.Display);
        }

        Open("somewhere").Dispose();
    }

    Window Open(string title)
    {
        var window = new Window(new WindowOptions { Title = title, Size = Size });
        window.AwaitState(() => window.HasFocus);
        screen.Xdotool($"mousemove --window {screen.Find(title)} 5 5");
        return window;
    }

    string Geometry(string id)
    {
        var lines = screen.Xdotool($"getwindowgeometry --shell {id}").Split('\n')
            .Select(line => line.Split('=')).ToDictionary(parts => parts[0], parts => parts[1]);
        return $"{lines["X"]},{lines["Y"]} {lines["WIDTH"]}x{lines["HEIGHT"]}";
    }
}
