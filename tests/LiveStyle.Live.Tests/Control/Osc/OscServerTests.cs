using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using LiveStyle.Live.Control;
using LiveStyle.Live.Control.Osc;
using LiveStyle.Styles;
using Xunit;

namespace LiveStyle.Live.Tests.Control.Osc;

/// <summary>Over real sockets, and with liblo's programs.</summary>
public sealed class OscServerTests : IAsyncLifetime
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    readonly LiveDesk desk = new(DeskScene.Names, DeskScene.CalmAndWild, new Blend("a"), TimeSpan.Zero, TimeProvider.System);
    readonly ConcurrentQueue<string> notes = new();
    OscServer server = null!;

    public ValueTask InitializeAsync()
    {
        server = OscServer.Start(desk, new OscServerOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), Noted = notes.Enqueue }, TimeProvider.System);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        desk.Dispose();
    }

    [Fact]
    public async Task What_oscsend_sends_is_done()
    {
        SkipWithout("oscsend");
        foreach (string[] line in new string[][]
        {
            ["/livestyle/style", "sf", "b", "0"], ["/livestyle/weight/c", "d", "0.25"], ["/livestyle/strength", "f", "0.5"], ["/livestyle/privacy", "T"],
            ["/livestyle/bpm", "i", "120"], ["/livestyle/melt", "h", "3"], ["/livestyle/{tap,nothing}", ""],
        })
        {
            using Process process = Process.Start("oscsend", ["127.0.0.1", $"{server.EndPoint.Port}", .. line]);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, process.ExitCode);
        }

        await Until(() => desk.State.Melt == TimeSpan.FromSeconds(3) && desk.State.IsPrivate && desk.State.Tempo is not null && desk.State.Strength == 0.5f);
        Assert.Equal(Blend.Parse("b + c*0.25"), desk.State.Blend);
        Assert.Empty(notes);
    }

    [Fact]
    public async Task What_is_told_is_read_by_oscdump()
    {
        SkipWithout("oscdump");
        for (int tries = 0; !await IsHeardAt(FreePort()); tries++)
        {
            // Another program may have taken the port first.
            Assert.InRange(tries, 0, 20);
        }
    }

    /// <summary>Whether all that is told comes out of oscdump; false where it didn't get its port.</summary>
    async Task<bool> IsHeardAt(int port)
    {
        using Process process = Process.Start(new ProcessStartInfo("oscdump", ["-L", $"{port}"]) { RedirectStandardOutput = true })!;
        using var heard = new CancellationTokenSource();
        Task speaking = Task.CompletedTask;
        try
        {
            await using OscServer telling = OscServer.Start(
                desk, new OscServerOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), Feedback = [OscServerOptions.ParseFeedback($"{port}")] }, TimeProvider.System);

            // It tells nobody when it listens: so tell it something new until it does.
            speaking = Task.Run(async () =>
            {
                for (int i = 0; !heard.IsCancellationRequested; i++)
                {
                    desk.Do(new SetStrength(i % 2));
                    desk.Do(new SetWeight("b", i % 2 + 0.25f));
                    desk.Do(new SetPrivacy(i % 2 == 0));
                    await Task.Delay(50, CancellationToken.None);
                }
            }, CancellationToken.None);
            string[] wanted = ["/livestyle/strength f 1.0", "/livestyle/weight/b f 1.25", "/livestyle/blend s \"a + b*1.25\"", "/livestyle/privacy i 1"];
            var missing = wanted.ToHashSet();
            while (missing.Count > 0)
            {
                string? line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Limit, TestContext.Current.CancellationToken);
                if (line is null)
                {
                    return false;
                }

                missing.RemoveWhere(message => line.Contains(message, StringComparison.Ordinal));
            }

            return true;
        }
        finally
        {
            await heard.CancelAsync();
            await speaking;
            process.Kill();
        }
    }

    [Fact]
    public async Task A_subscriber_is_answered_at_its_own_port_or_the_one_that_it_names()
    {
        using var client = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var other = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await client.SendAsync(OscBytes.Message("/livestyle/subscribe"), server.EndPoint, TestContext.Current.CancellationToken);
        Assert.True(OscPacket.IsBundle(await Receive(client)));
        await client.SendAsync(OscBytes.Message("/livestyle/subscribe", ((IPEndPoint)other.Client.LocalEndPoint!).Port), server.EndPoint, TestContext.Current.CancellationToken);
        Assert.True(OscPacket.IsBundle(await Receive(other)));
        desk.Do(new SetPrivacy(true));
        byte[] told = await Receive(client);
        Assert.Equal(told, await Receive(other));
        Assert.Equal(OscBytes.Bundle(1, OscBytes.Message("/livestyle/privacy", 1)), told);
    }

    [Fact]
    public async Task After_rubbish_and_receivers_that_are_gone_it_goes_on()
    {
        using var client = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var random = new Random(5);
        await client.SendAsync(OscBytes.Message("/livestyle/subscribe", FreePort()), server.EndPoint, TestContext.Current.CancellationToken);
        for (int i = 0; i < 500; i++)
        {
            var rubbish = new byte[random.Next(0, 2000)];
            random.NextBytes(rubbish);
            await client.SendAsync(rubbish, server.EndPoint, TestContext.Current.CancellationToken);
        }

        await Until(() => !notes.IsEmpty);
        for (int i = 0; desk.State.Preset is null; i++)
        {
            // UDP may lose a packet while the queue is full of rubbish.
            await client.SendAsync(OscBytes.Message("/livestyle/preset", "calm"), server.EndPoint, TestContext.Current.CancellationToken);
            await Task.Delay(20, TestContext.Current.CancellationToken);
            Assert.InRange(i, 0, 2000);
        }
    }

    [Fact]
    public async Task A_packet_that_throws_ends_neither_the_server_nor_its_disposal()
    {
        desk.Changed += state =>
        {
            if (state.Strength == 7)
            {
                throw new InvalidOperationException("seven");
            }
        };
        using var client = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await client.SendAsync(OscBytes.Message("/livestyle/strength", 7), server.EndPoint, TestContext.Current.CancellationToken);
        await client.SendAsync(OscBytes.Message("/livestyle/do", "{\"do\":\"undo\",\"\\ud800\":1}"), server.EndPoint, TestContext.Current.CancellationToken);
        await client.SendAsync(OscBytes.Message("/livestyle/preset", "calm"), server.EndPoint, TestContext.Current.CancellationToken);
        await Until(() => desk.State.Preset == "calm");
        Assert.Contains(notes, note => note.Contains("InvalidOperationException: seven", StringComparison.Ordinal));
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.0.2.1")]
    public void Where_others_could_reach_it_it_wants_to_know_who_may(string address)
    {
        var options = new OscServerOptions { Listen = new IPEndPoint(IPAddress.Parse(address), 0) };
        string line = Assert.Throws<LiveStyleException>(() => OscServer.Start(desk, options, TimeProvider.System)).Message;
        Assert.Equal($"OSC at {options.Listen} would obey everybody on the network; name the addresses of those who may play (senders, such as 192.168.1.20), or listen at 127.0.0.1", line);
    }

    [Fact]
    public async Task A_sender_that_is_not_named_is_neither_obeyed_nor_answered_until_it_is()
    {
        IPAddress? own = NetworkInterface.GetAllNetworkInterfaces().SelectMany(network => network.GetIPProperties().UnicastAddresses).Select(unicast => unicast.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
        Assert.SkipWhen(own is null, "This machine has no address but its loopback.");
        using var stranger = new UdpClient(new IPEndPoint(own!, 0));
        using var neighbor = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await using (OscServer wide = Wide(IPAddress.Parse("192.0.2.7")))
        {
            var there = new IPEndPoint(own!, wide.EndPoint.Port);
            await stranger.SendAsync(OscBytes.Message("/livestyle/subscribe"), there, TestContext.Current.CancellationToken);
            await stranger.SendAsync(OscBytes.Message("/livestyle/privacy", 1), there, TestContext.Current.CancellationToken);
            await Until(() => !notes.IsEmpty);
            await neighbor.SendAsync(OscBytes.Message("/livestyle/subscribe"), new IPEndPoint(IPAddress.Loopback, there.Port), TestContext.Current.CancellationToken);
            Assert.True(OscPacket.IsBundle(await Receive(neighbor)));
            Assert.False(desk.State.IsPrivate);
            Assert.Equal(0, stranger.Available);
            Assert.Equal([$"OSC: packets of {own} are dropped; name it among the senders to let it play"], notes);
        }

        await using OscServer named = Wide(own!);
        await stranger.SendAsync(OscBytes.Message("/livestyle/subscribe"), new IPEndPoint(own!, named.EndPoint.Port), TestContext.Current.CancellationToken);
        Assert.True(OscPacket.IsBundle(await Receive(stranger)));

        OscServer Wide(IPAddress sender) =>
            OscServer.Start(desk, new OscServerOptions { Listen = new IPEndPoint(IPAddress.Any, 0), Senders = [sender], Noted = notes.Enqueue }, TimeProvider.System);
    }

    [Fact]
    public void A_port_that_another_has_is_told_with_the_cure()
    {
        string line = Assert.Throws<LiveStyleException>(() => OscServer.Start(desk, new OscServerOptions { Listen = server.EndPoint }, TimeProvider.System)).Message;
        Assert.Equal($"OSC can't listen at 127.0.0.1:{server.EndPoint.Port}: another program has the port; give another one, or end that program", line);
        line = Assert.Throws<LiveStyleException>(() => OscServer.Start(desk, new OscServerOptions { Listen = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 0), Senders = [IPAddress.Loopback] }, TimeProvider.System)).Message;
        Assert.Contains("this machine has no such address", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9020", "127.0.0.1:9020")]
    [InlineData("0.0.0.0:9020", "0.0.0.0:9020")]
    [InlineData("[::1]:9020", "[::1]:9020")]
    public void A_port_alone_is_one_of_this_machine(string text, string end)
    {
        Assert.Equal(IPEndPoint.Parse(end), OscServerOptions.ParseListen(text));
        Assert.Equal(IPEndPoint.Parse(end), OscServerOptions.ParseFeedback(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("localhost:9020")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:0")]
    public void What_is_no_port_is_told(string text) =>
        Assert.Contains("is no port for OSC; give 90", Assert.Throws<LiveStyleException>(() => OscServerOptions.ParseListen(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("192.168.1.20")]
    [InlineData("fe80::1")]
    public void A_sender_is_an_address(string text) => Assert.Equal(IPAddress.Parse(text), OscServerOptions.ParseSender(text));

    [Theory]
    [InlineData("")]
    [InlineData("20")]
    [InlineData("10.1")]
    [InlineData("desk.local")]
    [InlineData("192.168.1.20:9020")]
    [InlineData("192.168.1.0/24")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("255.255.255.255")]
    public void What_is_no_address_of_one_machine_is_no_sender(string text) =>
        Assert.Equal($"'{text}' is no address that sends OSC; give one such as 192.168.1.20", Assert.Throws<LiveStyleException>(() => OscServerOptions.ParseSender(text)).Message);

    static async Task<byte[]> Receive(UdpClient client) =>
        (await client.ReceiveAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Limit, TestContext.Current.CancellationToken)).Buffer;

    static async Task Until(Func<bool> condition)
    {
        for (var waited = Stopwatch.StartNew(); !condition(); await Task.Delay(10, TestContext.Current.CancellationToken))
        {
            Assert.InRange(waited.Elapsed, TimeSpan.Zero, Limit);
        }
    }

    static int FreePort()
    {
        using var client = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)client.Client.LocalEndPoint!).Port;
    }

    static void SkipWithout(string program) => Assert.SkipUnless(
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))),
        string.Create(CultureInfo.InvariantCulture, $"{program} of liblo-tools is not installed."));
}
