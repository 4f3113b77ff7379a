using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using LiveStyle.Presentation.Windowing;
using LiveStyle.TestKit.Playing;
using LiveStyle.TestKit.Programs;
using LiveStyle.TestKit.Windows;
using Xunit;

namespace LiveStyle.App.Tests.Programs;

/// <summary>The real program with its window on a virtual screen: keys go in, titles and pixels come out.</summary>
sealed partial class PlayedWindow : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly VirtualScreen screen;
    readonly Process process;
    readonly Task<string> output;
    readonly Task<string> error;

    PlayedWindow(VirtualScreen screen, Process process)
    {
        this.screen = screen;
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        error = process.StandardError.ReadToEndAsync();
    }

    public int Process => process.Id;

    public nuint Window { get; private set; }

    /// <summary>The title bar's words.</summary>
    public string Title => Window == 0 ? "" : screen.Xdotool($"getwindowname {Window}");

    public bool IsPaused => Title.Contains(" paused ", StringComparison.Ordinal);

    /// <summary>Seconds of the clip, to a tenth.</summary>
    public double Time => Place().Match(Title) is { Success: true } place
        ? int.Parse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * 60 + double.Parse(place.Groups[2].ValueSpan, CultureInfo.InvariantCulture)
        : -1;

    public int Dropped => int.Parse(DroppedFrames().Match(Title).Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>Starts it and waits for its first picture.</summary>
    /// <param name="arguments">After `play`.</param>
    public static async Task<PlayedWindow> StartAsync(VirtualScreen screen, string folder, params string[] arguments)
    {
        ProcessStartInfo start = ProgramRun.Prepare(folder, ["play", .. arguments], "env", "--default-signal=INT,TERM");
        start.Environment["DISPLAY"] = screen.Display;
        start.Environment["ALSOFT_DRIVERS"] = "null";
        Process process = System.Diagnostics.Process.Start(start)!;
        process.StandardInput.Close();
        var played = new PlayedWindow(screen, process);
        await played.AwaitAsync("the window", () => played.FindWindow() && played.Title.Contains(" fps", StringComparison.Ordinal));
        return played;
    }

    public void Key(string keys) => screen.Xdotool($"key {keys}");

    public void Mouse(string actions) => screen.Xdotool(actions);

    /// <summary>What the screen shows at a place: red, green, blue.</summary>
    public (int Red, int Green, int Blue) Pixel(int x, int y) => PixelOf(screen.Grab(), x, y);

    public static (int Red, int Green, int Blue) PixelOf(byte[] grabbed, int x, int y)
    {
        int at = (y * VirtualScreen.Width + x) * 3;
        return (grabbed[at], grabbed[at + 1], grabbed[at + 2]);
    }

    /// <summary>Number of the frame shown, of a <see cref="CountingClip"/> that shows its original at that place.</summary>
    public int Number(int x = 20, int y = 20) => CountingClip.NumberOf(Pixel(x, y).Red);

    public async Task AwaitAsync(string what, Func<bool> isSo)
    {
        long begin = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            Assert.True(!process.HasExited, $"The program ended before {what}: {(process.HasExited ? await error : "")}");
            Assert.True(Stopwatch.GetElapsedTime(begin) < Patience, $"No {what}; the title is {Title}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits for the program's own end.</summary>
    public async Task<ProgramRun> EndAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        return new ProgramRun(process.ExitCode, await output, await error);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
    }

    bool FindWindow()
    {
        // xdotool ends with 1 where it finds none.
        string found = screen.Run("sh", "-c \"xdotool search --onlyvisible --class livestyle || true\"");
        Window = found.Length == 0 ? 0 : nuint.Parse(found.Split('\n')[^1], CultureInfo.InvariantCulture);
        return Window != 0;
    }

    [GeneratedRegex(@" (\d+) dropped ")]
    private static partial Regex DroppedFrames();

    [GeneratedRegex(@" - (\d\d):(\d\d\.\d)( paused)? - ")]
    private static partial Regex Place();
}
