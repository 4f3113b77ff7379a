using LiveStyle.Live.Figures;
using LiveStyle.Live.Frames;

namespace LiveStyle.Live.Sinks;

/// <summary>A show's sinks: each gets every tick, by a queue and a thread of its own, and is opened again as often as it breaks or hangs.</summary>
/// <remarks>
/// Nothing that happens to one sink is felt by another or by the show's clock. A frame in the steady state allocates nothing here.
/// Thread-safety: one thread writes; all else may be called from any.
/// </remarks>
public sealed class SinkHub : IAsyncDisposable
{
    readonly Lock gate = new();
    readonly SinkLineContext context;
    readonly List<Task> leaving = [];
    volatile SinkLine[] lines = [];
    bool isComplete;

    /// <summary>Begins without a sink.</summary>
    /// <param name="format">The format of every frame that will come.</param>
    /// <param name="options">How patient it is.</param>
    /// <param name="figures">Where drops, restarts and times are counted; null: nowhere but in <see cref="Statuses"/>.</param>
    /// <param name="time">The show's clock.</param>
    public SinkHub(ShowFormat format, SinkHubOptions options, LiveFigures? figures, TimeProvider time)
    {
        context = new SinkLineContext(format, options, figures, time, status => Changed?.Invoke(status));
    }

    /// <summary>A sink is another way than before. On any thread, and one sink's changes in their order; it must not throw and not wait.</summary>
    public event Action<SinkStatus>? Changed;

    /// <summary>How the sinks are, in the order in which they were added. It allocates.</summary>
    public IReadOnlyList<SinkStatus> Statuses => [.. lines.Select(line => line.Status)];

    /// <summary>Adds a sink, while all else runs. It is opened at once, and gets the ticks from now on.</summary>
    /// <param name="target">Where it leads.</param>
    /// <exception cref="LiveStyleException">It will never work, or there is one of that name; nothing was added.</exception>
    public void Add(SinkTarget target)
    {
        target.Check(context.Format);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isComplete, this);
            if (lines.Any(line => line.Name == target.Name))
            {
                throw new LiveStyleException($"{target.Name} is one of the sinks already") { Location = target.Name };
            }

            lines = [.. lines, new SinkLine(target, context)];
        }
    }

    /// <summary>Ends a sink, while all else runs. It finishes what it has begun, which is not waited for.</summary>
    /// <param name="name">The target's name.</param>
    /// <returns>Whether there was one.</returns>
    public bool Remove(string name)
    {
        lock (gate)
        {
            SinkLine? line = lines.FirstOrDefault(line => line.Name == name);
            if (line is null)
            {
                return false;
            }

            lines = [.. lines.Where(other => other != line)];
            leaving.RemoveAll(task => task.IsCompleted);
            leaving.Add(line.CompleteAsync(context.Options.RemovalTimeout));
            return true;
        }
    }

    /// <summary>Hands a tick to every sink. Never waits.</summary>
    /// <param name="frame">Is taken over.</param>
    public void Write(LiveFrame frame)
    {
        foreach (SinkLine line in lines)
        {
            line.Offer(frame.AddReference());
        }

        frame.Dispose();
    }

    /// <summary>No tick follows: every sink takes what waits for it and finishes, such as a recording's end.</summary>
    /// <param name="limit">How long that may take; what takes longer is ended.</param>
    public async Task CompleteAsync(TimeSpan limit)
    {
        Task[] ends;
        lock (gate)
        {
            isComplete = true;
            ends = [.. lines.Select(line => line.CompleteAsync(limit)), .. leaving];
        }

        await Task.WhenAll(ends).WaitAsync(limit + context.Options.Grace, context.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Ends every sink at once, if they have not been completed.</summary>
    public async ValueTask DisposeAsync() => await CompleteAsync(TimeSpan.Zero).ConfigureAwait(false);
}
