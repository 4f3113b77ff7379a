using System.Diagnostics;
using LiveStyle.Frames;
using LiveStyle.Playback.Playing;
using LiveStyle.Presentation.Presenting;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Playback.Tests.Playing;

/// <summary>Many frames through the player's threads: nothing is allocated, nothing grows, nothing is left out.</summary>
[Collection(Alone.Name)]
[Trait("Speed", "Slow")]
public sealed class PlayingSoakTests
{
    [Fact]
    public async Task Thousands_of_frames_with_the_network_on_the_processor_allocate_nothing()
    {
        using var bundle = new TinyBundle();
        await SoakAsync(StylizerDevice.Cpu, bundle.Load(), warm: 400, measured: 3000);
    }

    [Fact]
    public Task Hundreds_of_frames_with_the_network_in_shaders_allocate_nothing() =>
        SoakAsync(StylizerDevice.Vulkan, ModelBundle.Open("live"), warm: 60, measured: 300);

    static async Task SoakAsync(StylizerDevice device, ModelBundle bundle, long warm, long measured)
    {
        using var folder = new ClipFolder();
        string path = folder.Make("a.mkv", $"-f lavfi -i testsrc2=s=32x32:r=24 -frames:v {warm + measured + 50} -c:v ffv1 -pix_fmt yuv420p");
        var options = new PlayOptions { Input = path, Model = "", Stylizer = new StylizerOptions { Device = device }, Blend = new Blend(bundle.Styles.Names[1]) };
        MeteredStage? meter = null;
        await using PlayScene scene = await PlayScene.OpenAsync(options, bundle, isUnpaced: true, stage => meter = new MeteredStage(stage, warm));
        Func<bool> isWarm = () => meter!.Rendered >= warm, isDone = () => meter!.Rendered >= warm + measured;
        Until(scene, isWarm);
        long memory = WorkingSet(), begin = GC.GetAllocatedBytesForCurrentThread();
        Until(scene, isDone);

        // The pool's stack of idle frames may grow once more, on either thread; a single object a frame would be ten times as much.
        const long few = 700;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - begin, 0, few);
        Assert.InRange(meter!.Allocated, 0, few);
        Assert.InRange(WorkingSet() - memory, long.MinValue, 24 << 20);
    }

    static void Until(PlayScene scene, Func<bool> isSo)
    {
        long begin = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            scene.Turn(draws: true);
            Thread.Yield();
            if (Stopwatch.GetElapsedTime(begin) > TimeSpan.FromSeconds(120))
            {
                Assert.Fail("It did not come about.");
            }
        }
    }

    static long WorkingSet()
    {
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }

    /// <summary>Counts what the worker's thread allocates between one frame and the next.</summary>
    sealed class MeteredStage(PlayStage inner, long warm) : PlayStage
    {
        long rendered;
        long first;

        public long Rendered => Interlocked.Read(ref rendered);

        /// <summary>Bytes since it was warm.</summary>
        public long Allocated { get; private set; }

        public override string DeviceName => inner.DeviceName;

        public override Picture CreatePicture() => inner.CreatePicture();

        public override void Show(HostFrame frame, Picture target)
        {
            inner.Show(frame, target);
            Count();
        }

        public override void Render(HostFrame frame, FrameSize inference, ReadOnlySpan<float> embedding, Picture target, CancellationToken cancellation)
        {
            inner.Render(frame, inference, embedding, target, cancellation);
            Count();
        }

        void Count()
        {
            long now = GC.GetAllocatedBytesForCurrentThread();
            first = rendered <= warm ? now : first;
            Allocated = now - first;
            Interlocked.Increment(ref rendered);
        }

        public override void Dispose()
        {
            // The graphics' own.
        }
    }
}
