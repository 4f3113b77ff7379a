using LiveStyle.Frames;
using LiveStyle.Media.Capture;
using LiveStyle.TestKit.Windows;
using Xunit;

namespace LiveStyle.Media.Tests.Capture;

[Collection(VirtualScreenCollection.Name)]
[Trait("Speed", "Slow")]
public sealed class CaptureDevicesTests
{
    readonly VirtualScreen screen;

    public CaptureDevicesTests(VirtualScreen screen)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the tests' virtual screen is one of X11");
        this.screen = screen;
    }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Screens_and_windows_are_listed_by_the_names_that_open_them()
    {
        using var window = new ColorWindow(screen, "A green film", "green", 100, 50);
        CaptureList list = await CaptureDevices.ListAsync(Cancellation);
        CaptureDevice[] seen = [.. list.Devices.Where(device => device.Source is "screen" or "window:A green film")];
        Assert.Equal([CaptureDeviceKind.Screen, CaptureDeviceKind.Window], seen.Select(device => device.Kind));
        Assert.Equal([new FrameSize(VirtualScreen.Width, VirtualScreen.Height), new FrameSize(ColorWindow.Width, ColorWindow.Height)], seen.Select(device => device.Size!.Value));
        Assert.Equal(list.Devices.Select(device => device.Kind).Order(), list.Devices.Select(device => device.Kind));
        foreach (CaptureDevice device in seen)
        {
            await using LiveSource source = await LiveSource.OpenAsync(device.Source, new LiveSourceOptions(), Cancellation);
            Assert.Equal(device.Size, source.Size);
        }
    }

    [Fact]
    public async Task What_cannot_be_listed_is_noted_in_one_line_each()
    {
        VirtualScreen.UseDisplay(":65000");
        try
        {
            CaptureList list = await CaptureDevices.ListAsync(Cancellation);
            Assert.DoesNotContain(list.Devices, device => device.Kind == CaptureDeviceKind.Window);
            Assert.Contains(list.Notes, note => note.Contains(":65000"));
            Assert.All(list.Notes, note => Assert.DoesNotContain('\n', note));
        }
        finally
        {
            VirtualScreen.UseDisplay(screen.Display);
        }
    }
}
