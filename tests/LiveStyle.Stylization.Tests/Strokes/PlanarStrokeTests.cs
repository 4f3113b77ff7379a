using LiveStyle.Frames;
using LiveStyle.Styles;
using LiveStyle.Stylization.Strokes;
using LiveStyle.TestKit.Bundles;
using Xunit;

namespace LiveStyle.Stylization.Tests.Strokes;

/// <summary>Strokes on frames of planes, which are reduced and enlarged as planes.</summary>
public sealed class PlanarStrokeTests : IDisposable
{
    readonly TinyBundle tiny = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<PixelLayout, ColorRange, ChromaSiting> Formats
    {
        get
        {
            var data = new TheoryData<PixelLayout, ColorRange, ChromaSiting>();
            foreach (PixelLayout layout in (PixelLayout[])[PixelLayout.Yuv420, PixelLayout.Yuv422, PixelLayout.Yuv444])
            {
                data.Add(layout, ColorRange.Limited, ChromaSiting.Left);
                data.Add(layout, ColorRange.Full, ChromaSiting.Center);
            }

            data.Add(PixelLayout.Yuv420, ColorRange.Limited, ChromaSiting.TopLeft);
            return data;
        }
    }

    public void Dispose() => tiny.Dispose();

    [Theory, MemberData(nameof(Formats))]
    public async Task Planes_come_as_the_same_picture_would_as_RGB(PixelLayout layout, ColorRange range, ChromaSiting siting)
    {
        var format = new FrameFormat(layout, ColorMatrix.Bt709, range, siting);
        foreach ((FrameSize size, double strokes) in ((FrameSize, double)[])[(new(301, 240), 4), (new(90, 61), 3)])
        {
            await using var stylizer = new StrokeStylizer(new PaintingStylizer(tiny.Load(), value => (byte)(40 + value / 2)), strokes);
            using HostFrame rgb = Smooth(size), painted = HostFrame.Allocate(size), expected = HostFrame.Allocate(size, format);
            using HostFrame source = HostFrame.Allocate(size, format), target = HostFrame.Allocate(size, format);
            PlaneConversion.FromRgb(rgb, source);
            stylizer.Stylize(rgb, painted, Embedding("dark"), Cancellation);
            PlaneConversion.FromRgb(painted, expected);

            stylizer.Stylize(source, target, Embedding("dark"), Cancellation);

            for (int plane = 0; plane < format.PlaneCount; plane++)
            {
                Assert.All(expected.Plane(plane).Bytes.ToArray().Zip(target.Plane(plane).Bytes.ToArray()), pair => Assert.InRange(pair.Second, pair.First - 3, pair.First + 3));
            }
        }
    }

    [Theory, MemberData(nameof(Formats))]
    public void Chroma_lies_in_each_size_where_its_siting_says(PixelLayout layout, ColorRange range, ChromaSiting siting)
    {
        var format = new FrameFormat(layout, ColorMatrix.Bt709, range, siting);
        var color = new ColorArithmetic(format);
        FrameSize large = new(120, 80), small = new(48, 32);
        foreach ((FrameSize from, FrameSize to, double across, double down) in ((FrameSize, FrameSize, double, double)[])
            [(large, small, 230, 0), (large, small, 0, 230), (small, large, 230, 0), (small, large, 0, 230)])
        {
            // A ramp along one axis of the frame, steep enough that a sample beside its place is told from what is rounded.
            double Ramp(double x, double y) => 10 + across * x + down * y;
            using HostFrame source = HostFrame.Allocate(from, format), target = HostFrame.Allocate(to, format);
            Draw(source, (column, row) => Ramp((column + 0.5) / from.Width, (row + 0.5) / from.Height));
            FrameSize many = Samples(source), few = Samples(target);
            PlaneSiting place = PlaneSiting.Of(format, 1, many, few);
            if (to == small)
            {
                new PlaneReducer(many, few, place).Reduce(source.Plane(1), target.Plane(1));
            }
            else
            {
                new PlaneUpsampler(many, few, place, 0, 255).Enlarge(source.Plane(1), target.Plane(1));
            }

            for (int row = 3; row < few.Height - 3; row++)
            {
                for (int column = 3; column < few.Width - 3; column++)
                {
                    double expected = Ramp(
                        (column * format.ChromaColumns + color.OffsetAcross + 0.5) / to.Width, (row * format.ChromaRows + color.OffsetDown + 0.5) / to.Height);
                    Assert.InRange(target.Plane(1).Row(row)[column], expected - 1.35, expected + 1.35);
                }
            }
        }

        void Draw(HostFrame frame, Func<double, double, double> value)
        {
            PlaneView plane = frame.Plane(1);
            for (int y = 0; y < plane.Height; y++)
            {
                for (int x = 0; x < plane.Width; x++)
                {
                    plane.Row(y)[x] = (byte)Math.Round(value(x * format.ChromaColumns + color.OffsetAcross, y * format.ChromaRows + color.OffsetDown));
                }
            }
        }

        FrameSize Samples(HostFrame frame) => new(frame.Plane(1).Width, frame.Plane(1).Height);
    }

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(1, 1, 3, 2)]
    [InlineData(2, 3, 40, 9)]
    [InlineData(33, 17, 149, 77)]
    [InlineData(100, 4, 101, 4)]
    public void Brightness_is_what_the_plain_formula_gives(int width, int height, int wide, int high)
    {
        using HostFrame answer = Noise(width, height, 1), reduced = Noise(width, height, 2), original = Noise(wide, high, 3), target = Noise(wide, high, 4);

        new PlaneUpsampler(answer.Size, original.Size, default, 16, 235).Enlarge(answer.Plane(0), reduced.Plane(0), original.Plane(0), target.Plane(0));

        for (int y = 0; y < high; y++)
        {
            for (int x = 0; x < wide; x++)
            {
                double At(HostFrame frame) => PlainCubic.At(width, height, wide, high, x, y, (column, row) => frame.Plane(0).Row(row)[column]);
                double expected = Math.Clamp(At(answer) + GuidedUpsampler.DetailShare * (original.Plane(0).Row(y)[x] - At(reduced)), 16, 235);
                Assert.InRange(target.Plane(0).Row(y)[x], expected - 1, expected + 1);
            }
        }
    }

    [Fact]
    public async Task Planes_of_a_size_that_came_before_allocate_nothing()
    {
        var format = new FrameFormat(PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left);
        await using var stylizer = new StrokeStylizer(new PaintingStylizer(tiny.Load(), value => value), 4);
        using HostFrame source = HostFrame.Allocate(new FrameSize(301, 240), format), target = HostFrame.Allocate(source.Size, format);
        float[] embedding = Embedding("dark");
        CancellationToken cancellation = Cancellation;
        for (int i = 0; i < 300; i++)
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

    float[] Embedding(string blend) => tiny.Load().Styles.Embed(Blend.Parse(blend));

    static HostFrame Noise(int width, int height, int seed)
    {
        HostFrame frame = HostFrame.Allocate(new FrameSize(width, height), FrameFormat.Gray);
        new Random(seed).NextBytes(frame.Plane(0).Bytes);
        return frame;
    }

    static HostFrame Smooth(FrameSize size)
    {
        HostFrame frame = HostFrame.Allocate(size);
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < size.Width; x++)
            {
                double across = Math.PI * x / size.Width, down = Math.PI * y / size.Height;
                frame.Row(y)[3 * x] = (byte)(128 + 90 * Math.Sin(3 * across) * Math.Cos(down));
                frame.Row(y)[3 * x + 1] = (byte)(128 + 90 * Math.Cos(2 * across + down));
                frame.Row(y)[3 * x + 2] = (byte)(128 + 90 * Math.Sin(down * 2 - across));
            }
        }

        return frame;
    }
}
