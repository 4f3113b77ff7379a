using LiveStyle.Frames;
using LiveStyle.Pipelines;
using LiveStyle.TestKit.Pipelines;
using Xunit;

namespace LiveStyle.Core.Tests.Pipelines;

public sealed class FramePipelineTests : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    readonly FramePool inputs = new(new FrameSize(4, 3));
    readonly FramePool outputs = new(new FrameSize(4, 3));

    public void Dispose()
    {
        Assert.Equal(0, inputs.Outstanding);
        Assert.Equal(0, outputs.Outstanding);
        inputs.Dispose();
        outputs.Dispose();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(500, 1)]
    [InlineData(500, 7)]
    [InlineData(0, 0)]
    [InlineData(500, 0)]
    public async Task Every_frame_arrives_once_in_order_and_the_sink_is_completed(int count, int capacity)
    {
        var written = new List<long>();
        var progress = new List<FramePipelineProgress>();
        int completed = 0;
        IFrameSink<HostFrame> sink = FrameSink.Create<HostFrame>(
            async (frame, _) =>
            {
                await Task.Yield();
                Assert.Equal((byte)(frame.Timestamp.Ticks + 1), frame.Pixels[35]);
                written.Add(frame.Timestamp.Ticks);
            },
            _ =>
            {
                completed = written.Count;
                return ValueTask.CompletedTask;
            });

        FramePipelineResult result = await FramePipeline.RunAsync(
            Source(count),
            Processor(),
            sink,
            new FramePipelineOptions { Capacity = capacity, Progress = progress.Add },
            TestContext.Current.CancellationToken);

        Assert.Equal(new FramePipelineResult(count, count, 0), result);
        Assert.Equal(Enumerable.Range(0, count).Select(tick => (long)tick), written);
        Assert.Equal(count, completed);
        Assert.Equal(Enumerable.Range(1, count).Select(frames => (long)frames), progress.Select(step => step.FramesOut));
        Assert.Equal(written, progress.Select(step => step.Written.Ticks));
    }

    [Fact]
    public async Task Stages_work_at_the_same_time()
    {
        // Each stage waits until all three are inside at once: a pipeline that takes turns never gets there.
        int inside = 0;
        var together = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task Meet()
        {
            if (Interlocked.Increment(ref inside) == 3)
            {
                together.SetResult();
            }

            return together.Task.WaitAsync(Patience);
        }

        IFrameSource<HostFrame> frames = Source(3);
        IFrameSource<HostFrame> source = FrameSource.Create(async token =>
        {
            HostFrame? frame = await frames.ReadAsync(token);
            await (frame?.Timestamp.Ticks == 2 ? Meet() : Task.CompletedTask);
            return frame;
        });
        var processor = new Stage(outputs, (frame, _) =>
        {
            if (frame.Timestamp.Ticks == 1)
            {
                Meet().GetAwaiter().GetResult();
            }
        });
        IFrameSink<HostFrame> sink = FrameSink.Create<HostFrame>(
            (frame, _) => new ValueTask(frame.Timestamp.Ticks == 0 ? Meet() : Task.CompletedTask));
        await FramePipeline.RunAsync(source, processor, sink, new FramePipelineOptions(), TestContext.Current.CancellationToken);
        Assert.Equal(3, inside);
    }

    [Fact]
    public async Task Processor_stays_on_one_thread_of_its_own()
    {
        var threads = new HashSet<int>();
        var processor = new Stage(outputs, (_, _) =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            Assert.False(Thread.CurrentThread.IsThreadPoolThread);
        });
        IFrameSource<HostFrame> frames = Source(50);
        IFrameSource<HostFrame> source = FrameSource.Create(async token =>
        {
            await Task.Yield();
            return await frames.ReadAsync(token);
        });
        await FramePipeline.RunAsync(source, processor, FrameSink.Null<HostFrame>(), new FramePipelineOptions(), TestContext.Current.CancellationToken);
        Assert.Single(threads);
    }

    [Theory]
    [InlineData("source", 0, 1)]
    [InlineData("source", 20, 1)]
    [InlineData("processor", 0, 1)]
    [InlineData("processor", 20, 1)]
    [InlineData("sink", 0, 1)]
    [InlineData("sink", 20, 1)]
    [InlineData("progress", 20, 1)]
    [InlineData("complete", 100, 1)]
    [InlineData("source", 0, 0)]
    [InlineData("source", 20, 0)]
    [InlineData("processor", 0, 0)]
    [InlineData("processor", 20, 0)]
    [InlineData("sink", 0, 0)]
    [InlineData("sink", 20, 0)]
    [InlineData("progress", 20, 0)]
    [InlineData("complete", 100, 0)]
    public async Task First_failure_stops_all_and_surfaces(string stage, int at, int capacity)
    {
        void FailAt(string here, long tick)
        {
            if (stage == here && tick == at)
            {
                throw new MediaException($"{here} broke");
            }
        }

        bool completed = false;
        IFrameSource<HostFrame> frames = Source(100);
        long read = 0;
        IFrameSource<HostFrame> source = FrameSource.Create(token =>
        {
            FailAt("source", read++);
            return frames.ReadAsync(token);
        });
        IFrameSink<HostFrame> sink = FrameSink.Create<HostFrame>(
            (frame, _) =>
            {
                FailAt("sink", frame.Timestamp.Ticks);
                return ValueTask.CompletedTask;
            },
            _ =>
            {
                FailAt("complete", at);
                completed = true;
                return ValueTask.CompletedTask;
            });
        var options = new FramePipelineOptions { Capacity = capacity, Progress = step => FailAt("progress", step.FramesOut) };

        Task run = FramePipeline.RunAsync(
            source, new Stage(outputs, (frame, _) => FailAt("processor", frame.Timestamp.Ticks)), sink, options, TestContext.Current.CancellationToken);
        var problem = await Assert.ThrowsAnyAsync<MediaException>(() => run.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Equal($"{stage} broke", problem.Message);
        Assert.False(completed);
    }

    [Fact]
    public async Task Failure_releases_stages_that_wait_for_each_other()
    {
        // The sink never returns by itself, so that both queues fill up; only then the source fails.
        IFrameSource<HostFrame> frames = Source(100);
        int read = 0;
        IFrameSource<HostFrame> source = FrameSource.Create(token =>
            ++read == 4 ? throw new MediaException("the source broke") : frames.ReadAsync(token));
        IFrameSink<HostFrame> sink = FrameSink.Create<HostFrame>((_, token) => new ValueTask(Task.Delay(Timeout.Infinite, token)));
        Task run = FramePipeline.RunAsync(source, Processor(), sink, new FramePipelineOptions { Capacity = 1 }, TestContext.Current.CancellationToken);
        Assert.Equal("the source broke", (await Assert.ThrowsAnyAsync<MediaException>(() => run.WaitAsync(Patience, TestContext.Current.CancellationToken))).Message);
    }

    [Theory]
    [InlineData(FullQueuePolicy.Wait, 2)]
    [InlineData(FullQueuePolicy.DropOldest, 2)]
    [InlineData(FullQueuePolicy.Wait, 0)]
    public async Task Cancellation_drains_and_leaves_the_sink_open(FullQueuePolicy policy, int capacity)
    {
        using var cancel = new CancellationTokenSource();
        bool completed = false;
        int written = 0;
        IFrameSink<HostFrame> sink = FrameSink.Create<HostFrame>(
            (_, _) =>
            {
                if (++written == 5)
                {
                    cancel.Cancel();
                }

                return ValueTask.CompletedTask;
            },
            _ =>
            {
                completed = true;
                return ValueTask.CompletedTask;
            });
        Task run = FramePipeline.RunAsync(Source(int.MaxValue), Processor(), sink, new FramePipelineOptions { Capacity = capacity, WhenFull = policy }, cancel.Token);
        var problem = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Equal(cancel.Token, problem.CancellationToken);
        Assert.Equal(5, written);
        Assert.False(completed);

        await sink.CompleteAsync(CancellationToken.None);
        Assert.True(completed);
    }

    [Fact]
    public async Task Run_that_is_canceled_before_it_starts_reads_nothing()
    {
        int read = 0;
        IFrameSource<HostFrame> source = FrameSource.Create<HostFrame>(() =>
        {
            read++;
            return null;
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FramePipeline.RunAsync(
            source, Processor(), FrameSink.Null<HostFrame>(), new FramePipelineOptions(), new CancellationToken(canceled: true)));
        Assert.Equal(0, read);
    }

    [Fact]
    public async Task Live_pipeline_drops_the_oldest_frames_and_counts_them()
    {
        // The sink holds the first frame until the source has run dry.
        var dry = new TaskCompletionSource();
        var written = new List<long>();
        IFrameSource<HostFrame> frames = Source(100);
        IFrameSource<HostFrame> source = FrameSource.Create(async token =>
        {
            HostFrame? frame = await frames.ReadAsync(token);
            if (frame is null)
            {
                dry.SetResult();
            }

            return frame;
        });
        IFrameSink<HostFrame> sink = FrameSink.Create<HostFrame>(async (frame, _) =>
        {
            await dry.Task;
            written.Add(frame.Timestamp.Ticks);
        });
        FramePipelineResult result = await FramePipeline.RunAsync(
            source, Processor(), sink, FramePipelineOptions.Live, TestContext.Current.CancellationToken);

        Assert.Equal(100, result.FramesIn);
        Assert.Equal(written.Count, result.FramesOut);
        Assert.Equal(100 - written.Count, result.Dropped);
        // One frame in each queue, one in the processor and one in the sink, at most.
        Assert.InRange(written.Count, 1, 4);
        Assert.Equal(written.Order(), written);
        Assert.Equal(99, written[^1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Where_nothing_waits_between_stages_no_more_frames_are_read_than_there_are_slots(int slots)
    {
        long read = 0, written = 0, most = 0;
        var ticks = new List<long>();
        IFrameSource<HostFrame> frames = Source(200);
        IFrameSource<HostFrame> source = FrameSource.Create(async token =>
        {
            await Task.Yield();
            most = Math.Max(most, ++read - Interlocked.Read(ref written));
            return await frames.ReadAsync(token);
        });
        IFrameSink<HostFrame> sink = FrameSink.Create<HostFrame>(async (frame, _) =>
        {
            await Task.Yield();
            ticks.Add(frame.Timestamp.Ticks);
            Interlocked.Increment(ref written);
        });

        FramePipelineResult result = await FramePipeline.RunAsync(
            source, Stage.AddOne(outputs, slots), sink, new FramePipelineOptions { Capacity = 0 }, TestContext.Current.CancellationToken);

        Assert.Equal(new FramePipelineResult(200, 200, 0), result);
        Assert.Equal(Enumerable.Range(0, 200).Select(tick => (long)tick), ticks);
        Assert.InRange(most, 1, slots);
    }

    [Fact]
    public async Task Fewer_frames_than_none_cannot_wait() => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => FramePipeline.RunAsync(
        Source(1), Processor(), FrameSink.Null<HostFrame>(), new FramePipelineOptions { Capacity = -1 }, TestContext.Current.CancellationToken));

    IFrameSource<HostFrame> Source(int count) => Stage.Count(inputs, count);

    Stage Processor() => Stage.AddOne(outputs);
}
