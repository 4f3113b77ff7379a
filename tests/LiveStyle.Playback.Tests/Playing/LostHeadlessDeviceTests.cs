using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Media.Stills;
using LiveStyle.Playback.Playing;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.TestKit.Playing;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.Playback.Tests.Playing;

/// <summary>A GPU that stops answering while every frame is rendered without a window.</summary>
[Trait("Speed", "Slow")]
public sealed class LostHeadlessDeviceTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("livestyle-lost-").FullName;
    readonly NotedDisplay display = new();
    readonly List<string> messages = [];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(1, "the GPU stopped answering and was started again")]
    [InlineData(2, "the GPU stopped answering again; the processor runs the network from now on")]
    public async Task Every_frame_is_rendered_although_the_device_was_lost(int losses, string lastNote)
    {
        await PlayAsync(losses);
        Assert.Equal(losses, display.Notes.Count);
        Assert.Equal(lastNote, display.Notes[^1]);
        Assert.Equal(Enumerable.Range(0, 20), Directory.GetFiles(Path.Combine(folder, "pictures")).Order(StringComparer.Ordinal).Select(Number));
        Assert.Equal(20, Clips.FrameTimes(Path.Combine(folder, "film.mkv")).Length);
        Assert.Empty(messages);
    }

    [Fact]
    public async Task A_device_lost_a_third_time_ends_it_and_what_was_made_is_kept()
    {
        LiveStyleException lost = await Assert.ThrowsAsync<LiveStyleException>(() => PlayAsync(3));
        int made = Directory.GetFiles(Path.Combine(folder, "pictures")).Length;
        Assert.InRange(made, 1, 19);
        Assert.StartsWith("the GPU stopped answering", lost.Message);
        Assert.Contains($"holds the first {made} frames", lost.Message);
        Assert.NotEmpty(Clips.FrameTimes(Assert.Single(Directory.GetFiles(folder, "film*"))));
    }

    [Fact]
    public void A_device_that_cannot_be_opened_again_leaves_the_network_to_the_processor()
    {
        var losses = new DeviceRecovery(new StylizerOptions { Device = StylizerDevice.Vulkan, VulkanDevice = "the lost one" }, display);
        Assert.True(losses.Bears(new GpuException("lost") { IsDeviceLost = true }));
        List<(StylizerDevice, string?)> asked = [];
        StylizerOptions opened = losses.Open(options =>
        {
            asked.Add((options.Device, options.VulkanDevice));
            return options.Device == StylizerDevice.Vulkan ? throw new GpuException("gone") : options;
        });

        Assert.Equal((StylizerDevice.Cpu, null), (opened.Device, opened.VulkanDevice));
        Assert.Equal([(StylizerDevice.Vulkan, "the lost one"), (StylizerDevice.Cpu, null)], asked);
        Assert.Contains("can't be started again", Assert.Single(display.Notes));
        Assert.False(losses.Bears(new GpuException("lost") { IsDeviceLost = true }));
    }

    async Task PlayAsync(int losses)
    {
        using var clip = new CountingClip(20);
        int opened = 0;
        var player = new HeadlessPlayer(display)
        {
            Opened = graphics =>
            {
                opened++;
                int left = 16;
                graphics.Device.Submissions.Submitting = opened > losses ? null : () =>
                {
                    if (Interlocked.Decrement(ref left) < 0)
                    {
                        throw new GpuException("the GPU stopped answering") { IsDeviceLost = true };
                    }
                };
            },
        };
        await player.RunAsync(
            new PlayOptions
            {
                Input = clip.Path,
                Model = "live",
                Blend = Blend.Original,
                Split = 0.5f,
                IsHeadless = true,
                Pictures = Path.Combine(folder, "pictures"),
                Recording = Path.Combine(folder, "film.mkv"),
                Stylizer = new StylizerOptions { Device = StylizerDevice.Vulkan, GpuInstance = new GpuInstanceOptions { Validation = Note } },
            },
            TestContext.Current.CancellationToken);
    }

    static int Number(string path)
    {
        using HostFrame picture = StillImage.Load(path);
        return CountingClip.NumberOf(picture.Pixels[0]);
    }

    void Note(string message)
    {
        lock (messages)
        {
            messages.Add(message);
        }
    }
}
