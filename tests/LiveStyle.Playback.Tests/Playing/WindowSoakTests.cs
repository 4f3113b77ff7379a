using System.Diagnostics;
using LiveStyle.Gpu.Devices;
using LiveStyle.Playback.Playing;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Media;
using LiveStyle.TestKit.Playing;
using LiveStyle.TestKit.Windows;
using Xunit;

namespace LiveStyle.Playback.Tests.Playing;

/// <summary>Many frames through a real window.</summary>
[Collection(VirtualScreenCollection.Name)]
[Trait("Speed", "Slow")]
public sealed class WindowSoakTests(VirtualScreen screen) : IDisposable
{
    readonly ClipFolder folder = new();
    readonly TinyBundle bundle = new();
    readonly NotedDisplay display = new();
    readonly List<string> messages = [];

    public void Dispose()
    {
        folder.Dispose();
        bundle.Dispose();
    }

    [Fact]
    public void A_thousand_frames_more_take_no_more_memory()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && screen.Display.Length > 0, "Needs Xvfb.");
        string clip = folder.Make("a.mkv", "-f lavfi -i testsrc2=s=32x24:r=120 -frames:v 2000 -c:v ffv1 -pix_fmt bgr0");
        Play(clip, frames: 60);
        (long fewBytes, long before) = (Play(clip, frames: 60), WorkingSet());
        long manyBytes = Play(clip, frames: 1060);

        // A title four times a second is all that this thread allocates.
        Assert.InRange((manyBytes - fewBytes) / 1000.0, -1000, 160);
        Assert.InRange(WorkingSet() - before, long.MinValue, 24 << 20);
        Assert.Empty(display.Notes);
        Assert.Empty(messages);
    }

    [Fact]
    public void A_device_that_is_too_slow_lowers_its_resolution_says_so_and_records_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && screen.Display.Length > 0, "Needs Xvfb.");
        string clip = folder.Make("a.mkv", "-f lavfi -i testsrc2=s=640x360:r=60 -frames:v 600 -c:v ffv1 -pix_fmt yuv420p"), film = folder["film.mkv"];
        ModelBundle live = ModelBundle.Open("live");
        Play(clip, frames: 25, options => options with
        {
            Model = "live",
            Blend = new Blend(live.Styles.Names[1]),
            IsFixed = false,
            Split = 0.3f,
            Recording = film,
            Stylizer = options.Stylizer with { Device = StylizerDevice.Vulkan },
        });

        Assert.Contains("to keep up the network ran at ", Assert.Single(display.Sentences));
        Assert.Equal("640\n360", folder.Ask(film, "-select_streams v:0 -show_entries stream=width,height"));
        Assert.InRange(folder.FrameTimes(film).Length, 20, 25);
        Assert.Empty(messages);
    }

    /// <returns>Bytes that the window's thread has allocated.</returns>
    long Play(string clip, long frames, Func<PlayOptions, PlayOptions>? edit = null)
    {
        long begin = GC.GetAllocatedBytesForCurrentThread();
        var options = new PlayOptions
        {
            Input = clip,
            Model = bundle.Directory,
            Blend = new Blend("negative"),
            IsMuted = true,
            IsFixed = true,
            ShowsOverlay = true,
            IsLooped = true,
            Frames = frames,
            Stylizer = new StylizerOptions { Device = StylizerDevice.Cpu, GpuInstance = new GpuInstanceOptions { Validation = Note } },
        };
        new WindowPlayer(display).Run(edit?.Invoke(options) ?? options, TestContext.Current.CancellationToken);
        return GC.GetAllocatedBytesForCurrentThread() - begin;
    }

    static long WorkingSet()
    {
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }

    void Note(string message)
    {
        lock (messages)
        {
            messages.Add(message);
        }
    }
}
