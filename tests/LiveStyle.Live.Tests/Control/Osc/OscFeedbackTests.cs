using System.Net;
using System.Text;
using LiveStyle.Live.Control;
using LiveStyle.Live.Control.Osc;
using LiveStyle.Styles;
using Xunit;

namespace LiveStyle.Live.Tests.Control.Osc;

public sealed class OscFeedbackTests : IDisposable
{
    static readonly IPEndPoint Wall = new(IPAddress.Loopback, 1);
    static readonly IPEndPoint Tablet = new(IPAddress.Loopback, 2);

    readonly DeskScene scene = new("a", 2, DeskScene.CalmAndWild);
    readonly List<(EndPoint Receiver, string[] Messages)> sent = [];

    public void Dispose() => scene.Dispose();

    [Fact]
    public void Given_receivers_are_told_everything_at_the_beginning()
    {
        using OscFeedback feedback = Feedback(Wall, Tablet);
        string[] all =
        [
            "/livestyle/blend a", "/livestyle/weight/a 1", "/livestyle/weight/original 0", "/livestyle/weight/b 0", "/livestyle/weight/c 0",
            "/livestyle/strength 1", "/livestyle/preset ", "/livestyle/melt 2", "/livestyle/privacy 0",
        ];
        Assert.Equal([(Wall, all), (Tablet, all)], sent, (one, other) => one.Item1.Equals(other.Item1) && one.Item2.SequenceEqual(other.Item2));
    }

    [Fact]
    public void A_change_is_told_at_once_and_what_follows_together()
    {
        using OscFeedback feedback = Feedback(Wall);
        sent.Clear();
        scene.Time.Pass(1);
        scene.Desk.Do(new SetStrength(0.5f));
        Assert.Equal(["/livestyle/strength 0.5"], Assert.Single(sent).Messages);
        for (int i = 1; i <= 100; i++)
        {
            scene.Time.Pass(0.001);
            scene.Desk.Do(new SetStrength(i / 100f));
        }

        scene.Time.Pass(1);
        Assert.InRange(sent.Count, 3, 5);
        Assert.Equal(["/livestyle/strength 1"], sent[^1].Messages);
    }

    [Fact]
    public void All_that_a_preset_sets_is_told()
    {
        using OscFeedback feedback = Feedback(Wall);
        sent.Clear();
        scene.Time.Pass(1);
        scene.Desk.Do(new ChoosePreset("calm"));
        Assert.Equal(
            ["/livestyle/blend b", "/livestyle/weight/a 0", "/livestyle/weight/b 1", "/livestyle/strength 0.5", "/livestyle/preset calm", "/livestyle/steadiness 0.75", "/livestyle/stroke-size 2"],
            Assert.Single(sent).Messages);
        scene.Time.Pass(1);
        scene.Desk.Do(new SetPlaylist([new PlaylistItem("wild", TimeSpan.FromSeconds(9))]));
        scene.Time.Pass(1);
        scene.Desk.Do(new SetTempo(120));
        Assert.Equal(["/livestyle/playlist stopped -1 1", "/livestyle/bpm 120"], sent.Skip(1).SelectMany(packet => packet.Messages));
    }

    [Fact]
    public void A_subscriber_gets_everything_at_once_and_changes_until_it_expires()
    {
        using OscFeedback feedback = Feedback();
        feedback.Subscribe(Tablet);
        Assert.Equal(9, Assert.Single(sent).Messages.Length);
        scene.Time.Pass(40);
        feedback.Subscribe(Tablet);
        scene.Time.Pass(59);
        scene.Desk.Do(new SetPrivacy(true));
        Assert.Equal(["/livestyle/privacy 1"], sent[^1].Messages);
        int before = sent.Count;
        scene.Time.Pass(2);
        scene.Desk.Do(new SetPrivacy(false));
        Assert.Equal(before, sent.Count);
        feedback.Subscribe(Tablet);
        Assert.Contains("/livestyle/privacy 0", sent[^1].Messages);
        feedback.Unsubscribe(Tablet);
        scene.Time.Pass(1);
        scene.Desk.Do(new SetPrivacy(true));
        Assert.Equal(before + 1, sent.Count);
    }

    [Fact]
    public void An_address_gets_everything_once_a_second_however_often_it_asks()
    {
        using OscFeedback feedback = Feedback();
        for (int i = 0; i < 1000; i++)
        {
            feedback.Subscribe(Tablet);
            feedback.Subscribe(Wall);
            feedback.Subscribe(new IPEndPoint(IPAddress.Parse("192.0.2.7"), 3));
        }

        Assert.Equal([Tablet, new IPEndPoint(IPAddress.Parse("192.0.2.7"), 3)], sent.Select(packet => packet.Receiver));
        scene.Time.Pass(0.9);
        Assert.Equal(2, sent.Count);

        // What waits is told by and by, and one who left meanwhile gets nothing.
        feedback.Unsubscribe(Tablet);
        scene.Time.Pass(10);
        Assert.Equal([Wall, new IPEndPoint(IPAddress.Parse("192.0.2.7"), 3)], sent.Skip(2).Select(packet => packet.Receiver));
        Assert.All(sent, packet => Assert.Equal(9, packet.Messages.Length));
        Assert.Equal(0, scene.Time.Waiting);
    }

    [Fact]
    public void Addresses_without_end_get_no_more_than_a_few_reports_a_second()
    {
        using OscFeedback feedback = Feedback();
        for (int i = 0; i < 5000; i++)
        {
            feedback.Subscribe(new IPEndPoint(new IPAddress([127, 9, (byte)(i >> 8), (byte)i]), 3));
            scene.Time.Pass(0.001);
        }

        Assert.InRange(sent.Count, OscFeedback.MostSubscribers, 6 * OscFeedback.MostSubscribers);
    }

    [Fact]
    public void One_subscriber_too_many_takes_the_place_of_the_oldest()
    {
        using OscFeedback feedback = Feedback();
        for (int port = 1; port <= OscFeedback.MostSubscribers + 1; port++)
        {
            feedback.Subscribe(new IPEndPoint(IPAddress.Loopback, port));
            scene.Time.Pass(0.1);
        }

        sent.Clear();
        scene.Desk.Do(new SetPrivacy(true));
        Assert.Equal(Enumerable.Range(2, OscFeedback.MostSubscribers), sent.Select(packet => ((IPEndPoint)packet.Receiver).Port).Order());
    }

    [Fact]
    public void Packets_fit_the_network_however_many_styles_there_are()
    {
        var names = new StyleNames(Enumerable.Range(0, 100).Select(i => $"a-style-with-a-rather-long-name-{i}"));
        using var desk = new LiveDesk(names, [], new Blend(names[0]), TimeSpan.Zero, scene.Time);
        List<int> lengths = [];
        int faders = 0;
        using var feedback = new OscFeedback(desk, scene.Time, new OscServerOptions { Feedback = [Wall] }, (packet, _) =>
        {
            lengths.Add(packet.Length);
            faders += Read(packet).Count(message => message.StartsWith("/livestyle/weight/", StringComparison.Ordinal));
        });
        Assert.Equal(100, faders);
        Assert.All(lengths, length => Assert.InRange(length, 20, 1452));
        Assert.InRange(lengths.Count, 4, 10);
    }

    [Fact]
    public void After_its_end_nothing_is_told()
    {
        OscFeedback feedback = Feedback(Wall);
        scene.Desk.Do(new SetStrength(0.5f));
        feedback.Dispose();
        int before = sent.Count;
        scene.Desk.Do(new SetStrength(0.25f));
        scene.Time.Pass(1);
        Assert.Equal(before, sent.Count);
    }

    OscFeedback Feedback(params IPEndPoint[] receivers) =>
        new(scene.Desk, scene.Time, new OscServerOptions { Feedback = receivers }, (packet, receiver) => sent.Add((receiver, Read(packet))));

    /// <summary>A bundle's messages as text.</summary>
    static string[] Read(ReadOnlySpan<byte> packet)
    {
        Assert.True(OscPacket.TryReadBundle(packet, out ulong time, out ReadOnlySpan<byte> elements));
        Assert.Equal(OscTime.Now, time);
        List<string> messages = [];
        while (OscPacket.TryNext(ref elements, out ReadOnlySpan<byte> element))
        {
            Assert.True(OscPacket.TryReadMessage(element, out OscMessage message));
            var text = new StringBuilder(message.ToString());
            OscArgumentReader arguments = message.Arguments;
            while (arguments.TryNext(out OscArgument argument))
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $" {(argument.IsText ? Encoding.UTF8.GetString(argument.Text) : (float)argument.Number)}");
            }

            messages.Add(text.ToString());
        }

        Assert.True(elements.IsEmpty);
        return [.. messages];
    }
}
