using System.Diagnostics;
using LiveStyle.Tests.Playing;
using LiveStyle.Tests.Windowing;
using Xunit;

namespace LiveStyle.Tests.App;

/// <summary>A network that takes seconds a frame on the device that draws the window.</summary>
[Collection(VirtualScreenCollection.Name)]
public sealed class WindowBesideNetworkTests(VirtualScreen screen) : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("livestyle-play-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Keys_act_on_the_window_while_the_network_has_the_device()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs Xvfb.");
        using var clip = new CountingClip(96, "320x180");
        await using PlayedWindow played = await PlayedWindow.StartAsync(
            screen, folder, clip.Path, "--device", "vulkan", "--fixed", "--model", "gallery", "--style", "munch-scream", "--loop");
        Console.WriteLine("title " + played.Title);
        for (int i = 0; i < 8; i++)
        {
            bool isFull = i % 2 == 0;
            long begin = Stopwatch.GetTimestamp();
            played.Key("f");
            await played.AwaitAsync("full screen", () => screen.Xdotool($"getwindowgeometry {played.Window}").Contains("1024x768", StringComparison.Ordinal) == isFull);
            Console.WriteLine($"{i} {Stopwatch.GetElapsedTime(begin).TotalSeconds:0.000} {played.Title}");
        }
        for (int i = 0; i < 4; i++)
        {
            bool isPaused = i % 2 == 0;
            long begin = Stopwatch.GetTimestamp();
            played.Key("space");
            await played.AwaitAsync("pause", () => played.IsPaused == isPaused);
            Console.WriteLine($"{i} {Stopwatch.GetElapsedTime(begin).TotalSeconds:0.000} {played.Title}");
        }
        long end = Stopwatch.GetTimestamp();
        played.Key("q");
        await played.EndAsync();
        Console.WriteLine($"q {Stopwatch.GetElapsedTime(end).TotalSeconds:0.000}");
    }
}
