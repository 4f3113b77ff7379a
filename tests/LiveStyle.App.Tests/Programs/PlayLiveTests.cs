using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Media;
using LiveStyle.TestKit.Windows;
using Xunit;

namespace LiveStyle.App.Tests.Programs;

/// <summary>Something live in the player's window.</summary>
[Collection(VirtualScreenCollection.Name)]
public sealed class PlayLiveTests : IDisposable
{
    readonly VirtualScreen screen;
    readonly TinyBundle bundle = new();
    readonly string folder = Directory.CreateTempSubdirectory("livestyle-play-").FullName;

    public PlayLiveTests(VirtualScreen screen)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs Xvfb.");
        this.screen = screen;
    }

    public void Dispose()
    {
        bundle.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_sender_that_vanishes_leaves_its_last_frame_says_so_and_goes_on_when_it_is_back()
    {
        int port = LiveSender.FreePort();
        var sender = new LiveSender(port, "color=0x4040C0:s=320x240:r=25");
        await using PlayedWindow played = await PlayedWindow.StartAsync(
            screen, folder, $"tcp://127.0.0.1:{port}", "--device", "cpu", "--model", bundle.Directory, "--style", "original");
        await played.AwaitAsync("the sender's picture", () => played.Pixel(20, 20).Blue > 150);
        Assert.Contains(" live ", played.Title);
        played.Key("space");
        Assert.False(played.IsPaused);

        sender.Dispose();
        await played.AwaitAsync("a word on it", () => played.Title.Contains("no picture comes"));
        Assert.True(played.Pixel(20, 20).Blue > 150, "The last frame is gone.");
        played.Key("4");
        await played.AwaitAsync("another style of the last frame", () => played.Pixel(20, 20) == (255, 255, 255));
        played.Key("2");

        using var successor = new LiveSender(port, "color=0x40C040:s=320x240:r=25");
        await played.AwaitAsync("the new sender's picture", () => played.Pixel(20, 20) is { Green: > 150, Blue: < 110 });
        await played.AwaitAsync("no more word on it", () => !played.Title.Contains("no picture comes"));
        played.Key("q");
        Assert.Equal(0, (await played.EndAsync()).ExitCode);
    }
}
