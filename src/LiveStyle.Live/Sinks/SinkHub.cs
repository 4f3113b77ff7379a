using System.Globalization;
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
    readonly List<(SinkLine Line, Task End)> leaving = [];
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
    /// <returns>Its name among the sinks: the target's, with a number where another place has that name, such as another stream of one server.</returns>
    /// <exception cref="LiveStyleException">It will never work, or it is one of the sinks already; nothing was added.</exception>
    public string Add(SinkTarget target)
    {
        target.Check(context.Format);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isComplete, this);
            if (lines.Any(line => line.Target.Name == target.Name && line.Target.Place == target.Place))
            {
                throw new LiveStyleException($"{target.Name} is one of the sinks already") { Location = target.Name };
            }

            string name = target.Name;
            for (int number = 2; lines.Any(line => line.Name == name); number++)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{target.Name} {number}");
            }

            lines = [.. lines, new SinkLine(name, target, context)];
            return name;
        }
    }

    /// <summary>Ends a sink, while all else runs. It finishes what it has begun, which is not waited for.</summary>
    /// <param name="name">Its name as <see cref="Add"/> gave it.</param>
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
            leaving.RemoveAll(other => other.End.IsCompleted);
            leaving.Add((line, line.CompleteAsync(context.Options.RemovalTimeout)));
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

    /// <summary>Lets go what waits for the sinks, those too that have been removed and not finished yet: it is not to be seen any more.</summary>
    /// <remarks>On the thread that writes. It is counted as dropped.</remarks>
    internal void Forget()
    {
        lock (gate)
        {
            foreach (SinkLine line in lines)
            {
                line.Forget();
            }

            foreach ((SinkLine line, _) in leaving)
            {
                line.Forget();
            }
        }
    }

    /// <summary>No tick follows: every sink takes what waits for it and finishes, such as a recording's end.</summary>
    /// <param name="limit">How long that may take; what takes longer is ended.</param>
    public async Task CompleteAsync(TimeSpan limit)
    {
        Task[] ends;
        lock (gate)
        {
            isComplete = true;
            ends = [.. lines.Select(line => line.CompleteAsync(limit)), .. leaving.Select(other => other.Line.CompleteAsync(limit))];
        }

        await Task.WhenAll(ends).WaitAsync(limit + context.Options.Grace, context.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Ends every sink at once, if they have not been completed.</summary>
    public async ValueTask DisposeAsync() => await CompleteAsync(TimeSpan.Zero).ConfigureAwait(false);
}
