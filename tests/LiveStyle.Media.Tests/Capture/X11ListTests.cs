using LiveStyle.Media.Capture;
using Xunit;

namespace LiveStyle.Media.Tests.Capture;

public sealed class X11ListTests
{
    const string Tree = """

        xwininfo: Window id: 0x1e7 (the root window) (has no name)

          Root window id: 0x1e7 (the root window) (has no name)
          Parent window id: 0x0 (none)
             6 children:
             0x3c00006 "Notes "today": list": ("gedit" "Gedit")  1280x720+26+62  +26+62
                1 child:
                0x3c00007 (has no name): ()  1x1+-1+-1  +25+61
             0x1a00c3c (has no name): ()  900x640+100+80  +100+80
                1 child:
                0x2800003 "Film - mpv": ("gl" "mpv")  896x504+2+24  +102+104
             0x2200001 "Film (1999) - vlc": ("vlc" "Vlc")  800x450+-1800+40  +-1800+40
             0x800004 "gnome-settings": ("x" "X")  1x1+0+0  +0+0
             0x2200009 "Film (1999) - vlc": ("vlc" "Vlc")  800x450+0+40  +0+40

        """;

    const string Monitors = """
        Screen 0: minimum 320 x 200, current 5760 x 1440, maximum 16384 x 16384
        eDP-1 connected primary 1920x1080+0+360 (normal left inverted right x axis y axis) 344mm x 193mm
           1920x1080     60.02*+  59.93  
           1280x720      60.00    59.74  
        HDMI-1 connected 2560x1440+1920+0 (normal left inverted right x axis y axis) 597mm x 336mm
           2560x1440     59.95*+
        DP-1 disconnected (normal left inverted right x axis y axis)
        DP-2 connected 1280x1024+4480+0 left (normal left inverted right x axis y axis) 376mm x 301mm
           1280x1024     60.02*+
        DP-3 connected (normal left inverted right x axis y axis)
           1920x1080     60.00 +
        """;

    static readonly IReadOnlyList<X11Window> Windows = X11Windows.Read(Tree.Replace("\r", ""));

    [Fact]
    public void Windows_with_a_title_are_read_from_the_tree() => Assert.Equal(
        [
            new X11Window(0x3c00006, "Notes \"today\": list", new ScreenRegion(1280, 720, 26, 62)),
            new X11Window(0x2800003, "Film - mpv", new ScreenRegion(896, 504, 102, 104)),
            new X11Window(0x2200001, "Film (1999) - vlc", new ScreenRegion(800, 450, -1800, 40)),
            new X11Window(0x2200009, "Film (1999) - vlc", new ScreenRegion(800, 450, 0, 40)),
        ],
        Windows);

    [Theory]
    [InlineData("Film - mpv", 0x2800003)]
    [InlineData("MPV", 0x2800003)]
    [InlineData("1999", 0x2200001)]
    public void A_window_is_chosen_by_its_title_or_by_what_only_it_holds(string title, uint id) => Assert.Equal(id, X11Windows.Choose(Windows, title).Id);

    [Theory]
    [InlineData("film", "several windows have \"film\" in their title; give more of it: \"Film - mpv\", \"Film (1999) - vlc\"")]
    [InlineData("paint", "there is no window \"paint\"; here are \"Notes \"today\": list\", \"Film - mpv\", \"Film (1999) - vlc\"")]
    public void A_title_that_fits_none_or_several_is_one_line_with_those_there_are(string title, string message) =>
        Assert.Equal(message, Assert.Throws<MediaException>(() => X11Windows.Choose(Windows, title)).Message);

    [Fact]
    public void Monitors_that_are_on_are_read_in_their_order() => Assert.Equal(
        [
            new X11Monitor("eDP-1", new ScreenRegion(1920, 1080, 0, 360), true),
            new X11Monitor("HDMI-1", new ScreenRegion(2560, 1440, 1920, 0), false),
            new X11Monitor("DP-2", new ScreenRegion(1280, 1024, 4480, 0), false),
        ],
        X11Monitors.Read(Monitors.Replace("\r", "")));

    [Fact]
    public void A_monitor_is_chosen_by_its_number()
    {
        IReadOnlyList<X11Monitor> monitors = X11Monitors.Read(Monitors.Replace("\r", ""));
        Assert.Equal(new ScreenRegion(2560, 1440, 1920, 0), X11Monitors.Choose(monitors, 1));
        Assert.Equal(
            "there is no monitor 3; here are screen:0 (eDP-1, 1920x1080+0+360), screen:1 (HDMI-1, 2560x1440+1920+0), screen:2 (DP-2, 1280x1024+4480+0)",
            Assert.Throws<MediaException>(() => X11Monitors.Choose(monitors, 3)).Message);
    }

    [Fact]
    public void Where_monitors_cannot_be_told_the_first_is_all_of_the_desktop()
    {
        Assert.Null(X11Monitors.Choose(null, 0));
        Assert.Contains("xrandr", Assert.Throws<MediaException>(() => X11Monitors.Choose(null, 1)).Message);
    }
}
