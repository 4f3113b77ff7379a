using LiveStyle.Frames;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.TestKit.Media;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Media.Tests.Films;

[Collection(Alone.Name)]
[Trait("Speed", "Slow")]
public sealed class PlanarAllocationTests : IDisposable
{
    const int Warm = 300;
    const int Measured = 1500;

    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Reading_planes_allocates_next_to_nothing()
    {
        string path = folder.Make("a.mkv", $"-f lavfi -i color=red:s=160x91:r=100 -frames:v {Warm + Measured + 10} -pix_fmt yuv420p -c:v ffv1");
        await using VideoSource source = await VideoSource.OpenAsync(path, new VideoSourceOptions { Planes = true }, Cancellation);
        CancellationToken cancellation = Cancellation;
        long before = 0;
        for (int i = 0; i < Warm + Measured; i++)
        {
            before = i == Warm ? GC.GetTotalAllocatedBytes(precise: true) : before;
            (await source.ReadAsync(cancellation))!.Dispose();
        }

        long bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
        TestContext.Current.SendDiagnosticMessage("{0} bytes a frame", bytes / (double)Measured);
        Assert.InRange(bytes, 0, Measured * 16);
        Assert.Equal(0, source.Pool.Outstanding);
    }

    [Theory]
    [InlineData(PixelLayout.Nv12)]
    [InlineData(PixelLayout.P010)]
    public async Task Writing_planes_allocates_next_to_nothing(PixelLayout layout)
    {
        var size = new FrameSize(119, 61);
        var format = new FrameFormat(layout, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left);
        var options = new VideoEncoderOptions { Size = size, Format = format, TimeBase = new Rational(1, 100), Preset = "ultrafast" };
        using var pool = new FramePool(size, format);
        await using VideoEncoder encoder = await VideoEncoder.CreateAsync(folder["a.mkv"], options, Cancellation);
        CancellationToken cancellation = Cancellation;
        long before = 0;
        for (int i = 0; i < Warm + Measured; i++)
        {
            before = i == Warm ? GC.GetTotalAllocatedBytes(precise: true) : before;
            HostFrame frame = pool.Rent();
            frame.Timestamp = new Timestamp(i, options.TimeBase);
            await encoder.WriteAsync(frame, cancellation);
        }

        long bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
        TestContext.Current.SendDiagnosticMessage("{0}: {1} bytes a frame", layout, bytes / (double)Measured);

        // ffmpeg's reports of its progress, a few a second, are read as text.
        Assert.InRange(bytes, 0, Measured * 48);
        Assert.Equal(0, pool.Outstanding);
    }
}
