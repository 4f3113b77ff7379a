using LiveStyle.Frames;
using LiveStyle.Styles;
using LiveStyle.Stylization.Regions;
using LiveStyle.Stylization.Strokes;
using LiveStyle.TestKit.Bundles;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Stylization.Tests.Strokes;

public sealed class StrokeStylizerTests : IDisposable
{
    static readonly FrameSize Size = new(301, 240);

    readonly TinyBundle tiny = TinyBundle.ThatFailsForTheOriginal();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => tiny.Dispose();

    [Fact]
    public async Task The_network_sees_the_picture_at_the_size_of_its_strokes()
    {
        PaintingStylizer painter = Painter();
        await using var stylizer = new StrokeStylizer(painter, 4);
        using HostFrame source = Noise(Size), target = HostFrame.Allocate(Size);

        stylizer.Stylize(source, target, Embedding("negative"), Cancellation);

        Assert.Equal([new FrameSize(152, 120)], painter.Seen);
        Assert.Equal("painter", stylizer.DeviceName);
        Assert.Equal("a note", stylizer.Note);
    }

    [Fact]
    public async Task A_picture_of_the_trained_size_comes_as_without_strokes()
    {
        PaintingStylizer painter = Painter();
        await using var stylizer = new StrokeStylizer(painter, 4);
        using HostFrame source = Noise(new FrameSize(160, 120)), target = HostFrame.Allocate(source.Size);

        stylizer.Stylize(source, target, Embedding("negative"), Cancellation);

        Assert.Equal(source.Pixels.ToArray().Select(value => (byte)(255 - value)), target.Pixels.ToArray());
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task The_original_comes_back_byte_for_byte_and_no_network_runs(FrameFormat format)
    {
        PaintingStylizer painter = Painter();
        await using var stylizer = new StrokeStylizer(painter, 2);
        stylizer.Follow(Timeline.Constant(Blend.Original).Bind(painter.Bundle.Styles.Names));
        HostFrame source = Noise(Size, format);
        byte[][] planes = Planes(source);

        using HostFrame result = await stylizer.ProcessAsync(source, Cancellation);

        Assert.Equal(format, result.Format);
        Assert.Equal(planes, Planes(result));
        Assert.Empty(painter.Seen);
    }

    [Fact]
    public async Task Times_and_alpha_go_on_with_a_frame_and_nothing_stays_out()
    {
        await using var stylizer = new StrokeStylizer(Painter(), 4);
        stylizer.Follow(Timeline.Parse("0s negative").Bind(stylizer.Bundle.Styles.Names));
        HostFrame source = Noise(Size);
        source.Alpha = HostFrame.Allocate(Size, FrameFormat.Gray);
        HostFrame alpha = source.Alpha;
        (source.Timestamp, source.DurationTicks) = (new Timestamp(7, new Rational(1, 24)), 3);

        using (HostFrame result = await stylizer.ProcessAsync(source, Cancellation))
        {
            Assert.Same(alpha, result.Alpha);
            Assert.Equal((new Timestamp(7, new Rational(1, 24)), 3), (result.Timestamp, result.DurationTicks));
            Assert.Equal(1, stylizer.Outstanding);
        }

        Assert.Equal(0, stylizer.Outstanding);
    }

    [Fact]
    public async Task Frames_with_alpha_samples_come_as_those_without_and_keep_them()
    {
        await using var stylizer = new StrokeStylizer(Painter(), 4);
        using HostFrame rgb = Noise(Size), expected = HostFrame.Allocate(Size);
        stylizer.Stylize(rgb, expected, Embedding("negative"), Cancellation);
        foreach (FrameFormat format in (FrameFormat[])[FrameFormat.Rgba, FrameFormat.Bgra])
        {
            using HostFrame source = Noise(Size, format), target = HostFrame.Allocate(Size, format);
            byte[] alpha = Alpha(source);
            FramePacking.Unpack(rgb.Pixels, source, source);

            stylizer.Stylize(source, target, Embedding("negative"), Cancellation);

            var colors = new byte[expected.Pixels.Length];
            FramePacking.Pack(target, colors);
            Assert.Equal(expected.Pixels.ToArray(), colors);
            Assert.Equal(alpha, Alpha(target));
        }
    }

    [Fact]
    public async Task Planes_of_ten_bits_come_as_planes_of_ten_bits()
    {
        await using var stylizer = new StrokeStylizer(Painter(value => value), 4);
        FrameFormat format = new(PixelLayout.Yuv420Ten, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left);
        using HostFrame rgb = HostFrame.Allocate(Size), source = HostFrame.Allocate(Size, format), target = HostFrame.Allocate(Size, format), result = HostFrame.Allocate(Size);
        rgb.Pixels.Fill(90);
        PlaneConversion.FromRgb(rgb, source);

        stylizer.Stylize(source, target, Embedding("negative"), Cancellation);

        PlaneConversion.ToRgb(target, result);
        Assert.All(result.Pixels.ToArray(), value => Assert.InRange(value, 89, 91));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(15, 15)]
    [InlineData(1, 40)]
    [InlineData(33, 2)]
    [InlineData(121, 120)]
    public async Task A_picture_of_any_size_is_restyled(int width, int height)
    {
        PaintingStylizer painter = Painter();
        await using var stylizer = new StrokeStylizer(painter, 1);
        using HostFrame source = HostFrame.Allocate(new FrameSize(width, height)), target = HostFrame.Allocate(source.Size);
        source.Pixels.Fill(55);

        stylizer.CheckSize(source.Size);
        stylizer.Stylize(source, target, Embedding("negative"), Cancellation);

        Assert.All(target.Pixels.ToArray(), value => Assert.Equal(200, value));
        Assert.True(painter.Seen[0] is { Width: >= 16, Height: >= 16 });
    }

    [Fact]
    public async Task Sizes_may_change_from_frame_to_frame()
    {
        await using var stylizer = new StrokeStylizer(Painter(), 4);
        stylizer.Follow(Timeline.Parse("0s negative").Bind(stylizer.Bundle.Styles.Names));
        foreach (FrameSize size in (FrameSize[])[Size, new(500, 130), new(20, 20), Size])
        {
            using HostFrame result = await stylizer.ProcessAsync(Noise(size), Cancellation);
            Assert.Equal(size, result.Size);
        }

        Assert.Equal(0, stylizer.Outstanding);
    }

    [Fact]
    public async Task Frames_at_once_come_as_frames_one_by_one()
    {
        await using StrokeStylizer one = new(Painter(), 4), several = new(Painter(slots: 4), 4);
        byte[][] expected = [.. Enumerable.Range(0, 24).Select(Run(one))];

        var results = new byte[24][];
        Parallel.For(0, 24, new ParallelOptions { MaxDegreeOfParallelism = 6, CancellationToken = Cancellation }, i => results[i] = Run(several)(i));

        Assert.Equal(expected, results);

        Func<int, byte[]> Run(StrokeStylizer stylizer) => i =>
        {
            using HostFrame source = Noise(Size, seed: i), target = HostFrame.Allocate(Size);
            stylizer.Stylize(source, target, Embedding("negative"));
            return target.Pixels.ToArray();
        };
    }

    [Fact]
    public async Task Frames_of_a_size_that_came_before_allocate_nothing()
    {
        await using var stylizer = new StrokeStylizer(Painter(), 4);
        using HostFrame source = Noise(Size), target = HostFrame.Allocate(Size);
        float[] embedding = Embedding("negative");
        CancellationToken cancellation = Cancellation;
        for (int i = 0; i < 1200; i++)
        {
            stylizer.Stylize(source, target, embedding, cancellation);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
        {
            stylizer.Stylize(source, target, embedding, cancellation);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task Kept_colors_are_the_original_s_with_the_strokes_brightness()
    {
        await using var stylizer = new StrokeStylizer(Painter(value => (byte)(40 + value / 2)), 4);
        var everywhere = new StyleLayer(Timeline.Parse("0s negative").Bind(stylizer.Bundle.Styles.Names), null);
        await using var kept = new RegionStylizer(stylizer, [everywhere], keepsColors: true, Size);
        using HostFrame source = Smooth(), expected = HostFrame.Allocate(Size);
        stylizer.Stylize(source, expected, Embedding("negative"), Cancellation);

        using HostFrame result = await kept.ProcessAsync(source.AddReference(), Cancellation);

        byte[] wanted = new byte[Size.Width], found = new byte[Size.Width];
        Luma.Row(expected.Row(100), wanted);
        Luma.Row(result.Row(100), found);
        Assert.All(wanted.Zip(found), pair => Assert.InRange(pair.Second, pair.First - 1, pair.First + 1));
        Assert.Equal(0, stylizer.Outstanding);
    }

    [Fact]
    public async Task What_does_not_fit_the_memory_names_larger_strokes()
    {
        var painter = new PaintingStylizer(tiny.Load(), value => value)
        {
            Refusal = size => new ModelException($"a {size} frame needs about 9 GB; use frames of 100×100 or smaller") { Remedies = Remedies.SmallerFrames, LargestSize = new FrameSize(100, 100), NeededBytes = 9 },
        };
        await using var stylizer = new StrokeStylizer(painter, 0.25);

        ModelException refused = Assert.Throws<ModelException>(() => stylizer.CheckSize(new FrameSize(1920, 1080)));

        Assert.Contains("the network run at 3412×1920 on frames of 1920×1080: a 3412×1920 frame needs about 9 GB; take larger strokes", refused.Message);
        Assert.Equal((Remedies.LargerStrokes, null, 9L), (refused.Remedies, refused.LargestSize, refused.NeededBytes));
    }

    [Fact]
    public async Task Options_open_the_network_with_strokes_and_refuse_what_is_no_size_of_them()
    {
        await using (IStylizer stylizer = Stylizer.Open(tiny.Load(), new StylizerOptions { Device = StylizerDevice.Cpu, StrokeSize = 4, Clip = Size }))
        {
            using HostFrame source = HostFrame.Allocate(Size), target = HostFrame.Allocate(Size);
            source.Pixels.Fill(40);
            stylizer.Stylize(source, target, Embedding("dark"), Cancellation);
            Assert.IsType<StrokeStylizer>(stylizer);
            Assert.All(target.Pixels.ToArray(), value => Assert.Equal(20, value));
        }

        Assert.Throws<LiveStyleException>(() => Stylizer.Open(tiny.Load(), new StylizerOptions { Device = StylizerDevice.Cpu, StrokeSize = 5 }));
    }

    [Fact]
    public async Task It_closes_what_stands_beneath()
    {
        PaintingStylizer painter = Painter();
        await new StrokeStylizer(painter, 1).DisposeAsync();
        Assert.True(painter.IsDisposed);
    }

    public static TheoryData<FrameFormat> Formats => new()
    {
        FrameFormat.Rgb,
        FrameFormat.Bgra,
        new FrameFormat(PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left),
        new FrameFormat(PixelLayout.P010, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left),
    };

    PaintingStylizer Painter(Func<byte, byte>? paint = null, int slots = 1) => new(tiny.Load(), paint ?? (value => (byte)(255 - value)), slots);

    float[] Embedding(string blend) => tiny.Load().Styles.Embed(Blend.Parse(blend));

    static HostFrame Noise(FrameSize size, FrameFormat? format = null, int seed = 1)
    {
        HostFrame frame = HostFrame.Allocate(size, format ?? FrameFormat.Rgb);
        for (int i = 0; i < frame.Format.PlaneCount; i++)
        {
            new Random(seed + i).NextBytes(frame.Plane(i).Bytes);
        }

        return frame;
    }

    /// <summary>Soft colors, which any brightness can have.</summary>
    static HostFrame Smooth()
    {
        HostFrame frame = HostFrame.Allocate(Size);
        for (int i = 0; i < frame.Pixels.Length; i++)
        {
            frame.Pixels[i] = (byte)(110 + i / 3 % Size.Width / 15 + 4 * (i % 3));
        }

        return frame;
    }

    static byte[][] Planes(HostFrame frame) => [.. Enumerable.Range(0, frame.Format.PlaneCount).Select(i => frame.Plane(i).Bytes.ToArray())];

    static byte[] Alpha(HostFrame frame) => [.. frame.Plane(0).Bytes.ToArray().Where((_, i) => i % 4 == 3)];
}
