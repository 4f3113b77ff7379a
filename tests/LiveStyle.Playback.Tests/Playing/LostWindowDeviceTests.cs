using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Playback.Playing;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;
using LiveStyle.TestKit.Media;
using LiveStyle.TestKit.Playing;
using LiveStyle.TestKit.Windows;
using Xunit;

namespace LiveStyle.Playback.Tests.Playing;

/// <summary>A GPU that stops answering while its window is open.</summary>
[Collection(VirtualScreenCollection.Name)]
[Trait("Speed", "Slow")]
public sealed class LostWindowDeviceTests(VirtualScreen screen) : IDisposable
{
    readonly ClipFolder folder = new();
    readonly NotedDisplay display = new();
    readonly List<string> messages = [];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0, new string[0])]
    [InlineData(1, new[] { "the GPU stopped answering and was started again" })]
    [InlineData(2, new[] { "the GPU stopped answering and was started again", "the GPU stopped answering again; the processor runs the network from now on" })]
    public void Playing_goes_on_after_its_device_was_lost(int losses, string[] notes)
    {
        List<string> devices = Play(losses);
        Assert.Equal(notes, display.Notes);
        Assert.Contains("30 frames shown", Assert.Single(display.Sentences));
        Assert.Equal([.. Enumerable.Repeat("vulkan", Math.Min(losses + 1, 2)), .. Enumerable.Repeat("cpu", losses - 1 > 0 ? 1 : 0)], devices);
        Assert.Empty(messages);
    }

    [Fact]
    public void A_device_lost_a_third_time_ends_it_with_one_line()
    {
        GpuException lost = Assert.Throws<GpuException>(() => Play(3));
        Assert.Contains("stopped answering", lost.Message);
    }

    /// <returns>What each opened device runs the network on.</returns>
    List<string> Play(int losses)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && screen.Display.Length > 0, "Needs Xvfb.");
        string clip = folder.Make("a.mkv", "-f lavfi -i testsrc2=s=32x32:r=24 -frames:v 20 -c:v ffv1 -pix_fmt yuv420p");
        List<string> devices = [];
        var player = new WindowPlayer(display)
        {
            Opened = graphics =>
            {
                devices.Add(graphics.Stage.DeviceName.Split(' ')[0]);
                int left = 25;
                graphics.Device.Submissions.Submitting = devices.Count > losses ? null : () =>
                {
                    if (Interlocked.Decrement(ref left) < 0)
                    {
                        throw new GpuException("the GPU stopped answering") { IsDeviceLost = true };
                    }
                };
            },
        };
        player.Run(
            new PlayOptions
            {
                Input = clip,
                Model = "live",
                Blend = new Blend(ModelBundle.Open("live").Styles.Names[1]),
                IsLooped = true,
                IsMuted = true,
                IsFixed = true,
                Frames = 30,
                Stylizer = new StylizerOptions { Device = StylizerDevice.Vulkan, GpuInstance = new GpuInstanceOptions { Validation = Note } },
            },
            TestContext.Current.CancellationToken);
        return devices;
    }

    void Note(string message)
    {
        lock (messages)
        {
            messages.Add(message);
        }
    }
}
