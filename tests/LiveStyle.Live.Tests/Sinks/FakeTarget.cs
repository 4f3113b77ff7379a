using LiveStyle.Live.Frames;
using LiveStyle.Live.Sinks;

namespace LiveStyle.Live.Tests.Sinks;

/// <summary>A sink that does as a test tells it, and notes what it got.</summary>
sealed record FakeTarget(string Title) : SinkTarget
{
    readonly List<long> ticks = [];
    int openings;
    int begun;
    int completions;
    int disposals;

    public override string Name => Title;

    /// <summary>Where it leads, where the name does not say all.</summary>
    public string? Key { get; init; }

    internal override string Place => $"{Title}/{Key}";

    /// <summary>What an opening does, by its number from 1.</summary>
    public Func<int, CancellationToken, Task> Opening { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>What a write does.</summary>
    public Func<LiveFrame, CancellationToken, ValueTask> Writing { get; init; } = (_, _) => ValueTask.CompletedTask;

    /// <summary>What the end does.</summary>
    public Func<CancellationToken, ValueTask> Completing { get; init; } = _ => ValueTask.CompletedTask;

    public Func<bool> Flowing { get; init; } = () => true;

    public int Openings => Volatile.Read(ref openings);

    /// <summary>Writes that have begun.</summary>
    public int Begun => Volatile.Read(ref begun);

    public int Completions => Volatile.Read(ref completions);

    public int Disposals => Volatile.Read(ref disposals);

    public long[] Ticks
    {
        get
        {
            lock (ticks)
            {
                return [.. ticks];
            }
        }
    }

    public override async Task<ILiveSink> OpenAsync(ShowFormat format, CancellationToken cancellation)
    {
        await Opening(Interlocked.Increment(ref openings), cancellation);
        return new FakeSink(this);
    }

    sealed class FakeSink(FakeTarget target) : ILiveSink
    {
        public bool IsFlowing => target.Flowing();

        public async ValueTask WriteAsync(LiveFrame frame, CancellationToken cancellation)
        {
            Interlocked.Increment(ref target.begun);
            await target.Writing(frame, cancellation);
            lock (target.ticks)
            {
                target.ticks.Add(frame.Tick);
            }
        }

        public async ValueTask CompleteAsync(CancellationToken cancellation)
        {
            await target.Completing(cancellation);
            Interlocked.Increment(ref target.completions);
        }

        public ValueTask DisposeAsync()
        {
            Interlocked.Increment(ref target.disposals);
            return ValueTask.CompletedTask;
        }
    }
}
