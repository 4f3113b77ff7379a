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

    static readonly Meter Meter = new(MeterName);

    static readonly Counter<long> Read = Meter.CreateCounter<long>("livestyle.frames.read", "{frame}", "Frames that a source gave.");
    static readonly Counter<long> Written = Meter.CreateCounter<long>("livestyle.frames.written", "{frame}", "Frames that a sink took, or a screen showed.");
    static readonly Counter<long> Dropped = Meter.CreateCounter<long>("livestyle.frames.dropped", "{frame}", "Frames that were left out to keep up.");
    static readonly Histogram<double> Stage = Meter.CreateHistogram<double>("livestyle.stage.duration", "s", "Time of one frame in a stage: read, process or write.");

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
}
