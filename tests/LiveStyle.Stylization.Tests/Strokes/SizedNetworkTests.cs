using LiveStyle.Frames;
using LiveStyle.Stylization.Strokes;
using LiveStyle.TestKit.Bundles;
using Xunit;

namespace LiveStyle.Stylization.Tests.Strokes;

public sealed class SizedNetworkTests : IDisposable
{
    static readonly FrameFormat Planes = new(PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left);
    static readonly FrameSize Size = new(320, 180);

    readonly TinyBundle tiny = new();

    public static TheoryData<FrameFormat> Formats => [FrameFormat.Rgb, Planes];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => tiny.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_network_runs_at_the_size_of_the_moment_and_the_frame_keeps_its_own(FrameFormat format)
    {
        var painter = new PaintingStylizer(tiny.Load(), value => (byte)(255 - value));
        using var sized = new SizedNetwork(painter);
        using HostFrame source = Gray(format, 55), target = HostFrame.Allocate(Size, format), shown = HostFrame.Allocate(Size);
        FrameSize[] sizes = [new(160, 90), new(240, 134), new(80, 44), new(160, 90)];
        foreach (FrameSize size in sizes)
        {
            sized.Stylize(source, target, size, Embedding(), Cancellation);

            PlaneConversion.ToRgb(target, shown);
            Assert.All(shown.Pixels.ToArray(), value => Assert.InRange(value, 199, 201));
        }

        Assert.Equal(sizes, painter.Seen);
        Assert.False(painter.IsDisposed);
    }

    [Fact]
    public void At_the_frames_own_size_nothing_is_resampled()
    {
        var painter = new PaintingStylizer(tiny.Load(), value => (byte)(255 - value));
        using var sized = new SizedNetwork(painter);
        using HostFrame source = HostFrame.Allocate(Size), target = HostFrame.Allocate(Size);
        new Random(4).NextBytes(source.Pixels);

        sized.Stylize(source, target, Size, Embedding(), Cancellation);

        Assert.Equal(source.Pixels.ToArray().Select(value => (byte)(255 - value)), target.Pixels.ToArray());
        Assert.Throws<ArgumentException>(() => sized.Stylize(source, source, Size, Embedding()));
    }

    [Fact]
    public async Task Planes_at_their_own_size_are_restyled_by_a_stylizer_that_runs_on_RGB_alone()
    {
        await using IStylizer stylizer = Stylizer.Open(tiny.Load(), new StylizerOptions { Device = StylizerDevice.Onnx });
        using var sized = new SizedNetwork(stylizer);
        using HostFrame source = Gray(Planes, 200), target = HostFrame.Allocate(Size, Planes), shown = HostFrame.Allocate(Size);

        sized.Stylize(source, target, Size, Embedding(), Cancellation);

        PlaneConversion.ToRgb(target, shown);
        Assert.All(shown.Pixels.ToArray(), value => Assert.InRange(value, 99, 101));
    }

    [Fact]
    public void A_size_that_stays_allocates_nothing()
    {
        var painter = new PaintingStylizer(tiny.Load(), value => value);
        using var sized = new SizedNetwork(painter);
        using HostFrame source = Gray(Planes, 90), target = HostFrame.Allocate(Size, Planes);
        float[] embedding = Embedding();
        for (int i = 0; i < 1200; i++)
        {
            sized.Stylize(source, target, new FrameSize(80, 44), embedding);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
        {
            sized.Stylize(source, target, new FrameSize(80, 44), embedding);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    static HostFrame Gray(FrameFormat format, byte level)
    {
        using HostFrame rgb = HostFrame.Allocate(Size);
        rgb.Pixels.Fill(level);
        HostFrame frame = HostFrame.Allocate(Size, format);
        PlaneConversion.FromRgb(rgb, frame);
        return frame;
    }

    float[] Embedding() => [0.5f, 0];
}
