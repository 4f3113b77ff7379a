using LiveStyle.Frames;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Frames;
using LiveStyle.Gpu.Memory;
using LiveStyle.Pipelines;
using LiveStyle.TestKit.Gpu;
using Xunit;
using static LiveStyle.Gpu.Tests.Frames.FrameTrip;

namespace LiveStyle.Gpu.Tests.Frames;

[Collection(SoftwareGpuCollection.Name)]
public sealed class FrameTripTests(SoftwareGpu gpu) : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    static readonly FrameFormat Planar = new(PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => gpu.AssertSilent();

    [Theory]
    [InlineData("Upload", PixelLayout.Yuv420, 1, 2)]
    [InlineData("Readback", PixelLayout.P010, 3, 1)]
    [InlineData("Readback", PixelLayout.Rgb24, 1, 7)]
    public async Task Frames_keep_their_order_times_and_pixels(string processor, PixelLayout layout, int slots, int capacity)
    {
        FrameFormat format = layout == PixelLayout.Rgb24 ? FrameFormat.Rgb : Planar with { Layout = layout };
        await using var trip = new FrameTrip(gpu.Device, format, slots);
        var numbers = new List<int>();
        IFrameSink<HostFrame> sink = FrameSink.Create<HostFrame>(frame => numbers.Add(trip.Recognize(frame)));

        FramePipelineResult result = await RunAsync(trip, processor, trip.Count(60), sink, new FramePipelineOptions { Capacity = capacity });

        Assert.Equal(new FramePipelineResult(60, 60, 0), result);
        Assert.Equal(Enumerable.Range(0, 60), numbers);
        trip.AssertNothingOutstanding();
    }

    [Theory]
    [InlineData("Upload")]
    [InlineData("Readback")]
    public async Task Frames_that_are_dropped_go_back_and_their_images_are_used_again(string processor)
    {
        await using var trip = new FrameTrip(gpu.Device, Planar);
        var numbers = new List<int>();
        var dry = new TaskCompletionSource();
        IFrameSource<HostFrame> frames = trip.Count(60);
        IFrameSource<HostFrame> source = FrameSource.Create(async token =>
        {
            HostFrame? frame = await frames.ReadAsync(token);
            _ = frame is null && dry.TrySetResult();
            return frame;
        });
        IFrameSink<HostFrame> sink = FrameSink.Create<HostFrame>(async (frame, _) =>
        {
            await dry.Task;
            numbers.Add(trip.Recognize(frame));
        });

        FramePipelineResult result = await RunAsync(trip, processor, source, sink, new FramePipelineOptions { WhenFull = FullQueuePolicy.DropOldest });

        Assert.Equal((60, 60 - numbers.Count), (result.FramesIn, result.Dropped));
        Assert.InRange(numbers.Count, 2, 10);
        Assert.Equal(numbers.Order(), numbers);
        Assert.Equal(59, numbers[^1]);
        trip.AssertNothingOutstanding();
    }

    [Theory]
    [InlineData("Upload", 0)]
    [InlineData("Upload", 20)]
    [InlineData("Readback", 0)]
    [InlineData("Readback", 20)]
    public async Task A_sink_or_an_upload_that_fails_leaves_nothing_outstanding_and_the_next_run_works(string processor, int at)
    {
        await using var trip = new FrameTrip(gpu.Device, Planar);
        IFrameSink<HostFrame> broken = FrameSink.Create<HostFrame>(
            frame => _ = trip.Recognize(frame) == at ? throw new MediaException("the sink broke") : 0);
        using HostFrame stranger = HostFrame.Allocate(new FrameSize(8, 4), Planar);
        IFrameSource<HostFrame> strange = trip.Count(100, number => number == at ? stranger.AddReference() : null);

        MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(() => RunAsync(trip, processor, trip.Count(100), broken));
        trip.AssertNothingOutstanding();
        ArgumentException refusal = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(trip, processor, strange, FrameSink.Null<HostFrame>()));
        trip.AssertNothingOutstanding();

        Assert.Equal("the sink broke", failure.Message);
        Assert.Contains("the frame is 8×4", refusal.Message);
        await AssertWorksAsync(trip, processor);
    }

    [Fact]
    public async Task A_readback_that_refuses_a_frame_leaves_that_frame_as_it_was()
    {
        await using var trip = new FrameTrip(gpu.Device, Planar);
        await using var other = new FrameTrip(gpu.Device, Planar, size: new FrameSize(8, 4));
        int number = 0;
        GpuFrame stranger = await other.Upload.ProcessAsync(other.Create(0), Cancellation);
        GpuImage image = stranger.Image;
        IFrameSource<HostFrame> frames = trip.Count(100);
        IFrameSource<GpuFrame> source = FrameSource.Create<GpuFrame>(async token => ++number == 5
            ? stranger
            : await trip.Upload.ProcessAsync((await frames.ReadAsync(token))!, token));

        ArgumentException refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => FramePipeline.RunAsync(source, trip.Readback, FrameSink.Null<HostFrame>(), new FramePipelineOptions(), Cancellation).WaitAsync(Patience, Cancellation));

        Assert.Contains("the image is 8×4", refusal.Message);
        Assert.Equal(ImageUse.WrittenByKernels, image.Use);
        trip.AssertNothingOutstanding();
        other.AssertNothingOutstanding();
        await AssertWorksAsync(trip, "Readback");
        await AssertWorksAsync(other, "Readback");
    }

    [Theory]
    [InlineData("Upload")]
    [InlineData("Readback")]
    public async Task Cancellation_leaves_nothing_outstanding_and_the_next_run_works(string processor)
    {
        await using var trip = new FrameTrip(gpu.Device, Planar);
        using var cancel = new CancellationTokenSource();
        IFrameSink<HostFrame> sink = FrameSink.Create<HostFrame>(frame =>
        {
            if (trip.Recognize(frame) == 4)
            {
                cancel.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => trip.RunAsync(Enum.Parse<Processor>(processor), trip.Count(int.MaxValue), sink, new FramePipelineOptions(), cancel.Token)
                .WaitAsync(Patience, Cancellation));
        trip.AssertNothingOutstanding();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await trip.Upload.ProcessAsync(trip.Create(0), cancel.Token));
        GpuFrame frame = await trip.Upload.ProcessAsync(trip.Create(0), Cancellation);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await trip.Readback.ProcessAsync(frame, cancel.Token));
        trip.AssertNothingOutstanding();

        await AssertWorksAsync(trip, processor);
    }

    [Fact]
    public async Task A_frame_outlives_its_pool_and_its_upload()
    {
        await using var trip = new FrameTrip(gpu.Device, Planar);
        var pool = new GpuFramePool(gpu.Device, trip.Inputs.Size);
        var upload = new FrameUpload(gpu.Device, Planar, pool);
        GpuFrame frame = await upload.ProcessAsync(trip.Create(7), Cancellation);
        await upload.DisposeAsync();
        pool.Dispose();

        using HostFrame back = await trip.Readback.ProcessAsync(frame, Cancellation);

        Assert.Equal(7, trip.Recognize(back));
        Assert.Equal(0, pool.Outstanding);
        Assert.Throws<ObjectDisposedException>(frame.Dispose);
    }

    [Fact]
    public async Task A_frame_up_and_down_allocates_nothing()
    {
        await using var trip = new FrameTrip(gpu.Device, Planar);
        long before = 0;
        for (int number = 0; number < 200; number++)
        {
            if (number == 100)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            // Both end before they return, so that all happens on this thread.
            (await trip.Readback.ProcessAsync(await trip.Upload.ProcessAsync(trip.Create(number), Cancellation), Cancellation)).Dispose();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    static Task<FramePipelineResult> RunAsync(
        FrameTrip trip, string processor, IFrameSource<HostFrame> source, IFrameSink<HostFrame> sink, FramePipelineOptions? options = null) =>
        trip.RunAsync(Enum.Parse<Processor>(processor), source, sink, options ?? new FramePipelineOptions(), Cancellation)
            .WaitAsync(Patience, Cancellation);

    static async Task AssertWorksAsync(FrameTrip trip, string processor)
    {
        var numbers = new List<int>();
        IFrameSink<HostFrame> sink = FrameSink.Create<HostFrame>(frame => numbers.Add(trip.Recognize(frame)));
        await RunAsync(trip, processor, trip.Count(10), sink);
        Assert.Equal(Enumerable.Range(0, 10), numbers);
    }
}
