using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Pipelines;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Onnx;
using LiveStyle.TestKit.Bundles;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Stylization.Tests.Onnx;

public sealed class OnnxStylizerTests : IAsyncDisposable
{
    readonly TinyBundle tiny = new();
    readonly OnnxStylizer stylizer;

    public OnnxStylizerTests() => stylizer = OnnxStylizer.Create(tiny.Load(), new StylizerOptions { Device = StylizerDevice.Cpu, Threads = 1 });

    public async ValueTask DisposeAsync()
    {
        Assert.Equal(0, stylizer.Outstanding);
        await stylizer.DisposeAsync();
        tiny.Dispose();
    }

    [Theory]
    [InlineData("original", 16, 16)]
    [InlineData("dark", 17, 19)]
    [InlineData("negative", 427, 239)]
    [InlineData("negative*0.5 + white*0.25", 31, 16)]
    [InlineData("dark @0.5", 16, 33)]
    [InlineData("negative*1.5 - white*0.5 @-0.25", 64, 48)]
    public async Task Blend_reaches_every_pixel(string text, int width, int height)
    {
        Blend blend = Blend.Parse(text);
        stylizer.SetBlend(blend);
        HostFrame frame = Ramp(new FrameSize(width, height));
        frame.Timestamp = new Timestamp(5, new Rational(1, 25));
        frame.DurationTicks = 3;
        using HostFrame source = frame.AddReference();
        using HostFrame result = await stylizer.ProcessAsync(frame, TestContext.Current.CancellationToken);

        Assert.Equal(source.Size, result.Size);
        Assert.Equal(source.Timestamp, result.Timestamp);
        Assert.Equal(3, result.DurationTicks);
        AssertStylized(source, result, blend);
    }

    [Fact]
    public async Task Frames_come_out_as_they_went_in_until_a_blend_is_set()
    {
        HostFrame frame = Ramp(new FrameSize(20, 20));
        using HostFrame source = frame.AddReference();
        using HostFrame result = await stylizer.ProcessAsync(frame, TestContext.Current.CancellationToken);
        Assert.True(source.Pixels.SequenceEqual(result.Pixels));
    }

    [Fact]
    public async Task Planes_are_refused()
    {
        var format = new FrameFormat(PixelLayout.Yuv444, ColorMatrix.Bt709, ColorRange.Full, ChromaSiting.Left);
        ArgumentException refusal = await Assert.ThrowsAsync<ArgumentException>(async () =>
            await stylizer.ProcessAsync(HostFrame.Allocate(new FrameSize(20, 20), format), TestContext.Current.CancellationToken));
        Assert.Contains("RGB", refusal.Message);
    }

    [Fact]
    public async Task Timeline_is_evaluated_at_presentation_time_not_at_the_frame_number()
    {
        stylizer.SetTimeline(Timeline.Parse("1s original; 3s white"));
        long[] ticks = [0, 40, 1000, 1033, 2000, 2950, 3000, 9000];
        int next = 0;
        var size = new FrameSize(16, 16);
        using var pool = new FramePool(size);
        IFrameSource<HostFrame> source = FrameSource.Create(() =>
        {
            if (next == ticks.Length)
            {
                return null;
            }

            HostFrame frame = pool.Rent();
            frame.Pixels.Fill(100);
            frame.Timestamp = new Timestamp(ticks[next++], new Rational(1, 1000));
            return frame;
        });
        var seen = new List<byte>();
        IFrameSink<HostFrame> sink = FrameSink.Create<HostFrame>(frame => seen.Add(frame.Pixels[^1]));
        await FramePipeline.RunAsync(source, stylizer, sink, new FramePipelineOptions(), TestContext.Current.CancellationToken);

        Assert.Equal(ticks.Select(tick => (byte)Math.Round(100 + 155 * Math.Clamp((tick / 1000.0 - 1) / 2, 0, 1))), seen);
        Assert.Equal(0, pool.Outstanding);
    }

    [Fact]
    public void Stills_of_many_sizes_follow_one_another()
    {
        Blend blend = Blend.Parse("negative*0.5 + dark*0.5");
        float[] embedding = stylizer.Bundle.Styles.Embed(blend);
        for (int i = 0; i < 150; i++)
        {
            using HostFrame source = Ramp(new FrameSize(16 + i % 7, 16 + i % 13));
            using HostFrame target = HostFrame.Allocate(source.Size);
            stylizer.Stylize(source, target, embedding, TestContext.Current.CancellationToken);
            AssertStylized(source, target, blend);
        }
    }

    [Fact]
    public async Task Frames_may_change_size_in_the_midst()
    {
        stylizer.SetBlend(Blend.Parse("negative"));
        HostFrame? held = null;
        foreach (int extent in new[] { 16, 24, 24, 16 })
        {
            HostFrame frame = Ramp(new FrameSize(extent, extent));
            using HostFrame source = frame.AddReference();
            using HostFrame? before = held;
            held = await stylizer.ProcessAsync(frame, TestContext.Current.CancellationToken);
            AssertStylized(source, held, Blend.Parse("negative"));
        }

        held?.Dispose();
    }

    [Fact]
    public async Task Steady_state_allocates_nothing_while_the_blend_moves()
    {
        stylizer.SetTimeline(Timeline.Parse("0s dark ease-in; 1s negative*0.5+white*0.1 ease-out; 2s original"));
        using var pool = new FramePool(new FrameSize(64, 48));
        using var cancel = new CancellationTokenSource();
        for (int i = 0; i < 5; i++)
        {
            await Step(i);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 5; i < 55; i++)
        {
            ValueTask<HostFrame> step = Step(i);
            Assert.True(step.IsCompletedSuccessfully);
            (await step).Dispose();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(0, pool.Outstanding);

        ValueTask<HostFrame> Step(int i)
        {
            HostFrame frame = pool.Rent();
            frame.Timestamp = new Timestamp(i, new Rational(1, 25));
            ValueTask<HostFrame> step = stylizer.ProcessAsync(frame, cancel.Token);
            if (i < 5)
            {
                step.Result.Dispose();
                return default;
            }

            return step;
        }
    }

    [Fact]
    public async Task Canceled_run_stops_and_the_next_one_goes_on()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await stylizer.ProcessAsync(Ramp(new FrameSize(16, 16)), new CancellationToken(canceled: true)));
        using HostFrame result = await stylizer.ProcessAsync(Ramp(new FrameSize(16, 16)), TestContext.Current.CancellationToken);
        Assert.Equal(1, stylizer.Outstanding);
    }

    [Theory]
    [InlineData(15, 15, "a 15×15 frame is too small, the network takes 16×16 and up; enlarge it, as to 16×16")]
    [InlineData(1, 1, "as to 16×16")]
    [InlineData(30, 10, "as to 48×16")]
    [InlineData(8, 100, "as to 16×200")]
    public async Task Frame_that_is_too_small_is_refused(int width, int height, string expected)
    {
        var problem = await Assert.ThrowsAsync<ModelException>(async () =>
            await stylizer.ProcessAsync(Ramp(new FrameSize(width, height)), TestContext.Current.CancellationToken));
        Assert.Contains(expected, problem.Message);
        Assert.Equal(problem.Message, Assert.Throws<ModelException>(() => OnnxStylizer.CheckSize(stylizer.Bundle, new FrameSize(width, height))).Message);
    }

    [Fact]
    public async Task Frame_that_needs_more_memory_than_there_is_is_refused()
    {
        using var hungry = new TinyBundle(edit: description => description with { WorkingBytesPerPixel = 1e12 });
        await using OnnxStylizer greedy = OnnxStylizer.Create(hungry.Load(), new StylizerOptions { Device = StylizerDevice.Cpu });
        var problem = await Assert.ThrowsAsync<ModelException>(async () =>
            await greedy.ProcessAsync(Ramp(new FrameSize(640, 480)), TestContext.Current.CancellationToken));
        Assert.StartsWith("a 640×480 frame needs about 307200000.0 GB of memory and", problem.Message);
        Assert.Equal(0, greedy.Outstanding);
        Assert.Throws<ModelException>(() => OnnxStylizer.CheckSize(greedy.Bundle, new FrameSize(640, 480)));
        OnnxStylizer.CheckSize(greedy.Bundle, new FrameSize(640, 480), StylizerDevice.Cuda);
    }

    [Theory]
    [InlineData(7680, 4320, 450, 6e9, "a 7680×4320 frame needs about 14.9 GB of memory and 6.0 GB are free; use frames of 4618×2598 or smaller, or free some memory")]
    [InlineData(64, 48, 1e6, 1e6, "a 64×48 frame needs about 3.1 GB of memory and 0.0 GB are free; free some memory")]
    [InlineData(1920, 1080, 450, 1.1e9, null)]
    [InlineData(1920, 1080, 0, 0, null)]
    public void Largest_size_that_fits_the_memory_is_suggested(int width, int height, double bytesPerPixel, double available, string? expected)
    {
        var problem = Record.Exception(() => WorkingMemory.Check(new FrameSize(width, height), bytesPerPixel, available));
        Assert.Equal(expected, problem?.Message);
    }

    [Fact]
    public void Free_memory_is_known() => Assert.InRange(WorkingMemory.Available(), 1L << 20, 1L << 50);

    [Fact]
    public async Task Network_that_fails_on_a_frame_is_told_in_one_line()
    {
        stylizer.SetBlend(Blend.Parse("original*5"));
        var problem = await Assert.ThrowsAsync<ModelException>(async () =>
            await stylizer.ProcessAsync(Ramp(new FrameSize(20, 20)), TestContext.Current.CancellationToken));
        Assert.StartsWith("the network of tiny failed on a 20×20 frame (", problem.Message);
        Assert.DoesNotContain('\n', problem.Message);

        stylizer.SetBlend(Blend.Original);
        (await stylizer.ProcessAsync(Ramp(new FrameSize(20, 20)), TestContext.Current.CancellationToken)).Dispose();
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_refused()
    {
        using HostFrame source = Ramp(new FrameSize(16, 16));
        using HostFrame other = Ramp(new FrameSize(16, 17));
        Assert.Throws<ModelException>(() => stylizer.Stylize(source, other, new float[3], TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentException>(() => stylizer.Stylize(source, other, new float[2], TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentException>(() => stylizer.Stylize(source, source, new float[2], TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentException>(() => stylizer.Follow(Timeline.Constant(Blend.Original).Bind(new StyleNames(["original"]))));
        Assert.Contains("did you mean 'negative'?", Assert.Throws<BlendException>(() => stylizer.SetBlend(Blend.Parse("negatif"))).Message);
    }

    [Fact]
    public async Task Device_that_is_not_there_is_told_with_its_cure()
    {
        ModelBundle bundle = tiny.Load();
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal("the device dml can't be used: this build has none of its libraries; take the one made on Windows, or choose the device cpu", Refuse(StylizerDevice.Dml));
        }

        if (!OperatingSystem.IsMacOS())
        {
            Assert.Contains("take the one made on macOS", Refuse(StylizerDevice.CoreMl));
        }

        Assert.Contains("give 1 or more", Assert.Throws<ModelException>(() => OnnxStylizer.Create(bundle, new StylizerOptions { Threads = 0 })).Message);
        Assert.Contains("use one of auto, cpu", Assert.Throws<ModelException>(() => StylizerDeviceNames.Parse("tpu")).Message);
        Assert.Equal(StylizerDevice.Cpu, StylizerDeviceNames.Parse("CPU"));

        await using OnnxStylizer auto = OnnxStylizer.Create(bundle);
        Assert.NotEqual(StylizerDevice.Auto, auto.Device);

        string Refuse(StylizerDevice device) =>
            Assert.Throws<StylizerDeviceException>(() => OnnxStylizer.Create(bundle, new StylizerOptions { Device = device })).Message;
    }

    [Fact]
    public async Task Disposed_stylizer_refuses_frames_and_frames_outlive_it()
    {
        OnnxStylizer other = OnnxStylizer.Create(tiny.Load(), new StylizerOptions { Device = StylizerDevice.Cpu });
        HostFrame result = await other.ProcessAsync(Ramp(new FrameSize(16, 16)), TestContext.Current.CancellationToken);
        await other.DisposeAsync();
        await other.DisposeAsync();
        Assert.Equal(0, result.Pixels[0]);
        result.Dispose();
        Assert.Equal(0, other.Outstanding);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () =>
            await other.ProcessAsync(Ramp(new FrameSize(16, 16)), TestContext.Current.CancellationToken));
    }

    static HostFrame Ramp(FrameSize size)
    {
        HostFrame frame = HostFrame.Allocate(size);
        for (int i = 0; i < frame.Pixels.Length; i++)
        {
            frame.Pixels[i] = (byte)(i * 7);
        }

        return frame;
    }

    static void AssertStylized(HostFrame source, HostFrame result, Blend blend)
    {
        byte[] expected = [.. Enumerable.Range(0, 256).Select(value => TinyBundle.Expect((byte)value, blend))];
        for (int i = 0; i < source.Pixels.Length; i++)
        {
            if (expected[source.Pixels[i]] != result.Pixels[i])
            {
                Assert.Fail($"byte {i} of {source.Size}: {source.Pixels[i]} became {result.Pixels[i]} instead of {expected[source.Pixels[i]]}");
            }
        }
    }
}
