using System.Net;

namespace LiveStyle.Live.Control.Osc;

/// <summary>Bundles that wait for their time.</summary>
/// <remarks>Thread-safe; bundles of the same time come in the order in which they were put.</remarks>
/// <param name="time">The clock.</param>
/// <param name="run">Told each bundle's elements and sender when its time has come, on a timer's thread.</param>
sealed class OscSchedule(TimeProvider time, Action<byte[], SocketAddress?> run) : IDisposable
{
    /// <summary>Bundles that wait at most, so that a flood takes no memory.</summary>
    public const int Most = 256;

    const int MostBytes = 1 << 20;

    readonly Lock gate = new();
    readonly PriorityQueue<(byte[] Elements, SocketAddress? Sender), (DateTimeOffset Due, long Number)> waiting = new();
    ITimer? timer;
    long number;
    int bytes;
    bool isDisposed;

    /// <summary>Keeps a bundle's elements, copied, until their time.</summary>
    /// <returns>Whether there was room for it.</returns>
    public bool TryPut(ReadOnlySpan<byte> elements, DateTimeOffset due, SocketAddress? sender)
    {
        lock (gate)
        {
            if (isDisposed || waiting.Count == Most || bytes + elements.Length > MostBytes)
            {
                return false;
            }

            bytes += elements.Length;
            waiting.Enqueue((elements.ToArray(), Copy(sender)), (due, number++));
            Wait();
            return true;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            waiting.Clear();
            timer?.Dispose();
        }
    }

    void Run()
    {
        while (TryTake(out (byte[] Elements, SocketAddress? Sender) bundle))
        {
            run(bundle.Elements, bundle.Sender);
        }
    }

    bool TryTake(out (byte[] Elements, SocketAddress? Sender) bundle)
    {
        lock (gate)
        {
            bundle = default;
            if (isDisposed || !waiting.TryPeek(out _, out (DateTimeOffset Due, long Number) next))
            {
                return false;
            }

            if (next.Due > time.GetUtcNow())
            {
                Wait();
                return false;
            }

            bundle = waiting.Dequeue();
            bytes -= bundle.Elements.Length;
            return true;
        }
    }

    void Wait()
    {
        waiting.TryPeek(out _, out (DateTimeOffset Due, long Number) next);
        timer ??= time.CreateTimer(_ => Run(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        // Timers count whole milliseconds, downwards.
        timer.Change(TimeSpan.FromMilliseconds(Math.Max(Math.Ceiling((next.Due - time.GetUtcNow()).TotalMilliseconds), 0)), Timeout.InfiniteTimeSpan);
    }

    static SocketAddress? Copy(SocketAddress? address)
    {
        if (address is null)
        {
            return null;
        }

        var copy = new SocketAddress(address.Family, address.Size);
        address.Buffer.Span[..address.Size].CopyTo(copy.Buffer.Span);
        return copy;
    }
}
