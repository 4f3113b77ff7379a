using System.Diagnostics.Metrics;
using System.Text.Json;
using LiveStyle.Diagnostics;
using LiveStyle.Live.Figures;
using LiveStyle.TestKit.Time;
using Xunit;

namespace LiveStyle.Live.Tests.Figures;

public class LiveFiguresTests
{
    readonly VirtualTime time = new();

    [Fact]
    public void Quantiles_are_those_of_the_sorted_times_within_three_hundredths()
    {
        var figures = new LiveFigures(time);
        var random = new Random(3);
        double[] times = [.. Enumerable.Range(0, 5000).Select(_ => Math.Exp(random.NextDouble() * 6))];
        foreach (double milliseconds in times)
        {
            figures.Record(LiveStage.Leave, TimeSpan.FromMilliseconds(milliseconds));
        }

        StageFigures leave = figures.Snapshot().Stages[LiveStage.Leave];
        Array.Sort(times);

        Assert.InRange(leave.P50 / times[2499], 0.97, 1.03);
        Assert.InRange(leave.P95 / times[4749], 0.97, 1.03);
        Assert.InRange(leave.P99 / times[4949], 0.97, 1.03);
        Assert.Equal(times[^1], leave.Max, 0.001);
        Assert.Equal(5000, leave.Count);
    }

    [Fact]
    public void What_is_more_than_a_minute_old_is_forgotten_by_the_recent_figures_alone()
    {
        var figures = new LiveFigures(time);
        figures.Record(LiveStage.Network, TimeSpan.FromSeconds(2));
        time.Pass(50);
        figures.Record(LiveStage.Network, TimeSpan.FromMilliseconds(20));

        Assert.Equal((2, 2000.0), (figures.Snapshot().Stages[LiveStage.Network].Count, figures.Snapshot().Stages[LiveStage.Network].Max));

        time.Pass(12);
        FigureSnapshot later = figures.Snapshot();

        Assert.Equal((1, 20.0), (later.Stages[LiveStage.Network].Count, later.Stages[LiveStage.Network].Max));
        Assert.Equal((2, 2000.0), (later.StagesEver[LiveStage.Network].Count, later.StagesEver[LiveStage.Network].Max));

        time.Pass(3600);

        Assert.Equal(default, figures.Snapshot().Stages[LiveStage.Network]);
    }

    [Fact]
    public void Rates_are_those_of_the_last_seconds()
    {
        var figures = new LiveFigures(time);
        for (int i = 0; i < 300; i++)
        {
            time.Pass(1 / 30.0);
            figures.Count(LiveEvent.Tick);
        }

        Assert.Equal(30, figures.Snapshot().FramesPerSecond, 0.5);

        time.Pass(10);

        Assert.Equal((300, 0.0), (figures.Snapshot().FramesOut, figures.Snapshot().FramesPerSecond));
    }

    [Fact]
    public void Recording_and_counting_allocate_nothing()
    {
        var figures = new LiveFigures(TimeProvider.System);
        void Use()
        {
            for (int i = 0; i < 1000; i++)
            {
                figures.Record(LiveStage.Sink, TimeSpan.FromMilliseconds(i));
                figures.Count(LiveEvent.RepeatedSlow);
                figures.Count(LiveEvent.Superseded);
            }
        }

        Use();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Use();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task What_many_threads_record_at_once_is_all_there()
    {
        var figures = new LiveFigures(time);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 2000; i++)
            {
                figures.Record(LiveStage.Ready, TimeSpan.FromMilliseconds(5));
                figures.Count(LiveEvent.Read, 2);
            }
        })));

        FigureSnapshot snapshot = figures.Snapshot();
        Assert.Equal((8000, 16000), (snapshot.Stages[LiveStage.Ready].Count, snapshot.FramesIn));
    }

    [Fact]
    public void Figures_are_written_as_JSON_with_stages_and_causes_by_name()
    {
        var figures = new LiveFigures(time);
        time.Pass(2);
        figures.Record(LiveStage.Leave, TimeSpan.FromMilliseconds(30));
        figures.Count(LiveEvent.RepeatedSource, 3);
        figures.Count(LiveEvent.SinkDropped, 4);
        figures.SetNetwork(new LiveStyle.Frames.FrameSize(320, 180), "half");

        using JsonDocument json = JsonDocument.Parse(JsonSerializer.Serialize(figures.Snapshot(), JsonSerializerOptions.Web));
        JsonElement root = json.RootElement;

        Assert.Equal(2, root.GetProperty("uptimeSeconds").GetDouble());
        Assert.Equal(30, root.GetProperty("stages").GetProperty("Leave").GetProperty("p99").GetDouble(), 0.5);
        Assert.Equal((3, 3), (root.GetProperty("repeats").GetProperty("source").GetInt32(), root.GetProperty("repeats").GetProperty("total").GetInt32()));
        Assert.Equal(4, root.GetProperty("drops").GetProperty("sinks").GetInt32());
        Assert.Equal((320, 180, "half"), (root.GetProperty("networkWidth").GetInt32(), root.GetProperty("networkHeight").GetInt32(), root.GetProperty("note").GetString()));
    }

    [Fact]
    public void What_is_counted_reaches_the_meter_with_its_cause()
    {
        // Nobody else counts in steps like these while this test runs.
        const long Mark = 7_000_003;
        var seen = new List<(string Name, object? Cause)>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == LiveStyleMetrics.MeterName)
            {
                self.EnableMeasurementEvents(instrument);
            }
        } };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (value == Mark)
            {
                lock (seen)
                {
                    seen.Add((instrument.Name, tags.Length > 0 ? tags[0].Value : null));
                }
            }
        });
        double latency = 0;
        object? stage = null;
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            latency = instrument.Name == "livestyle.live.latency" ? Math.Max(value, latency) : latency;
            stage = instrument.Name == "livestyle.live.stage.duration" && value == 7001 ? tags[0].Value : stage;
        });
        listener.Start();
        var figures = new LiveFigures(time);
        foreach (LiveEvent what in Enum.GetValues<LiveEvent>())
        {
            figures.Count(what, Mark);
        }

        figures.Record(LiveStage.Sink, TimeSpan.FromSeconds(7000));
        figures.Record(LiveStage.Network, TimeSpan.FromSeconds(7001));

        Assert.Contains(("livestyle.live.repeats", "network"), seen);
        Assert.Contains(("livestyle.live.repeats", "source"), seen);
        Assert.Contains(("livestyle.live.repeats", "slate"), seen);
        Assert.Contains(("livestyle.live.drops", "sink"), seen);
        Assert.Contains(("livestyle.live.drops", "clock"), seen);
        Assert.Contains(("livestyle.live.late", (object?)null), seen);
        Assert.Contains(("livestyle.live.sink.restarts", (object?)null), seen);
        Assert.Equal((7000, "network"), (latency, stage));
    }
}
