using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using LiveStyle.Diagnostics;
using LiveStyle.Frames;
using LiveStyle.Pipelines;
using LiveStyle.TestKit.Pipelines;
using Xunit;

namespace LiveStyle.Core.Tests.Diagnostics;

/// <summary>Alone, since the counters are the whole process's.</summary>
[Collection(Alone.Name)]
public sealed class LiveStyleMetricsTests : IDisposable
{
    readonly FramePool inputs = new(new FrameSize(4, 3));
    readonly FramePool outputs = new(new FrameSize(4, 3));
    readonly ConcurrentDictionary<string, long> counts = new();
    readonly ConcurrentDictionary<string, int> stages = new();

    public void Dispose()
    {
        inputs.Dispose();
        outputs.Dispose();
    }

    [Fact]
    public async Task A_listener_is_told_each_frame_of_a_pipeline_and_its_time_in_each_stage()
    {
        using MeterListener listener = Listen();

        await RunAsync(frames: 20, FullQueuePolicy.Wait);

        Assert.Equal(20, counts["livestyle.frames.read"]);
        Assert.Equal(20, counts["livestyle.frames.written"]);
        Assert.False(counts.ContainsKey("livestyle.frames.dropped"));
        Assert.Equal(["process", "read", "write"], stages.Keys.Order(StringComparer.Ordinal));
        Assert.All(stages.Values, times => Assert.Equal(20, times));
    }

    [Fact]
    public async Task Dropped_frames_are_told_too()
    {
        using MeterListener listener = Listen();

        FramePipelineResult result = await RunAsync(frames: 200, FullQueuePolicy.DropOldest);

        Assert.Equal(result.Dropped, counts.GetValueOrDefault("livestyle.frames.dropped"));
        Assert.Equal(result.FramesOut, counts["livestyle.frames.written"]);
    }

    [Fact]
    public void Recording_allocates_nothing()
    {
        using MeterListener listener = Listen();
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => { });
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => { });
        Record();
        long before = GC.GetAllocatedBytesForCurrentThread();

        Record();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Record()
        {
            for (int i = 0; i < 100; i++)
            {
                long begin = LiveStyleMetrics.BeginStage();
                LiveStyleMetrics.CountRead();
                LiveStyleMetrics.EndStage("read", begin);
            }
        }
    }

    MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == LiveStyleMetrics.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => counts.AddOrUpdate(instrument.Name, static (_, more) => more, static (_, sum, more) => sum + more, value));
        listener.SetMeasurementEventCallback<double>((instrument, seconds, tags, _) =>
        {
            Assert.Equal("livestyle.stage.duration", instrument.Name);
            Assert.InRange(seconds, 0, 3600);
            stages.AddOrUpdate((string)tags[0].Value!, static (_, _) => 1, static (_, times, _) => times + 1, 0);
        });
        listener.Start();
        return listener;
    }

    async Task<FramePipelineResult> RunAsync(int frames, FullQueuePolicy policy) => await FramePipeline.RunAsync(
        Stage.Count(inputs, frames),
        Stage.AddOne(outputs),
        FrameSink.Create<HostFrame>((_, _) => ValueTask.CompletedTask),
        new FramePipelineOptions { WhenFull = policy },
        TestContext.Current.CancellationToken);
}
