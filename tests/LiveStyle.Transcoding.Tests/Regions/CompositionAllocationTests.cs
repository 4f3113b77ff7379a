using System.Runtime.CompilerServices;
using LiveStyle.Frames;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Onnx;
using LiveStyle.Stylization.Regions;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Media;
using LiveStyle.Time;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Segments;
using Xunit;

namespace LiveStyle.Transcoding.Tests.Regions;

[Collection(Alone.Name)]
[Trait("Speed", "Slow")]
public sealed class CompositionAllocationTests : IDisposable
{
    const int Warm = 300;
    const int Measured = 1200;

    static readonly FrameSize Size = new(37, 21);
    static readonly Rational Ticks = new(1, 100);

    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Masks_regions_and_kept_colors_allocate_next_to_nothing()
    {
        string matte = folder.Make("matte.mkv", $"-f lavfi -i testsrc2=s=64x48:r=100 -frames:v {Warm + Measured + 10} -c:v ffv1 -pix_fmt bgr0");
        using var tiny = new TinyBundle();
        await using IStylizer stylizer = OnnxStylizer.Create(tiny.Load(), new StylizerOptions { Device = StylizerDevice.Cpu, Threads = 1 });
        var settings = new FilmSettings
        {
            Input = "in.mp4",
            Output = "out.mp4",
            Model = "tiny",
            Timeline = Timeline.Parse("0s dark"),
            Mask = matte,
            Regions = [new RegionSetting(matte, new Blend("negative"))],
            KeepColors = true,
        };
        using var pool = new FramePool(Size);
        using var alphas = new FramePool(Size, FrameFormat.Gray);
        var processor = (RegionStylizer)await FilmProcessor.CreateAsync(settings, stylizer, Size, TimeSpan.Zero, Cancellation);
        CancellationToken cancellation = Cancellation;
        await MeasureAsync("composing", [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))] async ValueTask (int i) =>
        {
            HostFrame frame = pool.Rent();
            frame.Alpha = alphas.Rent();
            frame.Timestamp = new Timestamp(i, Ticks);
            (await processor.ProcessAsync(frame, cancellation)).Dispose();
        }, 16);
        await processor.DisposeAsync();
        Assert.Equal(0, pool.Outstanding + alphas.Outstanding + processor.Outstanding);
    }

    [Fact]
    public async Task Alpha_is_read_and_written_with_next_to_nothing_allocated()
    {
        string path = folder.Make("in.mkv", $"-f lavfi -i color=red@0.5:s=38x22:r=100,format=rgba,crop=37:21 -frames:v {Warm + Measured + 10} -c:v ffv1 -pix_fmt bgra");
        await using VideoSource source = await VideoSource.OpenAsync(path, new VideoSourceOptions { Alpha = true }, Cancellation);
        await using VideoEncoder encoder = await VideoEncoder.CreateAsync(
            folder["out.mkv"], new VideoEncoderOptions { Size = Size, TimeBase = source.TimeBase, Codec = "ffv1", Alpha = true }, Cancellation);
        CancellationToken cancellation = Cancellation;

        // ffmpeg's reports of its progress, a few a second, are read as text.
        await MeasureAsync(
            "alpha",
            [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))] async ValueTask (int _) => await encoder.WriteAsync((await source.ReadAsync(cancellation))!, cancellation),
            64);
        Assert.Equal(0, source.Pool.Outstanding + source.AlphaPool!.Outstanding);
    }

    static async Task MeasureAsync(string what, Func<int, ValueTask> step, int limit)
    {
        long before = 0;
        for (int i = 0; i < Warm + Measured; i++)
        {
            before = i == Warm ? GC.GetTotalAllocatedBytes(precise: true) : before;
            await step(i);
        }

        long bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
        TestContext.Current.SendDiagnosticMessage("{0}: {1} bytes a frame", what, bytes / (double)Measured);
        Assert.InRange(bytes, 0, Measured * limit);
    }
}
