using System.Collections.Concurrent;
using System.Diagnostics;
using LiveStyle.Gpu.Devices;
using LiveStyle.Live.Windows;
using LiveStyle.TestKit.Windows;
using Xunit;

namespace LiveStyle.Live.Tests.Windows;

/// <summary>A show's window on the virtual screen, on a thread of its own, with the validation layer on.</summary>
sealed class OpenWindow : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly VirtualScreen screen;
    readonly ConcurrentQueue<string> messages = [];
    readonly CancellationTokenSource quit = new();
    readonly Thread thread;
    Exception? failure;
    LiveWindowEnd end;

    public OpenWindow(VirtualScreen screen, WindowSink sink, IWindowShow show, LiveWindowOptions? options = null, Action<LiveGraphics>? opened = null)
        : this(screen, options, (validated, cancellation) => LiveWindow.Run(show, sink.Frames, validated, opened, cancellation))
    {
    }

    public OpenWindow(VirtualScreen screen, WindowSink sink, LiveShow show, LiveWindowOptions? options = null)
        : this(screen, options, (validated, cancellation) => LiveWindow.Run(show, sink, validated, cancellation))
    {
    }

    OpenWindow(VirtualScreen screen, LiveWindowOptions? options, Func<LiveWindowOptions, CancellationToken, LiveWindowEnd> run)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && screen.Display.Length > 0, "Needs Xvfb.");
        this.screen = screen;
        LiveWindowOptions validated = (options ?? new LiveWindowOptions()) with
        {
            GpuInstance = new GpuInstanceOptions { Validation = messages.Enqueue },
            Noted = Notes.Enqueue,
        };
        thread = new Thread(() =>
        {
            try
            {
                end = run(validated, quit.Token);
            }
            catch (Exception problem)
            {
                failure = problem;
            }
        });
        thread.Start();
    }

    public bool IsOpen => thread.IsAlive;

    public ConcurrentQueue<string> Notes { get; } = [];

    public string Xdotool(string arguments) => screen.Xdotool(arguments);

    public (int Red, int Green, int Blue) Pixel(int x, int y)
    {
        byte[] shown = screen.Grab();
        int at = (y * VirtualScreen.Width + x) * 3;
        return (shown[at], shown[at + 1], shown[at + 2]);
    }

    public void Await(string what, Func<bool> isSo)
    {
        long begin = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            Assert.True(thread.IsAlive, $"The window was gone before {what}: {failure}");
            Assert.True(Stopwatch.GetElapsedTime(begin) < Patience, $"No {what}.");
            Thread.Sleep(1);
        }
    }

    /// <summary>Waits until the window's last corner has that color, which no overlay reaches, to a level or two.</summary>
    public void AwaitColor(int red, int green, int blue, int within = 1) => Await($"color {red} {green} {blue}", () =>
    {
        (int r, int g, int b) = Pixel(TickFeed.Size.Width - 8, TickFeed.Size.Height - 8);
        return Math.Abs(r - red) <= within && Math.Abs(g - green) <= within && Math.Abs(b - blue) <= within;
    });

    public void Cancel() => quit.Cancel();

    /// <summary>Waits until the window is gone.</summary>
    public LiveWindowEnd AwaitEnd()
    {
        Assert.True(thread.Join(Patience), "The window stays.");
        Assert.Null(failure);
        return end;
    }

    /// <summary>Waits until the window is gone for a reason.</summary>
    public T AwaitFailure<T>()
        where T : Exception
    {
        Assert.True(thread.Join(Patience), "The window stays.");
        return Assert.IsType<T>(failure);
    }

    public void Dispose()
    {
        quit.Cancel();
        thread.Join();
        quit.Dispose();
        Assert.Empty(messages);
    }
}
