using System.Net;
using System.Net.Sockets;

namespace LiveStyle.Live.Control.Osc;

/// <summary>Serves a desk by OSC 1.0 over UDP: messages and bundles in, changes out.</summary>
/// <remarks>
/// Addresses, with their arguments (f, i, d, h, T and F are numbers, s a text in UTF-8; patterns of addresses work, and what stands in
/// brackets may be left out): <code>
/// /livestyle/style NAME [melt]      /livestyle/blend TEXT [melt]       /livestyle/weight/NAME weight [melt]
/// /livestyle/strength f [melt]      /livestyle/preset NAME [melt]      /livestyle/melt seconds
/// /livestyle/steadiness f           /livestyle/stroke-size f           /livestyle/privacy 1|0
/// /livestyle/undo                   /livestyle/redo                    /livestyle/playlist/{start,pause,stop,next,previous}
/// /livestyle/tap                    /livestyle/bpm f                   /livestyle/beat   (this moment is the first beat)
/// /livestyle/pulse TARGET SHAPE DEPTH [beats]                          /livestyle/pulse/stop TARGET
/// /livestyle/do JSON                (any DeskCommand)
/// /livestyle/subscribe [port]       /livestyle/unsubscribe [port]
/// </code>
/// Those without arguments are buttons too: 1 is a press, 0 does nothing. A bundle waits for its time tag; one that comes late is done at
/// once. Changes go out at the addresses at which they would come in, and <c>/livestyle/playlist PHASE index count</c>, to the given
/// receivers and to subscribers, who get everything at once (an address at most once a second) and renew within a minute. Only this
/// machine's programs and <see cref="OscServerOptions.Senders"/> are obeyed: that keeps slips and neighbors out, while somebody who forges
/// addresses is kept out by a network of the show's own. Thread-safe.
/// </remarks>
public sealed class OscServer : IAsyncDisposable
{
    /// <summary>More than UDP carries.</summary>
    const int LargestPacket = 65_536;

    /// <summary>After this many failures in a row the socket rests between them.</summary>
    const int ManyFailures = 10;

    static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    readonly Socket socket;
    readonly OscSenders senders;
    readonly OscInbox inbox;
    readonly OscFeedback feedback;
    readonly TimeProvider time;
    readonly CancellationTokenSource end = new();
    readonly Task receiving;
    int isDisposed;

    OscServer(LiveDesk desk, OscServerOptions options, Socket socket, TimeProvider time)
    {
        (this.socket, this.time) = (socket, time);
        senders = new OscSenders(options.Senders, options.Noted);
        inbox = new OscInbox(desk, time, new NoteLimiter(time, options.Noted), Subscribe);
        feedback = new OscFeedback(desk, time, options, (packet, receiver) => socket.SendTo(packet, receiver));
        receiving = Task.Run(ReceiveAsync);
    }

    /// <summary>Where it listens, with the port that it got.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)socket.LocalEndPoint!;

    /// <summary>Starts to serve a desk.</summary>
    /// <param name="desk">Stays the caller's.</param>
    /// <param name="options">Where, and for whom.</param>
    /// <param name="time">The clock of time tags and subscriptions.</param>
    /// <exception cref="LiveStyleException">The port can't be listened at, or others could reach it and no senders are named; one line says why.</exception>
    public static OscServer Start(LiveDesk desk, OscServerOptions options, TimeProvider time)
    {
        options.Check();
        var socket = new Socket(options.Listen.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            // Windows would fail the next reception with what became of the last thing sent.
            if (OperatingSystem.IsWindows())
            {
                const int ConnectionReset = unchecked((int)0x9800000C);
                socket.IOControl(ConnectionReset, [0, 0, 0, 0], null);
            }

            socket.Bind(options.Listen);
        }
        catch (SocketException problem)
        {
            socket.Dispose();
            throw new LiveStyleException(problem.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => $"OSC can't listen at {options.Listen}: another program has the port; give another one, or end that program",
                SocketError.AddressNotAvailable => $"OSC can't listen at {options.Listen}: this machine has no such address; 127.0.0.1 is its own, 0.0.0.0 all of its",
                _ => $"OSC can't listen at {options.Listen}: {problem.Message}",
            }, problem);
        }

        return new OscServer(desk, options, socket, time);
    }

    /// <summary>Ends it; bundles that wait are dropped.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) != 0)
        {
            return;
        }

        await end.CancelAsync().ConfigureAwait(false);
        await receiving.ConfigureAwait(false);
        feedback.Dispose();
        inbox.Dispose();
        socket.Dispose();
        end.Dispose();
    }

    async Task ReceiveAsync()
    {
        var buffer = new byte[LargestPacket];
        var sender = new SocketAddress(socket.AddressFamily);
        int failures = 0;
        while (!end.IsCancellationRequested)
        {
            try
            {
                int length = await socket.ReceiveFromAsync(buffer, SocketFlags.None, sender, end.Token).ConfigureAwait(false);
                failures = 0;
                if (senders.Allow(((IPEndPoint)EndPoint.Create(sender)).Address))
                {
                    inbox.Take(buffer.AsSpan(0, length), sender);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception)
            {
                // The socket's, and what those who are told throw themselves: neither may end what serves the others.
                failures++;
            }

            if (failures > ManyFailures)
            {
                await Task.Delay(Rest, time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Answers go to the sender's port, or to another of the same machine where it names one.</summary>
    void Subscribe(string address, OscArguments arguments, SocketAddress sender)
    {
        var receiver = (IPEndPoint)EndPoint.Create(sender);
        if (arguments.Count > 0)
        {
            receiver.Port = arguments.Integer(0, "the port to answer to", 1, ushort.MaxValue);
        }

        if (address == OscRoutes.Subscribe)
        {
            feedback.Subscribe(receiver);
        }
        else
        {
            feedback.Unsubscribe(receiver);
        }
    }
}
