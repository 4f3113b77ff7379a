using LiveStyle.Diagnostics;
using LiveStyle.Frames;

namespace LiveStyle.Live.Figures;

/// <summary>A show's figures: how long each stage takes, and how often what happened.</summary>
/// <remarks>
/// Recording allocates nothing and waits for nothing but another recording. What is counted also goes to <see cref="LiveStyleMetrics"/>.
/// Thread-safe.
/// </remarks>
public sealed class LiveFigures
{
    static readonly LiveStage[] Stages = Enum.GetValues<LiveStage>();
    static readonly string[] StageNames = [.. Stages.Select(stage => stage.ToString().ToLowerInvariant())];

    readonly TimeProvider time;
    readonly DurationHistogram[] histograms;
    readonly EventCounter[] counters;
    readonly EventCounter pictures;
    readonly RecentMedian leaving;
    long begin;
    NetworkState network = new(null, null);

    /// <summary>Begins to count.</summary>
    /// <param name="time">The show's clock.</param>
    public LiveFigures(TimeProvider time)
    {
        this.time = time;
        begin = time.GetTimestamp();
        histograms = [.. Stages.Select(_ => new DurationHistogram(time))];
        counters = [.. Enum.GetValues<LiveEvent>().Select(_ => new EventCounter(time))];
        pictures = new EventCounter(time);
        leaving = new RecentMedian(time);
    }

    /// <summary>Takes note of one picture's time in a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="duration">The time; below 0 counts as 0.</param>
    public void Record(LiveStage stage, TimeSpan duration)
    {
        histograms[(int)stage].Record(duration);
        LiveStyleMetrics.RecordLiveStage(StageNames[(int)stage], duration);
        if (stage == LiveStage.Leave)
        {
            leaving.Add(duration);
        }
        else if (stage == LiveStage.Sink)
        {
            LiveStyleMetrics.RecordLatency(duration);
        }
    }

    /// <summary>Counts what happened.</summary>
    /// <param name="what">What happened.</param>
    /// <param name="n">How often.</param>
    public void Count(LiveEvent what, long n = 1)
    {
        counters[(int)what].Add(n);
        if (what is LiveEvent.Restyled or LiveEvent.PassedThrough or LiveEvent.Unstyled)
        {
            pictures.Add(n);
        }

        Publish(what, n);
    }

    /// <summary>How often something has happened so far.</summary>
    /// <param name="what">What.</param>
    public long CountOf(LiveEvent what) => counters[(int)what].Total;

    /// <summary>The figures of now. It allocates, and is meant to be asked for some times a second.</summary>
    public FigureSnapshot Snapshot()
    {
        var recent = new Dictionary<LiveStage, StageFigures>();
        var ever = new Dictionary<LiveStage, StageFigures>();
        foreach (LiveStage stage in Stages)
        {
            (recent[stage], ever[stage]) = (histograms[(int)stage].Recent(), histograms[(int)stage].Ever());
        }

        NetworkState state = Volatile.Read(ref network);
        return new FigureSnapshot
        {
            UptimeSeconds = time.GetElapsedTime(Interlocked.Read(ref begin)).TotalSeconds,
            FramesIn = CountOf(LiveEvent.Read),
            FramesRestyled = CountOf(LiveEvent.Restyled),
            FramesPassedThrough = CountOf(LiveEvent.PassedThrough),
            FramesUnstyled = CountOf(LiveEvent.Unstyled),
            FramesOut = CountOf(LiveEvent.Tick),
            Repeats = new RepeatFigures(CountOf(LiveEvent.RepeatedSlow), CountOf(LiveEvent.RepeatedSource), CountOf(LiveEvent.RepeatedSlate)),
            Drops = new DropFigures(CountOf(LiveEvent.Superseded), CountOf(LiveEvent.Overtaken), CountOf(LiveEvent.Skipped), CountOf(LiveEvent.SinkDropped)),
            Late = CountOf(LiveEvent.Late),
            SinkRestarts = CountOf(LiveEvent.SinkRestarted),
            FramesPerSecondIn = counters[(int)LiveEvent.Read].Rate(),
            FramesPerSecondRestyled = pictures.Rate(),
            FramesPerSecond = counters[(int)LiveEvent.Tick].Rate(),
            Stages = recent,
            StagesEver = ever,
            NetworkSize = state.Size,
            Note = state.Note,
        };
    }

    /// <summary>The show runs from now on: opening it was no part of it.</summary>
    internal void Begin() => Interlocked.Exchange(ref begin, time.GetTimestamp());

    /// <summary>How old pictures are at this moment when they leave; null where too few have left of late.</summary>
    internal TimeSpan? TypicalAge => leaving.Value;

    /// <summary>Says at which size the network runs from now on.</summary>
    internal void SetNetwork(FrameSize size, string? note)
    {
        // Pictures become older or younger by it.
        leaving.Clear();
        Volatile.Write(ref network, new NetworkState(size, note));
    }

    static void Publish(LiveEvent what, long n)
    {
        switch (what)
        {
            case LiveEvent.Read:
                LiveStyleMetrics.CountRead(n);
                break;
            case LiveEvent.Tick:
                LiveStyleMetrics.CountWritten(n);
                break;
            case LiveEvent.Superseded:
                LiveStyleMetrics.CountLiveDrop("network", n);
                break;
            case LiveEvent.Overtaken:
                LiveStyleMetrics.CountLiveDrop("overtaken", n);
                break;
            case LiveEvent.Skipped:
                LiveStyleMetrics.CountLiveDrop("clock", n);
                break;
            case LiveEvent.SinkDropped:
                LiveStyleMetrics.CountLiveDrop("sink", n);
                break;
            case LiveEvent.RepeatedSlow:
                LiveStyleMetrics.CountRepeat("network", n);
                break;
            case LiveEvent.RepeatedSource:
                LiveStyleMetrics.CountRepeat("source", n);
                break;
            case LiveEvent.RepeatedSlate:
                LiveStyleMetrics.CountRepeat("slate", n);
                break;
            case LiveEvent.Late:
                LiveStyleMetrics.CountLate(n);
                break;
            case LiveEvent.Unstyled:
                LiveStyleMetrics.CountUnstyled(n);
                break;
            case LiveEvent.SinkRestarted:
                LiveStyleMetrics.CountSinkRestart(n);
                break;
        }
    }

    sealed record NetworkState(FrameSize? Size, string? Note);
}
