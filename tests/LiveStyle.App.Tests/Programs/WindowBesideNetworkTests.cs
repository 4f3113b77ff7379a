using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using LiveStyle.TestKit.Playing;
using LiveStyle.TestKit.Windows;
using Xunit;

namespace LiveStyle.App.Tests.Programs;

/// <summary>A network that takes seconds a frame on the device that draws the window.</summary>
[Collection(VirtualScreenCollection.Name)]
public sealed partial class WindowBesideNetworkTests(VirtualScreen screen) : IDisposable
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

        // Were the window to wait for the network, most keys would take as long as one of its frames does.
        long begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < 12; i++)
        {
            bool isFull = i % 2 == 0;
            played.Key("f");
            await played.AwaitAsync("another size", () => screen.Xdotool($"getwindowgeometry {played.Window}").Contains("1024x768", StringComparison.Ordinal) == isFull);
        }

        TimeSpan keys = Stopwatch.GetElapsedTime(begin);
        await played.AwaitAsync("another picture", () => Milliseconds(played.Title) > 0);
        Assert.InRange(keys.TotalMilliseconds, 0, Milliseconds(played.Title));
    }

    /// <summary>The longest between two pictures; 0 until there were two.</summary>
    static double Milliseconds(string title) => double.Parse(LongestInterval().Match(title).Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@" p99 (\d+\.\d) ms")]
    private static partial Regex LongestInterval();
}
