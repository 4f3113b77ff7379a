using LiveStyle.Cpu;
using LiveStyle.Cpu.Network;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Pipelines;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Cpu;
using LiveStyle.Stylization.Onnx;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Gpu;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Stylization.Tests.Cpu;

public sealed class CpuStylizerTests(ITestOutputHelper output)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, InstructionSet> Networks
    {
        get
        {
            var data = new TheoryData<string, InstructionSet>();
            foreach (InstructionSet set in InstructionSets.Available)
            {
                data.Add("live", set);
                data.Add("gallery", set);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Networks))]
    public async Task Every_style_is_painted_to_a_level_as_by_ONNX_Runtime(string model, InstructionSet set)
    {
        ModelBundle bundle = ModelBundle.Open(model);
        await using CpuStylizer stylizer = CpuStylizer.TryCreate(bundle, new StylizerOptions(), new CpuNetworkOptions { Instructions = set })!;
        await using OnnxStylizer reference = OnnxStylizer.Create(bundle, new StylizerOptions { Device = StylizerDevice.Onnx });
        using HostFrame whole = StillImage.Load(Repository.PathOf("media/sample.jpg"));
        foreach (FrameSize size in new FrameSize[] { new(16, 16), new(61, 35) })
        {
            using HostFrame real = StillImage.Resize(whole, size), noise = HostFrame.Allocate(size), painted = HostFrame.Allocate(size), expected = HostFrame.Allocate(size);
            new Random(1).NextBytes(noise.Pixels);
            for (int style = 0; style < bundle.Styles.Names.Count; style++)
            {
                float[] embedding = bundle.Styles.Row(style).ToArray();
                embedding[^1] = style % 2 * 0.3f;
                foreach (HostFrame frame in new[] { real, noise })
                {
                    stylizer.Stylize(frame, painted, embedding, Cancellation);
                    reference.Stylize(frame, expected, embedding, Cancellation);

                    int worst = Worst(painted, expected);
                    Assert.True(worst <= 1, $"{bundle.Styles.Names[style]} at {size}: {worst} levels");
                }
            }
        }
    }

    [Theory, MemberData(nameof(Networks))]
    public async Task A_flat_picture_is_painted_as_in_double_precision(string model, InstructionSet set)
    {
        const int Style = 3;
        const byte Value = 90;
        var size = new FrameSize(20, 16);
        ModelBundle bundle = ModelBundle.Open(model);
        await using CpuStylizer stylizer = CpuStylizer.TryCreate(bundle, new StylizerOptions(), new CpuNetworkOptions { Instructions = set })!;
        using HostFrame frame = HostFrame.Allocate(size), painted = HostFrame.Allocate(size);
        frame.Pixels.Fill(Value);
        var reference = new TestNetwork(bundle, Style);
        float[] values = [.. Enumerable.Range(0, 4 * (int)size.Pixels).Select(_ => Value / 255f)];
        double[] expected = [.. ReferencePainter.Paint(reference, reference.Reference(), size, values).Where((_, i) => i % 4 != 3)];

        stylizer.Stylize(frame, painted, reference.Embedding, Cancellation);

        double worst = painted.Pixels.ToArray().Zip(expected, (actual, color) => Math.Abs(actual - 255 * color)).Max();
        output.WriteLine($"off by {worst:0.00} levels");
        Assert.True(worst <= 1, $"off by {worst} levels");
    }

    [Fact]
    public async Task The_processor_runs_our_own_engine_and_any_other_network_in_ONNX_Runtime()
    {
        using var tiny = new TinyBundle();
        await using IStylizer own = Stylizer.Open(ModelBundle.Open("live"), new StylizerOptions { Device = StylizerDevice.Cpu });
        await using IStylizer foreign = Stylizer.Open(tiny.Load(), new StylizerOptions { Device = StylizerDevice.Cpu });
        await using IStylizer asked = Stylizer.Open(ModelBundle.Open("live"), new StylizerOptions { Device = StylizerDevice.Onnx });

        Assert.Equal((StylizerDevice.Cpu, "cpu"), (own.Device, own.DeviceName));
        Assert.Equal((StylizerDevice.Onnx, "onnx"), (foreign.Device, foreign.DeviceName));
        Assert.Equal((StylizerDevice.Onnx, "onnx"), (asked.Device, asked.DeviceName));
        Assert.IsType<CpuStylizer>(own);
        Assert.Contains("choose the device onnx", Assert.Throws<ModelException>(() => CpuStylizer.Create(tiny.Load())).Message);
    }

    [Theory, InlineData(InstructionSet.Scalar, true), InlineData(InstructionSet.Vector256, false)]
    public async Task A_processor_without_AVX2_is_told_to_be_slow_and_paints_all_the_same(InstructionSet set, bool isTold)
    {
        Assert.SkipUnless(InstructionSets.IsAvailable(set), "This processor has no AVX2.");
        ModelBundle bundle = ModelBundle.Open("live");
        await using CpuStylizer stylizer = CpuStylizer.TryCreate(bundle, new StylizerOptions(), new CpuNetworkOptions { Instructions = set })!;
        using HostFrame frame = Fill(HostFrame.Allocate(new FrameSize(24, 16)), 1), painted = HostFrame.Allocate(frame.Size);

        stylizer.Stylize(frame, painted, bundle.Styles.Embed(new Blend("munch-scream")), Cancellation);

        Assert.Equal(isTold, stylizer.Note?.Contains("no AVX2, so that the network runs slowly in no vectors", StringComparison.Ordinal) ?? false);
        Assert.Contains(painted.Pixels.ToArray(), value => value != painted.Pixels[0]);
    }

    [Fact]
    public async Task Without_an_accelerator_auto_takes_our_own_engine()
    {
        Assert.SkipWhen(OnnxProvider.Automatic.Any(), "This build has an accelerator.");
        await using IStylizer stylizer = Stylizer.Open(ModelBundle.Open("live"), new StylizerOptions());

        Assert.Equal(StylizerDevice.Cpu, stylizer.Device);
    }

    [Fact]
    public async Task Alpha_samples_come_back_and_colors_are_painted_as_without_them()
    {
        var size = new FrameSize(37, 22);
        ModelBundle bundle = ModelBundle.Open("live");
        await using CpuStylizer stylizer = CpuStylizer.Create(bundle);
        using HostFrame rgb = HostFrame.Allocate(size), painted = HostFrame.Allocate(size), rgba = HostFrame.Allocate(size, FrameFormat.Rgba), paintedRgba = HostFrame.Allocate(size, FrameFormat.Rgba);
        new Random(2).NextBytes(rgb.Pixels);
        FramePacking.Unpack(rgb.Pixels, rgba, rgb);
        for (int y = 0; y < size.Height; y++)
        {
            rgba.Plane(0).Row(y)[3] = (byte)y;
        }

        stylizer.Stylize(rgb, painted, bundle.Styles.Row(2), Cancellation);
        stylizer.Stylize(rgba, paintedRgba, bundle.Styles.Row(2), Cancellation);

        var colors = new byte[painted.Pixels.Length];
        FramePacking.Pack(paintedRgba, colors);
        Assert.Equal(painted.Pixels.ToArray(), colors);
        Assert.All(Enumerable.Range(0, size.Height), y => Assert.Equal(y, paintedRgba.Plane(0).Row(y)[3]));
    }

    [Theory]
    [InlineData(PixelLayout.Yuv420)]
    [InlineData(PixelLayout.Yuv422)]
    [InlineData(PixelLayout.Yuv444)]
    [InlineData(PixelLayout.P010)]
    public async Task Planes_are_painted_as_the_picture_that_they_show_and_keep_their_times(PixelLayout layout)
    {
        FrameSize size = new(37, 22);
        var format = new FrameFormat(layout, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left);
        ModelBundle bundle = ModelBundle.Open("live");
        await using CpuStylizer stylizer = CpuStylizer.Create(bundle);
        using HostFrame rgb = Fill(HostFrame.Allocate(size), 3), painted = HostFrame.Allocate(size), source = HostFrame.Allocate(size, format);
        using HostFrame target = HostFrame.Allocate(size, format), expected = HostFrame.Allocate(size, format);
        PlaneConversion.FromRgb(rgb, source);
        PlaneConversion.ToRgb(source, rgb);
        stylizer.Stylize(rgb, painted, bundle.Styles.Row(2), Cancellation);
        PlaneConversion.FromRgb(painted, expected);
        target.Timestamp = new Timestamp(7, new Rational(1, 24));

        stylizer.Stylize(source, target, bundle.Styles.Row(2), Cancellation);
        stylizer.Follow(Timeline.Constant(new Blend(bundle.Styles.Names[2])).Bind(bundle.Styles.Names));
        source.Timestamp = new Timestamp(9, new Rational(1, 24));
        using HostFrame processed = await stylizer.ProcessAsync(source.AddReference(), Cancellation);

        Assert.Equal(new Timestamp(7, new Rational(1, 24)), target.Timestamp);
        Assert.Equal((source.Timestamp, format), (processed.Timestamp, processed.Format));
        for (int plane = 0; plane < format.PlaneCount; plane++)
        {
            Assert.Equal(expected.Plane(plane).Bytes.ToArray(), target.Plane(plane).Bytes.ToArray());
            Assert.Equal(expected.Plane(plane).Bytes.ToArray(), processed.Plane(plane).Bytes.ToArray());
        }
    }

    [Theory, InlineData(1), InlineData(3)]
    public async Task A_clip_is_painted_frame_by_frame_as_stills_are_and_every_frame_is_given_back(int slots)
    {
        const int Frames = 12;
        var size = new FrameSize(48, 32);
        ModelBundle bundle = ModelBundle.Open("live");
        await using IStylizer stylizer = Stylizer.Open(bundle, new StylizerOptions { Device = StylizerDevice.Cpu, Slots = slots, Clip = size });
        stylizer.Follow(Timeline.Constant(new Blend("munch-scream")).Bind(bundle.Styles.Names));
        using var pool = new FramePool(size);
        int made = 0;
        var painted = new List<byte[]>();
        await FramePipeline.RunAsync(
            FrameSource.Create(() => made < Frames ? Fill(pool.Rent(), made++) : null), stylizer, FrameSink.Create<HostFrame>(frame => painted.Add(frame.Pixels.ToArray())),
            new FramePipelineOptions(), Cancellation);

        Assert.Equal((0, 0), (stylizer.Outstanding, pool.Outstanding));
        Assert.Equal(Frames, painted.Count);
        for (int i = 0; i < Frames; i++)
        {
            using HostFrame still = Fill(HostFrame.Allocate(size), i), expected = HostFrame.Allocate(size);
            stylizer.Stylize(still, expected, bundle.Styles.Embed(new Blend("munch-scream")), Cancellation);
            Assert.Equal(expected.Pixels.ToArray(), painted[i]);
        }
    }

    [Fact]
    public async Task Frames_too_small_or_too_large_are_refused_with_a_size_that_fits()
    {
        await using CpuStylizer stylizer = CpuStylizer.Create(ModelBundle.Open("gallery"));

        Assert.Equal(new FrameSize(16, 32), Assert.Throws<ModelException>(() => stylizer.CheckSize(new FrameSize(15, 30))).SmallestSize);
        FrameSize fitting = Assert.Throws<ModelException>(() => stylizer.CheckSize(new FrameSize(100_000, 100_000))).LargestSize!.Value;
        Assert.InRange(fitting.Width, 100, 90_000);
        stylizer.CheckSize(new FrameSize(fitting.Width / 2, fitting.Height / 2));
    }

    static HostFrame Fill(HostFrame frame, int seed)
    {
        new Random(seed).NextBytes(frame.Pixels);
        return frame;
    }

    static int Worst(HostFrame left, HostFrame right)
    {
        int worst = 0;
        for (int i = 0; i < left.Pixels.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs(left.Pixels[i] - right.Pixels[i]));
        }

        return worst;
    }
}
