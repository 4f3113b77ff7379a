using LiveStyle.Frames;
using LiveStyle.Pipelines;
using Xunit;

namespace LiveStyle.Core.Tests.Pipelines;

public sealed class FrameTeeTests : IDisposable
{
    readonly FramePool pool = new(new FrameSize(2, 2));

    public void Dispose()
    {
        Assert.Equal(0, pool.Outstanding);
        pool.Dispose();
    }

    [Fact]
    public async Task Every_sink_gets_every_frame_and_is_completed()
    {
        List<string> seen = [];
        await using var tee = new FrameTee(Log("one"), Log("two"));
        HostFrame frame = pool.Rent();
        frame.Pixels.Fill(7);
        await tee.WriteAsync(frame, TestContext.Current.CancellationToken);
        await tee.CompleteAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["one 7", "two 7", "one done", "two done"], seen);

        IFrameSink<HostFrame> Log(string name) => FrameSink.Create<HostFrame>(
            (borrowed, _) =>
            {
                seen.Add($"{name} {borrowed.Pixels[0]}");
                return ValueTask.CompletedTask;
            },
            _ =>
            {
                seen.Add($"{name} done");
                return ValueTask.CompletedTask;
            });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sink_that_fails_stops_the_others(bool later)
    {
        // The other sink waits for ever unless it is stopped.
        IFrameSink<HostFrame> stuck = FrameSink.Create<HostFrame>((_, token) => new ValueTask(Task.Delay(Timeout.Infinite, token)));
        IFrameSink<HostFrame> broken = FrameSink.Create<HostFrame>(async (_, _) =>
        {
            if (later)
            {
                await Task.Delay(10);
            }

            throw new MediaException("the sink broke");
        });
        await using var tee = new FrameTee(stuck, broken, stuck);
        ValueTask write = tee.WriteAsync(pool.Rent(), TestContext.Current.CancellationToken);
        Assert.Equal("the sink broke", (await Assert.ThrowsAnyAsync<MediaException>(async () => await write)).Message);
    }

    [Fact]
    public async Task Cancellation_reaches_every_sink()
    {
        using var cancel = new CancellationTokenSource();
        IFrameSink<HostFrame> stuck = FrameSink.Create<HostFrame>((_, token) => new ValueTask(Task.Delay(Timeout.Infinite, token)));
        await using var tee = new FrameTee(stuck, stuck);
        ValueTask write = tee.WriteAsync(pool.Rent(), cancel.Token);
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await write);
    }

    [Fact]
    public async Task Writing_to_several_sinks_copies_no_pixels()
    {
        await using var tee = new FrameTee(FrameSink.Null<HostFrame>(), FrameSink.Null<HostFrame>());
        using var large = new FramePool(new FrameSize(640, 480));
        using var source = new CancellationTokenSource();
        await tee.WriteAsync(large.Rent(), source.Token);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            ValueTask write = tee.WriteAsync(large.Rent(), source.Token);
            Assert.True(write.IsCompletedSuccessfully);
            await write;
        }

        // An unoptimized build keeps its state machines on the heap; an optimized one allocates nothing.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 * 512);
        Assert.Equal(0, large.Outstanding);
    }
}
