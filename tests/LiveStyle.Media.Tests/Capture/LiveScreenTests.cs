using LiveStyle.Frames;
using LiveStyle.Media.Capture;
using LiveStyle.TestKit.Windows;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Media.Tests.Capture;

[Collection(VirtualScreenCollection.Name)]
[Trait("Speed", "Slow")]
public sealed class LiveScreenTests
{
    const string Green = "0x20C040";

    readonly VirtualScreen screen;

    public LiveScreenTests(VirtualScreen screen)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the tests' virtual screen is one of X11");
        this.screen = screen;
    }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_screen_comes_whole_with_what_it_shows()
    {
        using var window = new ColorWindow(screen, "green", Green, 100, 50);
        await using LiveSource source = await OpenAsync("screen");
        Assert.Equal((new FrameSize(VirtualScreen.Width, VirtualScreen.Height), new Rational(30, 1)), (source.Size, source.FrameRate));
        using HostFrame frame = (await source.ReadAsync(Cancellation))!;
        AssertGreen(frame, 100, 50);
        AssertGreen(frame, 419, 289);
        Assert.Equal([0, 0, 0], Pixel(frame, 99, 50));
        Assert.Equal([0, 0, 0], Pixel(frame, 420, 289));
    }

    [Fact]
    public async Task A_region_of_the_screen_comes_at_the_rate_that_is_asked_for()
    {
        using var window = new ColorWindow(screen, "green", Green, 100, 50);
        await using LiveSource source = await OpenAsync("screen:64x48+90+40", new LiveSourceOptions { CameraFrameRate = new Rational(10, 1), IsCursorDrawn = false });
        Assert.Equal((new FrameSize(64, 48), new Rational(10, 1)), (source.Size, source.FrameRate));
        using HostFrame frame = (await source.ReadAsync(Cancellation))!;
        Assert.Equal([0, 0, 0], Pixel(frame, 9, 20));
        AssertGreen(frame, 10, 10);
    }

    [Theory]
    [InlineData("window:A green film - player")]
    [InlineData("window:GREEN film")]
    public async Task A_window_comes_by_its_title_or_what_only_its_title_holds(string name)
    {
        using var window = new ColorWindow(screen, "A green film - player", Green, 300, 200);
        using var other = new ColorWindow(screen, "A red film - player", "red", 100, 450);
        await using LiveSource source = await OpenAsync(name);
        Assert.Equal(new FrameSize(ColorWindow.Width, ColorWindow.Height), source.Size);
        using HostFrame frame = (await source.ReadAsync(Cancellation))!;
        AssertGreen(frame, 0, 0);
        AssertGreen(frame, ColorWindow.Width - 1, ColorWindow.Height - 1);
    }

    [Fact]
    public async Task A_window_that_is_closed_is_waited_for_and_found_anew()
    {
        var window = new ColorWindow(screen, "green", Green, 100, 50);
        await using LiveSource source = await OpenAsync("window:green");
        await LiveReading.ReadAsync(source, 1);
        window.Dispose();
        Task<LiveSourceState> lost = LiveReading.LostAsync(source);
        Task<List<double>> after = LiveReading.ReadAsync(source, 1_000_000, until: () => lost.IsCompleted && source.State.IsConnected);
        Assert.Equal(LivePhase.Reconnecting, (await lost).Phase);
        using var successor = new ColorWindow(screen, "green", Green, 500, 300);
        await after;
        using HostFrame frame = (await source.ReadAsync(Cancellation))!;
        AssertGreen(frame, 5, 5);
    }

    [Fact]
    public async Task The_pointer_is_drawn_only_where_it_is_wanted()
    {
        screen.Xdotool("mousemove 800 600");
        Assert.True(await HasPointerAsync(true));
        Assert.False(await HasPointerAsync(false));
    }

    [Fact]
    public async Task A_window_that_is_not_there_is_one_line_with_those_that_are()
    {
        using var window = new ColorWindow(screen, "green", Green, 100, 50);
        MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(() => OpenAsync("window:blue"));
        Assert.Equal("there is no window \"blue\"; here are \"green\"", failure.Message);
    }

    [Fact]
    public async Task A_region_outside_the_screen_is_one_line_with_the_screens_size()
    {
        MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(() => OpenAsync("screen:640x480+600+10"));
        Assert.StartsWith("screen:640x480+600+10 can't be read: ", failure.Message);
        Assert.Contains("outside the screen size 1024x768", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    static Task<LiveSource> OpenAsync(string name, LiveSourceOptions? options = null) =>
        LiveSource.OpenAsync(name, (options ?? new LiveSourceOptions()) with { RetryDelay = LiveReading.Quick.RetryDelay }, Cancellation);

    static async Task<bool> HasPointerAsync(bool isDrawn)
    {
        await using LiveSource source = await OpenAsync("screen:64x64+768+568", new LiveSourceOptions { IsCursorDrawn = isDrawn });
        using HostFrame frame = (await source.ReadAsync(Cancellation))!;
        return frame.Pixels.ContainsAnyExcept((byte)0);
    }

    static byte[] Pixel(HostFrame frame, int x, int y) => frame.Pixels.Slice((y * frame.Size.Width + x) * 3, 3).ToArray();

    static void AssertGreen(HostFrame frame, int x, int y)
    {
        byte[] pixel = Pixel(frame, x, y);
        Assert.InRange(pixel[0], 0x20 - 6, 0x20 + 6);
        Assert.InRange(pixel[1], 0xC0 - 6, 0xC0 + 6);
        Assert.InRange(pixel[2], 0x40 - 6, 0x40 + 6);
    }
}
