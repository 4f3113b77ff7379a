using LiveStyle.Frames;
using LiveStyle.Media.Capture;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Media.Tests.Capture;

public sealed class ScreenGrabberTests
{
    static readonly LiveSourceOptions Options = new() { CameraFrameRate = new Rational(25, 1), IsCursorDrawn = false };

    [Theory]
    [InlineData("screen", "-f gdigrab -framerate 25/1 -draw_mouse 0 -i \"desktop\"")]
    [InlineData("screen:640x360+-1920+20", "-f gdigrab -framerate 25/1 -draw_mouse 0 -offset_x -1920 -offset_y 20 -video_size 640x360 -i \"desktop\"")]
    [InlineData("screen:1", "-f lavfi -i \"ddagrab=output_idx=1:framerate=25/1:draw_mouse=0,hwdownload,format=bgra\"")]
    [InlineData("window:A \"film\" - player", "-f gdigrab -framerate 25/1 -draw_mouse 0 -i \"title=A \\\"film\\\" - player\"")]
    public void Windows_grabs_by_GDI_and_single_monitors_by_desktop_duplication(string name, string expected) =>
        Assert.Contains(expected, Line(ScreenGrabber.OfWindows(Input(name), Options)));

    [Theory]
    [InlineData("screen", "-f avfoundation -framerate 25/1 -capture_cursor 0 -i \"Capture screen 0:none\"", "setpts=PTS-STARTPTS,scale=")]
    [InlineData("screen:1", "-i \"Capture screen 1:none\"", "setpts=PTS-STARTPTS,scale=")]
    [InlineData("screen:640x360+10+20", "-i \"Capture screen 0:none\"", "setpts=PTS-STARTPTS,crop=640:360:10:20,scale=")]
    public void macOS_grabs_a_monitor_and_cuts_regions_out_of_it(string name, string input, string filters)
    {
        string line = Line(ScreenGrabber.OfMac(Input(name), Options));
        Assert.Contains(input, line);
        Assert.Contains(filters, line);
    }

    [Fact]
    public void macOS_says_that_it_gives_no_single_window() =>
        Assert.Contains("capture the region where it is", Assert.Throws<MediaException>(() => ScreenGrabber.OfMac(Input("window:film"), Options)).Message);

    [Theory]
    [InlineData(null, null, false, "DISPLAY is not set")]
    [InlineData("", null, true, "DISPLAY is not set")]
    [InlineData(":0", "wayland-0", false, "Wayland")]
    [InlineData(null, "wayland-0", false, "Wayland")]
    [InlineData(null, "wayland-0", true, "DISPLAY is not set")]
    public void A_session_without_an_X11_display_is_told_so(string? display, string? wayland, bool isWindow, string expected) =>
        Assert.Contains(expected, Assert.Throws<MediaException>(() => ScreenGrabber.X11Display(isWindow, Environment(display, wayland))).Message);

    [Theory]
    [InlineData(":0.1", null, false)]
    [InlineData(":0.1", "wayland-0", true)]
    public void An_X11_display_is_taken_from_the_environment(string display, string? wayland, bool isWindow) =>
        Assert.Equal(display, ScreenGrabber.X11Display(isWindow, Environment(display, wayland)));

    [Theory]
    [InlineData("screen:640x360", "screen:640x360+10+20")]
    [InlineData("screen:0x360+1+1", "screen:640x360+10+20")]
    [InlineData("screen:99999999999x360+1+1", "screen:640x360+10+20")]
    [InlineData("screen:-1", "screen:640x360+10+20")]
    [InlineData("window: ", "window:TITLE")]
    [InlineData("test:large", "test:640x360@30")]
    [InlineData("test:1x1", "test:640x360@30")]
    [InlineData("test:64x48@500", "test:640x360@30")]
    [InlineData("test:64x48@", "test:640x360@30")]
    public async Task A_name_that_says_nothing_is_one_line_with_one_that_does(string name, string example)
    {
        MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(() => LiveSource.OpenAsync(name, Options, TestContext.Current.CancellationToken));
        Assert.Contains(example, failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    static LiveInput Input(string name) => LiveInput.TryParse(name)!;

    static string Line(LiveInput input) => LiveArguments.Build(input, Options, null);

    static Func<string, string?> Environment(string? display, string? wayland) => name => name switch
    {
        "DISPLAY" => display,
        "WAYLAND_DISPLAY" => wayland,
        _ => null,
    };
}
