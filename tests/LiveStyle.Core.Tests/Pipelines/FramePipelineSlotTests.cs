using LiveStyle.Frames;
using LiveStyle.Pipelines;
using LiveStyle.TestKit.Pipelines;
using Xunit;

namespace LiveStyle.Core.Tests.Pipelines;

/// <summary>A processor that takes several frames at once.</summary>
public sealed class FramePipelineSlotTests : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    readonly FramePool inputs = new(new FrameSize(4, 3));
    readonly FramePool outputs = new(new FrameSize(4, 3));
    readonly List<long> written = [];

    public void Dispose()
    {
        Assert.Equal(0, inputs.Outstanding);
        Assert.Equal(0, outputs.Outstanding);
        inputs.Dispose();
        outputs.Dispose();
    }

    [Theory]
    [InlineData(2, 100)]
    [InlineData(3, 100)]
    [InlineData(5, 0)]
    [InlineData(5, 2)]
    public async Task Frames_leave_in_order_though_a_later_one_is_done_first(int slots, int count)
    {
        ManualResetEventSlim[] done = [.. Enumerable.Range(0, count).Select(_ => new ManualResetEventSlim())];
        var processor = new SlotStage(outputs, slots, (frame, _) =>
        {
            // Every other frame waits for the one behind it.
            int tick = (int)frame.Timestamp.Ticks;
            Assert.True(tick % 2 == 1 || done[tick + 1].Wait(Patience));
            done[tick].Set();
        });

        FramePipelineResult result = await RunAsync(count, processor);

        Assert.Equal(new FramePipelineResult(count, count, 0), result);
        Assert.Equal(Enumerable.Range(0, count).Select(tick => (long)tick), written);
    }

    [Fact]
    public async Task As_many_frames_are_in_the_processor_as_it_has_slots_and_no_more()
    {
        using var together = new Barrier(3);
        int inside = 0;
        int most = 0;
        var processor = new SlotStage(outputs, 3, (_, _) =>
        {
            int now = Interlocked.Increment(ref inside);
            Assert.True(together.SignalAndWait(Patience));
            InterlockedMax(ref most, now);
            Interlocked.Decrement(ref inside);
            Assert.True(together.SignalAndWait(Patience));
        });

        await RunAsync(30, processor);

        Assert.Equal(3, most);
        Assert.Equal(30, written.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Failure_in_one_slot_stops_the_others_and_surfaces(int at)
    {
        // The frames behind it wait until they are stopped.
        var processor = new SlotStage(outputs, 3, (frame, token) =>
        {
            if (frame.Timestamp.Ticks == at)
            {
                throw new MediaException("the slot broke");
            }

            if (frame.Timestamp.Ticks > at)
            {
                Assert.True(token.WaitHandle.WaitOne(Patience));
                token.ThrowIfCancellationRequested();
            }
        });

        var problem = await Assert.ThrowsAnyAsync<MediaException>(() => RunAsync(100, processor));

        Assert.Equal("the slot broke", problem.Message);
        Assert.All(written, tick => Assert.True(tick < at));
    }

    [Fact]
    public async Task Sink_that_fails_releases_slots_that_wait_to_pass_on_their_frames()
    {
        var processor = new SlotStage(outputs, 4, (_, _) => { });
        IFrameSink<HostFrame> sink = FrameSink.Create<HostFrame>(async (frame, token) =>
        {
            // All queues and slots are full by then, and the source waits.
            while (inputs.Outstanding + outputs.Outstanding < 2 + 4 + 1 + 1)
            {
                await Task.Delay(1, token);
            }

            throw new MediaException("the sink broke");
        });

        Task run = FramePipeline.RunAsync(
            Stage.Count(inputs, 100), processor, sink, new FramePipelineOptions { Capacity = 1 }, TestContext.Current.CancellationToken);

        Assert.Equal("the sink broke", (await Assert.ThrowsAnyAsync<MediaException>(() => run.WaitAsync(Patience, TestContext.Current.CancellationToken))).Message);
    }

    [Theory]
    [InlineData(FullQueuePolicy.Wait)]
    [InlineData(FullQueuePolicy.DropOldest)]
    public async Task Cancellation_reaches_every_slot(FullQueuePolicy policy)
    {
        using var cancel = new CancellationTokenSource();
        var stopped = new CountdownEvent(3);
        var processor = new SlotStage(outputs, 3, (frame, token) =>
        {
            if (stopped.Signal())
            {
                cancel.Cancel();
            }

            Assert.True(token.WaitHandle.WaitOne(Patience));
            token.ThrowIfCancellationRequested();
        });

        Task run = FramePipeline.RunAsync(
            Stage.Count(inputs, int.MaxValue), processor, FrameSink.Null<HostFrame>(), new FramePipelineOptions { WhenFull = policy }, cancel.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Equal(0, stopped.CurrentCount);
    }

    [Fact]
    public async Task Processor_without_a_slot_is_refused() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => RunAsync(1, new SlotStage(outputs, 0, (_, _) => { })));

    async Task<FramePipelineResult> RunAsync(int count, IFrameProcessor<HostFrame, HostFrame> processor) =>
        await FramePipeline.RunAsync(
            Stage.Count(inputs, count),
            processor,
            FrameSink.Create<HostFrame>(frame => written.Add(frame.Timestamp.Ticks)),
            new FramePipelineOptions(),
            TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);

    static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref target)) && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
