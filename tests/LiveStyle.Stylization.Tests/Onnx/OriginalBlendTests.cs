using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Onnx;
using LiveStyle.Stylization.Vulkan;
using LiveStyle.TestKit.Bundles;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Stylization.Tests.Onnx;

/// <summary>Where a blend is the original, the frame comes back byte for byte, and the network doesn't run: this one's would fail.</summary>
[Collection(SoftwareGpuCollection.Name)]
public sealed class OriginalBlendTests : IDisposable
{
    static readonly FrameSize Size = new(48, 32);

    readonly TinyBundle tiny = TinyBundle.ThatFailsForTheOriginal();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => tiny.Dispose();

    [Theory]
    [InlineData("original")]
    [InlineData("dark @0")]
    [InlineData("negative*0.4 + white*0.6 @0")]
    [InlineData("dark - dark + original")]
    public async Task A_still_picture_comes_back_as_it_is(string blend)
    {
        await using IStylizer stylizer = Open();
        using HostFrame source = Noise(1), target = HostFrame.Allocate(Size);

        stylizer.Stylize(source, target, stylizer.Bundle.Styles.Embed(Blend.Parse(blend)), Cancellation);

        Assert.Equal(source.Pixels.ToArray(), target.Pixels.ToArray());
    }

    [Fact]
    public async Task The_network_runs_for_all_that_is_not_the_original()
    {
        await using IStylizer stylizer = Open();
        using HostFrame source = Noise(1), target = HostFrame.Allocate(Size);

        stylizer.Stylize(source, target, stylizer.Bundle.Styles.Embed(Blend.Parse("dark")), Cancellation);

        Assert.Equal(source.Pixels.ToArray().Select(value => TinyBundle.Expect(value, Blend.Parse("dark"))), target.Pixels.ToArray());
        Assert.Throws<ModelException>(() => stylizer.Stylize(source, target, stylizer.Bundle.Styles.Embed(Blend.Parse("original*0.9 + dark*0.1")), Cancellation));
    }

    [Fact]
    public async Task Within_a_timeline_frames_at_the_original_skip_the_network_and_the_others_do_not()
    {
        await using IStylizer stylizer = Open();
        stylizer.Follow(Timeline.Parse("0s original hold; 1s dark hold; 2s white @0").Bind(stylizer.Bundle.Styles.Names));

        byte[] noise = Pixels(Noise(1));
        Assert.Equal(noise, await ProcessAsync(stylizer, 0.5));
        Assert.Equal(noise.Select(value => TinyBundle.Expect(value, Blend.Parse("dark"))), await ProcessAsync(stylizer, 1.5));
        Assert.Equal(noise, await ProcessAsync(stylizer, 2));
        Assert.Equal(0, stylizer.Outstanding);
    }

    [Fact]
    public async Task What_goes_with_a_frame_goes_on_with_it()
    {
        await using IStylizer stylizer = Open();
        HostFrame source = Noise(1);
        source.Alpha = HostFrame.Allocate(Size, FrameFormat.Gray);
        HostFrame alpha = source.Alpha;
        (source.Timestamp, source.DurationTicks) = (new Timestamp(7, new Rational(1, 24)), 3);

        using HostFrame result = await stylizer.ProcessAsync(source, Cancellation);

        Assert.Same(alpha, result.Alpha);
        Assert.Equal((new Timestamp(7, new Rational(1, 24)), 3), (result.Timestamp, result.DurationTicks));
    }

    [Fact]
    public async Task Nothing_is_allocated_for_it()
    {
        await using IStylizer stylizer = Open();
        using HostFrame source = Noise(1);
        await RunAsync(10);

        long before = GC.GetAllocatedBytesForCurrentThread();
        await RunAsync(100);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        async ValueTask RunAsync(int frames)
        {
            for (int i = 0; i < frames; i++)
            {
                ValueTask<HostFrame> result = stylizer.ProcessAsync(source.AddReference(), Cancellation);
                Assert.True(result.IsCompletedSuccessfully);
                result.Result.Dispose();
            }
        }
    }

    [Theory]
    [InlineData(PixelLayout.Yuv420)]
    [InlineData(PixelLayout.Nv12)]
    [InlineData(PixelLayout.Yuv422Ten)]
    [InlineData(PixelLayout.Rgb24)]
    public async Task On_a_gpu_planes_come_back_as_they_are_and_never_go_up(PixelLayout layout)
    {
        var messages = new List<string>();
        FrameFormat format = layout is PixelLayout.Rgb24 ? FrameFormat.Rgb : new(layout, ColorMatrix.Bt601, ColorRange.Limited, ChromaSiting.Left);
        await using VulkanStylizer stylizer = VulkanStylizer.Create(
            ModelBundle.Open("live"), new StylizerOptions { Device = StylizerDevice.Vulkan, GpuInstance = new GpuInstanceOptions { Validation = messages.Add } });
        using HostFrame source = Noise(1, format), target = HostFrame.Allocate(Size, format);
        source.Timestamp = new Timestamp(5, new Rational(1, 25));

        HostFrame result = await stylizer.ProcessAsync(source.AddReference(), Cancellation);
        stylizer.Stylize(source, target, stylizer.Bundle.Styles.Embed(Blend.Parse("munch-scream @0")), Cancellation);

        Assert.Equal(Samples(source), Samples(result));
        Assert.Equal(Samples(source), Samples(target));
        Assert.Equal((source.Timestamp, 1), (result.Timestamp, stylizer.Outstanding));
        Assert.Null(stylizer.Session!.Path);
        result.Dispose();
        Assert.Equal(0, stylizer.Outstanding);
        Assert.Empty(messages);
    }

    IStylizer Open() => OnnxStylizer.Create(tiny.Load(), new StylizerOptions { Device = StylizerDevice.Cpu, Threads = 1 });

    static async Task<byte[]> ProcessAsync(IStylizer stylizer, double seconds)
    {
        HostFrame source = Noise(1);
        source.Timestamp = new Timestamp((long)(seconds * 10), new Rational(1, 10));
        using HostFrame result = await stylizer.ProcessAsync(source, Cancellation);
        return result.Pixels.ToArray();
    }

    static byte[] Pixels(HostFrame frame)
    {
        using (frame)
        {
            return frame.Pixels.ToArray();
        }
    }

    static byte[] Samples(HostFrame frame)
    {
        var all = new List<byte>();
        for (int i = 0; i < frame.Format.PlaneCount; i++)
        {
            all.AddRange(frame.Plane(i).Bytes);
        }

        return [.. all];
    }

    static HostFrame Noise(int seed, FrameFormat? format = null)
    {
        HostFrame frame = HostFrame.Allocate(Size, format ?? FrameFormat.Rgb);
        var random = new Random(seed);
        for (int i = 0; i < frame.Format.PlaneCount; i++)
        {
            random.NextBytes(frame.Plane(i).Bytes);
        }

        return frame;
    }
}
