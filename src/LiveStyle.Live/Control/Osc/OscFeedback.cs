using System.Net;
using System.Net.Sockets;

namespace LiveStyle.Live.Control.Osc;

/// <summary>Tells those who want to know what a desk is set to, whenever it changes and not too often.</summary>
/// <remarks>Thread-safe. A receiver that isn't there costs nothing: UDP doesn't ask.</remarks>
sealed class OscFeedback : IDisposable
{
    /// <summary>Subscribers at most; one more takes the place of the one that is nearest its end.</summary>
    public const int MostSubscribers = 16;

    readonly Lock gate = new();
    readonly LiveDesk desk;
    readonly TimeProvider time;
    readonly OscServerOptions options;
    readonly Action<ReadOnlySpan<byte>, EndPoint> send;
    readonly Dictionary<IPEndPoint, long> subscribers = [];
    readonly List<IPEndPoint> ended = [];
    readonly OscWriter writer;
    readonly OscWriter single;
    readonly ITimer timer;
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
        desk.Changed += OnChanged;
        Tell();
    }

    /// <summary>Begins or renews a subscription, and tells all there is.</summary>
    public void Subscribe(IPEndPoint receiver)
    {
        lock (gate)
        {
            Expire();
            if (subscribers.Count == MostSubscribers && !subscribers.ContainsKey(receiver))
            {
                subscribers.Remove(subscribers.MinBy(other => other.Value).Key);
            }

            subscribers[receiver] = time.GetTimestamp();
            addressee = receiver;
            OscReport.Write(single, desk.Names, desk.State, null);
        }
    }

    public void Unsubscribe(IPEndPoint receiver)
    {
        lock (gate)
        {
            subscribers.Remove(receiver);
        }
    }

    public void Dispose()
    {
        desk.Changed -= OnChanged;
        lock (gate)
        {
            isDisposed = true;
            timer.Dispose();
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

        ended.ForEach(receiver => subscribers.Remove(receiver));
        ended.Clear();
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
