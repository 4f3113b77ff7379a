using System.Globalization;
using System.Net;
using System.Text;

namespace LiveStyle.Live.Control.Osc;

/// <summary>What becomes of packets: bundles are opened at their time, and messages do what their address says.</summary>
/// <remarks>Thread-safe. What is no OSC costs a line now and then, and nothing else.</remarks>
sealed class OscInbox : IDisposable
{
    const int DeepestBundle = 8;

    /// <summary>A bundle for later than this comes from a clock that goes wrong.</summary>
    static readonly TimeSpan Furthest = TimeSpan.FromDays(1);

    readonly Lock gate = new();
    readonly LiveDesk desk;
    readonly TimeProvider time;
    readonly NoteLimiter notes;
    readonly OscRoute[] routes;
    readonly OscSchedule schedule;
    readonly Action<string, OscArguments, SocketAddress> subscribe;

    /// <param name="desk">Does the commands.</param>
    /// <param name="time">The clock of time tags.</param>
    /// <param name="notes">Told what is wrong with messages.</param>
    /// <param name="subscribe">Told the address of a subscription's beginning or end, its arguments, and who sent it.</param>
    public OscInbox(LiveDesk desk, TimeProvider time, NoteLimiter notes, Action<string, OscArguments, SocketAddress> subscribe)
    {
        (this.desk, this.time, this.notes, this.subscribe) = (desk, time, notes, subscribe);
        routes = OscRoutes.For(desk.Names);
        schedule = new OscSchedule(time, Open);
    }

    /// <summary>Takes one packet as it came. Nothing throws: what goes wrong with a packet is told, and the next one counts again.</summary>
    /// <param name="packet">Any bytes at all.</param>
    /// <param name="sender">Who sent it; null: nobody who could be answered.</param>
    public void Take(ReadOnlySpan<byte> packet, SocketAddress? sender)
    {
        lock (gate)
        {
            try
            {
                if (!TryTake(packet, sender, 0))
                {
                    notes.Note(packet, static packet => string.Create(CultureInfo.InvariantCulture, $"OSC: {packet.Length} bytes that are no message and no bundle; nothing was done for them"));
                }
            }
            catch (Exception problem)
            {
                Fail(packet.Length, problem);
            }
        }
    }

    public void Dispose() => schedule.Dispose();

    /// <summary>Opens a bundle whose time has come.</summary>
    void Open(byte[] elements, SocketAddress? sender)
    {
        lock (gate)
        {
            try
            {
                TryOpen(elements, sender, 0);
            }
            catch (Exception problem)
            {
                // On a timer's thread, where it would end the program.
                Fail(elements.Length, problem);
            }
        }
    }

    /// <summary>Tells of a fault of ours, or of somebody who is told of changes: no packet may end what serves the others.</summary>
    void Fail(int length, Exception problem) => notes.Note((length, problem), static fault => string.Create(
        CultureInfo.InvariantCulture,
        $"OSC: {fault.length} bytes were not done to their end ({fault.problem.GetType().Name}: {DeskLimits.Shown(fault.problem.Message)})"));

    bool TryTake(ReadOnlySpan<byte> packet, SocketAddress? sender, int depth)
    {
        if (!OscPacket.IsBundle(packet))
        {
            bool isMessage = OscPacket.TryReadMessage(packet, out OscMessage message);
            if (isMessage)
            {
                Do(message, sender);
            }

            return isMessage;
        }

        if (depth == DeepestBundle || !OscPacket.TryReadBundle(packet, out ulong tag, out ReadOnlySpan<byte> elements) || !AreWhole(elements))
        {
            return false;
        }

        DateTimeOffset due = tag == OscTime.Now ? DateTimeOffset.MinValue : OscTime.Read(tag);
        TimeSpan ahead = due - time.GetUtcNow();
        if (ahead <= TimeSpan.Zero)
        {
            return TryOpen(elements, sender, depth + 1);
        }

        if (ahead > Furthest)
        {
            notes.Note(ahead, static ahead => string.Create(
                CultureInfo.InvariantCulture, $"OSC: a bundle for a time {ahead.TotalHours:0} hours ahead was dropped; set the sender's clock"));
        }
        else if (!schedule.TryPut(elements, due, sender))
        {
            notes.Note(0, static _ => $"OSC: more than {OscSchedule.Most} bundles wait for their time; one was dropped");
        }

        return true;
    }

    bool TryOpen(ReadOnlySpan<byte> elements, SocketAddress? sender, int depth)
    {
        bool isWhole = true;
        while (OscPacket.TryNext(ref elements, out ReadOnlySpan<byte> element))
        {
            isWhole &= TryTake(element, sender, depth);
        }

        return isWhole;
    }

    /// <summary>Tells whether the elements fill a bundle: a damaged one does nothing, rather than half of it.</summary>
    static bool AreWhole(ReadOnlySpan<byte> elements)
    {
        while (OscPacket.TryNext(ref elements, out _))
        {
        }

        return elements.IsEmpty;
    }

    void Do(OscMessage message, SocketAddress? sender)
    {
        try
        {
            OscArguments? arguments = null;
            foreach (OscRoute route in routes)
            {
                if (route.IsOf(message.Address) && route.Read(arguments ??= new OscArguments(message)) is { } command)
                {
                    desk.Do(command);
                }
            }

            if (sender is not null && OscRoutes.IsSubscription(message.Address))
            {
                subscribe(message.ToString(), arguments ??= new OscArguments(message), sender);
            }

            if (arguments is null)
            {
                notes.Note(message, static message => $"OSC {message.ToString()}: there is no such address; there are: {OscRoutes.AllAddresses}");
            }
        }
        catch (LiveStyleException problem)
        {
            Refuse(message, problem);
        }
    }

    void Refuse(OscMessage message, LiveStyleException problem)
    {
        string address = Encoding.ASCII.GetString(message.Address);
        notes.Note((address, problem.Message), static line => $"OSC {line.address}: {line.Message}");
    }
}
