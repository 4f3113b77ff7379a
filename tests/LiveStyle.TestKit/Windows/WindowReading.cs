using System.Diagnostics;
using LiveStyle.Presentation.Windowing;
using Xunit;

namespace LiveStyle.TestKit.Windows;

/// <summary>Waiting for what a window is to hear.</summary>
static class WindowReading
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The next event of that kind; those before it are thrown away.</summary>
    public static WindowEvent Await(this Window window, WindowEventKind kind) => window.Await(kind, _ => true);

    /// <inheritdoc cref="Await(Window, WindowEventKind)"/>
    public static WindowEvent Await(this Window window, WindowEventKind kind, Func<WindowEvent, bool> isMeant)
    {
        long begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin) < Patience)
        {
            while (window.TryRead(out WindowEvent happened))
            {
                if (happened.Kind == kind && isMeant(happened))
                {
                    return happened;
                }
            }

            window.Wait(TimeSpan.FromSeconds(1));
        }

        Assert.Fail($"No {kind} within {Patience.TotalSeconds} s.");
        return default;
    }

    /// <summary>Hears and forgets until the window is so.</summary>
    public static void AwaitState(this Window window, Func<bool> isSo)
    {
        long begin = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(begin) < Patience, "The window did not change as it was asked to.");
            window.Wait(TimeSpan.FromMilliseconds(20));
        }

        while (window.TryRead(out _))
        {
        }
    }
}
