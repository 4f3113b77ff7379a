using LiveStyle.TestKit;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Playing;
using LiveStyle.TestKit.Programs;
using LiveStyle.TestKit.Windows;
using Xunit;

namespace LiveStyle.App.Tests.Programs;

/// <summary>The player as a person uses it, on a network that can be worked out by hand. Styles: 1 dark, 2 original, 3 negative, 4 white.</summary>
[Collection(VirtualScreenCollection.Name)]
public sealed class PlayWindowTests : IDisposable
{
    readonly VirtualScreen screen;
    readonly TinyBundle bundle = new();
    readonly string folder = Directory.CreateTempSubdirectory("livestyle-play-").FullName;

    public PlayWindowTests(VirtualScreen screen)
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
    public async Task Space_holds_the_picture_arrows_step_one_frame_and_space_goes_on()
    {
        using var clip = new CountingClip(96, "320x240", sound: true);
        await using PlayedWindow played = await StartAsync(clip, "--style", "original", "--mute");
        await played.AwaitAsync("half a second", () => played.Time >= 0.5);
        played.Key("space");
        await played.AwaitAsync("a pause", () => played.IsPaused);
        int number = played.Number(), dropped = played.Dropped;
        Assert.InRange(number, 10, 90);
        byte[] still = screen.Grab();
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Equal(still, screen.Grab());

        played.Key("Right");
        await played.AwaitAsync("the next frame", () => played.Number() == number + 1);
        played.Key("Right");
        await played.AwaitAsync("the one after", () => played.Number() == number + 2);
        played.Key("Left");
        await played.AwaitAsync("the frame before", () => played.Number() == number + 1);
        played.Key("Left");
        await played.AwaitAsync("the frame before that", () => played.Number() == number);
        Assert.Equal(dropped, played.Dropped);

        played.Key("space");
        await played.AwaitAsync("more frames", () => !played.IsPaused && played.Number() > number + 2);
        played.Key("q");
        ProgramRun run = await played.EndAsync();
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("frames shown", Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task Keys_and_the_mouse_seek_and_a_clip_that_has_ended_plays_again()
    {
        using var clip = new CountingClip(96, "320x240");
        await using PlayedWindow played = await StartAsync(clip, "--style", "original");
        played.Key("space");
        await played.AwaitAsync("a pause", () => played.IsPaused);
        played.Key("shift+Right");
        await played.AwaitAsync("the last frame", () => played.Number() == 95);
        played.Key("Home");
        await played.AwaitAsync("the first frame", () => played.Number() == 0);
        played.Mouse("mousemove 100 200 mousedown 1 mousemove 120 200 mousemove 160 200 mouseup 1");
        await played.AwaitAsync("the middle", () => played.Number() == 48);
        Assert.True(played.IsPaused);
        played.Key("shift+Left");
        await played.AwaitAsync("the first frame again", () => played.Number() == 0);

        played.Mouse("mousemove 100 200 mousedown 1 mousemove 310 200 mouseup 1");
        await played.AwaitAsync("a moment before the end", () => played.Number() > 85);
        played.Key("space");
        await played.AwaitAsync("the end", () => played.Number() == 95);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Equal(95, played.Number());
        played.Key("space");
        await played.AwaitAsync("the beginning", () => played.Number() is > 0 and < 60);
        played.Key("Escape");
        Assert.Equal(0, (await played.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Keys_choose_styles_melt_into_them_and_change_their_strength()
    {
        using var clip = new CountingClip(96, "320x240");
        await using PlayedWindow played = await StartAsync(clip, "--style", "original", "--melt", "0.4");
        played.Key("space");
        await played.AwaitAsync("a pause", () => played.IsPaused);
        int level = played.Pixel(20, 20).Red;
        played.Key("3");
        await played.AwaitAsync("the negative", () => played.Pixel(20, 20).Red == 255 - level);
        await played.AwaitAsync("its name", () => played.Title.Contains("negative 1.00"));
        played.Key("4");
        await played.AwaitAsync("white", () => played.Pixel(20, 20).Red == 255);
        played.Key("Down Down Down Down Down");
        await played.AwaitAsync("half of white", () => Math.Abs(played.Pixel(20, 20).Red - (255 + level) / 2) <= 1);
        played.Key("Up Up Up Up Up");
        await played.AwaitAsync("white again", () => played.Pixel(20, 20).Red == 255);
        played.Key("bracketright");
        await played.AwaitAsync("the first style", () => Math.Abs(played.Pixel(20, 20).Red - level / 2) <= 1);
        played.Key("bracketleft");
        await played.AwaitAsync("the last style", () => played.Pixel(20, 20).Red == 255);
        played.Mouse("keydown o");
        await played.AwaitAsync("the original while the key is held", () => played.Pixel(20, 20).Red == level);
        played.Mouse("keyup o");
        await played.AwaitAsync("the style when it is released", () => played.Pixel(20, 20).Red == 255);
    }

    [Fact]
    public async Task A_split_follows_the_mouse_and_the_overlay_and_full_screen_come_and_go()
    {
        using var clip = new CountingClip(96, "320x240");
        await using PlayedWindow played = await StartAsync(clip, "--style", "white");
        played.Key("space");
        await played.AwaitAsync("a pause", () => played.IsPaused);
        int Left()
        {
            byte[] grabbed = screen.Grab();
            return Enumerable.Range(0, 32).Count(i => PlayedWindow.PixelOf(grabbed, 10 * i + 5, 200).Red < 250);
        }

        played.Mouse("mousemove 160 120");
        played.Key("s");
        await played.AwaitAsync("a split in the middle", () => Left() == 16);
        played.Mouse("mousemove 80 120");
        await played.AwaitAsync("a split at a quarter", () => Left() == 8);
        played.Key("s");
        await played.AwaitAsync("no split", () => Left() == 0);

        Assert.Equal((255, 255, 255), played.Pixel(12, 12));
        played.Key("i");
        await played.AwaitAsync("the overlay", () => played.Pixel(12, 12).Red < 200);
        played.Key("i");
        await played.AwaitAsync("no overlay", () => played.Pixel(12, 12).Red == 255);

        played.Key("f");
        await played.AwaitAsync("full screen", () => played.Pixel(512, 700).Red == 255 && played.Pixel(1020, 760).Red == 255);
        played.Key("Escape");
        await played.AwaitAsync("the window again", () => played.Pixel(512, 700).Red == 0 && played.Pixel(20, 20).Red == 255);
        played.Key("q");
        Assert.Equal(0, (await played.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task A_window_that_changes_its_size_in_mid_frame_goes_on_playing()
    {
        using var clip = new CountingClip(96, "320x240");
        await using PlayedWindow played = await StartAsync(clip, "--style", "original", "--loop");
        for (int i = 0; i < 12; i++)
        {
            played.Mouse($"windowsize {played.Window} {200 + 53 * i} {500 - 29 * i}");
        }

        await played.AwaitAsync("the last size", () => played.Pixel(390, 90).Red > 0 && played.Pixel(10, 90).Red == 0);
        int number = played.Number(390, 90);
        await played.AwaitAsync("more frames", () => played.Number(390, 90) != number);
        played.Mouse($"windowunmap --sync {played.Window}");
        await Task.Delay(300, TestContext.Current.CancellationToken);
        played.Mouse($"windowmap --sync {played.Window}");
        number = played.Number(390, 90);
        await played.AwaitAsync("frames after it was hidden", () => played.Number(390, 90) is var now && now >= 0 && now != number);
        using (var client = new WindowClient(screen.Display))
        {
            client.RequestClose(played.Window);
        }

        Assert.Equal(0, (await played.EndAsync()).ExitCode);
    }

    [Theory]
    [InlineData(UnixSignal.Interrupt)]
    [InlineData(UnixSignal.Terminate)]
    public async Task A_signal_ends_it_in_order_in_the_middle_of_the_network(int signal)
    {
        using var clip = new CountingClip(96, "640x360");
        await using PlayedWindow played = await PlayedWindow.StartAsync(
            screen, folder, clip.Path, "--device", "cpu", "--style", "munch-scream", "--fixed", "--record", "film.mkv", "--window", "320x180");
        Assert.True(UnixSignal.Send(played.Process, signal));
        ProgramRun run = await played.EndAsync();
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("film.mkv", Path.GetFileName(Assert.Single(Directory.GetFiles(folder))));
        Assert.NotEmpty(Clips.FrameTimes(Path.Combine(folder, "film.mkv")));
    }

    [Fact]
    public async Task Frames_asked_for_are_shown_and_recorded_and_the_loop_goes_round_with_sound()
    {
        using var clip = new CountingClip(12, "320x240", sound: true);
        await using PlayedWindow played = await StartAsync(clip, "--style", "negative", "--loop", "--frames", "40", "--record", "film.mkv", "--split", "0.5");
        ProgramRun run = await played.EndAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("40 frames shown", run.Error);
        double[] times = Clips.FrameTimes(Path.Combine(folder, "film.mkv"));
        Assert.InRange(times.Length, 30, 40);
        Assert.InRange(times[^1], 1.2, 30);
        byte[] first = Clips.Pixels(Path.Combine(folder, "film.mkv"))[..(320 * 3)];
        Assert.InRange(first[0], 18, 70);
        Assert.InRange(first[^1], 185, 240);
    }

    [Fact]
    public async Task What_changes_in_a_paused_picture_is_recorded()
    {
        using var clip = new CountingClip(96, "320x240");
        await using PlayedWindow played = await StartAsync(clip, "--style", "white", "--record", "film.mkv");
        played.Key("space");
        await played.AwaitAsync("a pause", () => played.IsPaused);
        played.Mouse("keydown o");
        await played.AwaitAsync("the original", () => played.Pixel(20, 20).Red < 255);
        played.Mouse("keyup o");
        await played.AwaitAsync("the style", () => played.Pixel(20, 20).Red == 255);
        played.Key("q");
        Assert.Equal(0, (await played.EndAsync()).ExitCode);

        byte[] film = Clips.Pixels(Path.Combine(folder, "film.mkv"));
        int[] levels = [.. Enumerable.Range(0, film.Length / (320 * 240 * 3)).Select(i => (int)film[i * 320 * 240 * 3])];
        Assert.InRange(levels[0], 240, 255);
        Assert.InRange(levels[^1], 240, 255);
        Assert.Single(levels, level => level < 240);
    }

    Task<PlayedWindow> StartAsync(CountingClip clip, params string[] more) =>
        PlayedWindow.StartAsync(screen, folder, [clip.Path, "--device", "cpu", "--model", bundle.Directory, .. more]);
}
