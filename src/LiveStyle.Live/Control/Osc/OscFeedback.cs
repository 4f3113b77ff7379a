using System.Net;
using System.Net.Sockets;

namespace LiveStyle.Live.Control.Osc;

/// <summary>Tells those who want to know what a desk is set to, whenever it changes and not too often.</summary>
/// <remarks>Thread-safe. A receiver that isn't there costs nothing: UDP doesn't ask.</remarks>
sealed class OscFeedback : IDisposable
{
    /// <summary>Subscribers at most; one more takes the place of the one that is nearest its end.</summary>
    public const int MostSubscribers = 16;

    /// <summary>
    /// An address gets everything at most once in this time, whatever asks for it: a report is many times as long as the question, and would
    /// be a weapon in the hands of whoever asks in another's name.
    /// </summary>
    static readonly TimeSpan ReportPause = TimeSpan.FromSeconds(1);

    readonly Lock gate = new();
    readonly LiveDesk desk;
    readonly TimeProvider time;
    readonly OscServerOptions options;
    readonly Action<ReadOnlySpan<byte>, EndPoint> send;
    readonly Dictionary<IPEndPoint, long> subscribers = [];
    readonly List<IPEndPoint> ended = [];
    readonly List<IPEndPoint> owed = [];
    readonly Dictionary<IPAddress, long> reported = [];
    readonly OscWriter writer;
    readonly OscWriter single;
    readonly ITimer timer;
    readonly ITimer reports;
    IPEndPoint? addressee;
    DeskState? told;
    long toldAt;
    bool isWaiting;
    bool isDisposed;

    /// <summary>Begins with telling the given receivers all there is; <c>send</c> throws nothing but what a socket throws.</summary>
    public OscFeedback(LiveDesk desk, TimeProvider time, OscServerOptions options, Action<ReadOnlySpan<byte>, EndPoint> send)
    {
        (this.desk, this.time, this.options, this.send) = (desk, time, options, send);
        writer = new OscWriter(SendToAll);
        single = new OscWriter(packet => TrySend(packet, addressee!));
        timer = time.CreateTimer(_ => Tell(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        reports = time.CreateTimer(_ => ReportOwed(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        desk.Changed += OnChanged;
        Tell();
    }

    /// <summary>Begins or renews a subscription, and tells all there is: at once, or when its address's pause is over.</summary>
    public void Subscribe(IPEndPoint receiver)
    {
        lock (gate)
        {
            if (isDisposed)
            {
                return;
            }

            Expire();
            if (subscribers.Count == MostSubscribers && !subscribers.ContainsKey(receiver))
            {
                Remove(subscribers.MinBy(other => other.Value).Key);
            }

            subscribers[receiver] = time.GetTimestamp();
            if (!owed.Contains(receiver))
            {
                owed.Add(receiver);
                ReportOwed();
            }
        }
    }

    public void Unsubscribe(IPEndPoint receiver)
    {
        lock (gate)
        {
            Remove(receiver);
        }
    }

    public void Dispose()
    {
        desk.Changed -= OnChanged;
        lock (gate)
        {
            isDisposed = true;
            timer.Dispose();
            reports.Dispose();
        }
    }

    void OnChanged(DeskState state)
    {
        lock (gate)
        {
            if (isWaiting || isDisposed)
            {
                return;
            }

            TimeSpan left = options.Interval - time.GetElapsedTime(toldAt);
            if (left > TimeSpan.Zero)
            {
                isWaiting = true;
                timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
                return;
            }
        }

        Tell();
    }

    void Tell()
    {
        lock (gate)
        {
            (isWaiting, toldAt) = (false, time.GetTimestamp());
            DeskState state = desk.State;
            if (isDisposed || state == told)
            {
                return;
            }

            Expire();
            if (subscribers.Count + options.Feedback.Count > 0)
            {
                OscReport.Write(writer, desk.Names, state, told);
            }

            told = state;
        }
    }

    void Expire()
    {
        foreach ((IPEndPoint receiver, long since) in subscribers)
        {
            if (time.GetElapsedTime(since) >= options.SubscriptionTime)
            {
                ended.Add(receiver);
            }
        }

        ended.ForEach(Remove);
        ended.Clear();
    }

    void Remove(IPEndPoint receiver)
    {
        subscribers.Remove(receiver);
        owed.Remove(receiver);
    }

    /// <summary>Tells everything to those who wait for it and whose address's pause is over.</summary>
    void ReportOwed()
    {
        lock (gate)
        {
            long now = time.GetTimestamp();
            foreach ((IPAddress address, long since) in reported)
            {
                // Removing is what an enumeration of a dictionary stands.
                if (time.GetElapsedTime(since, now) >= ReportPause)
                {
                    reported.Remove(address);
                }
            }

            for (int i = 0; i < owed.Count && !isDisposed;)
            {
                if (reported.Count < MostSubscribers && reported.TryAdd(owed[i].Address, now))
                {
                    addressee = owed[i];
                    owed.RemoveAt(i);
                    OscReport.Write(single, desk.Names, desk.State, null);
                }
                else
                {
                    i++;
                }
            }

            if (owed.Count > 0 && !isDisposed)
            {
                // Timers count whole milliseconds, downwards.
                double left = (ReportPause - time.GetElapsedTime(reported.Values.Min(), now)).TotalMilliseconds;
                reports.Change(TimeSpan.FromMilliseconds(Math.Max(Math.Ceiling(left), 1)), Timeout.InfiniteTimeSpan);
            }
        }
    }

    void SendToAll(ReadOnlySpan<byte> packet)
    {
        foreach (IPEndPoint receiver in options.Feedback)
        {
            TrySend(packet, receiver);
        }

        foreach (IPEndPoint receiver in subscribers.Keys)
        {
            TrySend(packet, receiver);
        }
    }

    void TrySend(ReadOnlySpan<byte> packet, IPEndPoint receiver)
    {
        try
        {
            send(packet, receiver);
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
        {
            // Nobody is there, or the way to them is gone: the next change tells again.
        }
    }
}
