using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LiveStyle.Diagnostics;

/// <summary>
/// The counters and times of frames for a program's monitoring: those of the meter "LiveStyle", which cost next to nothing while nobody listens.
/// </summary>
/// <remarks>Recording allocates nothing and is thread-safe. Names and units follow OpenTelemetry's conventions.</remarks>
public static class LiveStyleMetrics
{
    /// <summary>The name of the meter, as OpenTelemetry's AddMeter and dotnet-counters take it.</summary>
    public const string MeterName = "LiveStyle";

    const string StageTag = "livestyle.stage";
    const string CauseTag = "livestyle.cause";

    static readonly Meter Meter = new(MeterName);

    static readonly Counter<long> Read = Meter.CreateCounter<long>("livestyle.frames.read", "{frame}", "Frames that a source gave.");
    static readonly Counter<long> Written = Meter.CreateCounter<long>("livestyle.frames.written", "{frame}", "Frames that a sink took, or a screen showed.");
    static readonly Counter<long> Dropped = Meter.CreateCounter<long>("livestyle.frames.dropped", "{frame}", "Frames that were left out to keep up.");
    static readonly Histogram<double> Stage = Meter.CreateHistogram<double>("livestyle.stage.duration", "s", "Time of one frame in a stage: read, process or write.");
    static readonly Counter<long> Repeated = Meter.CreateCounter<long>("livestyle.live.repeats", "{frame}", "Frames of a show that had no new picture.");
    static readonly Counter<long> LiveDropped = Meter.CreateCounter<long>("livestyle.live.drops", "{frame}", "Pictures and frames that a show left out.");
    static readonly Counter<long> Late = Meter.CreateCounter<long>("livestyle.live.late", "{frame}", "Pictures that left later than the show's latency allows.");
    static readonly Counter<long> Unstyled = Meter.CreateCounter<long>("livestyle.live.unstyled", "{frame}", "Pictures that were shown as they are, since the network had failed.");
    static readonly Counter<long> Restarts = Meter.CreateCounter<long>("livestyle.live.sink.restarts", "{restart}", "Times that a sink broke and was opened again.");
    static readonly Histogram<double> LiveStage = Meter.CreateHistogram<double>("livestyle.live.stage.duration", "s", "Time of one picture of a show in a stage: capture, network, ready, leave or sink.");
    static readonly Histogram<double> Latency = Meter.CreateHistogram<double>("livestyle.live.latency", "s", "Time from a picture's arrival until a sink has taken it.");

    /// <summary>Counts frames that a source gave.</summary>
    public static void CountRead(long frames = 1) => Read.Add(frames);

    /// <summary>Counts frames that a sink took, or a screen showed.</summary>
    public static void CountWritten(long frames = 1) => Written.Add(frames);

    /// <summary>Counts frames that were left out to keep up.</summary>
    public static void CountDropped(long frames = 1) => Dropped.Add(frames);

    /// <summary>Begins the time of a frame in a stage; 0 while nobody listens.</summary>
    public static long BeginStage() => Stage.Enabled ? Stopwatch.GetTimestamp() : 0;

    /// <summary>Records the time since <see cref="BeginStage"/>, unless that gave 0.</summary>
    /// <param name="stage">"read", "process" or "write".</param>
    /// <param name="begin">What <see cref="BeginStage"/> gave.</param>
    public static void EndStage(string stage, long begin)
    {
        if (begin != 0)
        {
            Stage.Record(Stopwatch.GetElapsedTime(begin).TotalSeconds, new KeyValuePair<string, object?>(StageTag, stage));
        }
    }

    /// <summary>Counts frames of a show that had no new picture.</summary>
    /// <param name="cause">"network", "source" or "slate".</param>
    /// <param name="frames">Their number.</param>
    public static void CountRepeat(string cause, long frames = 1) => Repeated.Add(frames, new KeyValuePair<string, object?>(CauseTag, cause));

    /// <summary>Counts pictures and frames that a show left out.</summary>
    /// <param name="cause">"network", "overtaken", "clock" or "sink".</param>
    /// <param name="frames">Their number.</param>
    public static void CountLiveDrop(string cause, long frames = 1) => LiveDropped.Add(frames, new KeyValuePair<string, object?>(CauseTag, cause));

    /// <summary>Counts pictures that left later than the show's latency allows.</summary>
    public static void CountLate(long frames = 1) => Late.Add(frames);

    /// <summary>Counts pictures that were shown as they are, since the network had failed.</summary>
    public static void CountUnstyled(long frames = 1) => Unstyled.Add(frames);

    /// <summary>Counts sinks that broke and were opened again.</summary>
    public static void CountSinkRestart(long restarts = 1) => Restarts.Add(restarts);

    /// <summary>Records the time of one picture of a show in a stage.</summary>
    /// <param name="stage">"capture", "network", "ready", "leave" or "sink".</param>
    /// <param name="duration">The time.</param>
    public static void RecordLiveStage(string stage, TimeSpan duration) =>
        LiveStage.Record(duration.TotalSeconds, new KeyValuePair<string, object?>(StageTag, stage));

    /// <summary>Records the time from a picture's arrival until a sink has taken it.</summary>
    public static void RecordLatency(TimeSpan latency) => Latency.Record(latency.TotalSeconds);
}
