using CsCheck;
using LiveStyle.Live.Control;
using LiveStyle.Live.Control.Osc;
using LiveStyle.Styles;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Properties;
using Xunit;

namespace LiveStyle.Live.Tests.Control.Osc;

public sealed class OscInboxTests : IDisposable
{
    readonly DeskScene scene = new("a", 2, DeskScene.CalmAndWild);
    readonly List<string> notes = [];
    readonly OscInbox inbox;

    public OscInboxTests() => inbox = new OscInbox(scene.Desk, scene.Time, new NoteLimiter(scene.Time, notes.Add), (_, _, _) => { });

    public void Dispose()
    {
        inbox.Dispose();
        scene.Dispose();
    }

    [Fact]
    public void Addresses_do_what_they_say()
    {
        Send("/livestyle/style", "b", 4f);
        scene.Time.Pass(2);
        scene.Shows(0.5f, 0, 0.5f, 0);
        Send("/livestyle/blend", "a*2 - b", 0);
        scene.Shows(2, 0, -1, 0);
        Send("/livestyle/weight/c", 0.5);
        scene.Shows(2, 0, -1, 0.5f);
        Send("/livestyle/strength", 0.5f);
        Send("/livestyle/melt", 3L);
        Send("/livestyle/steadiness", 0.5f);
        Send("/livestyle/stroke-size", 2f);
        Send("/livestyle/privacy", true);
        Send("/livestyle/bpm", 90);
        Send("/livestyle/pulse", "strength", "fall", 0.25f, 2f);
        DeskState state = scene.Desk.State;
        Assert.Equal((0.5f, TimeSpan.FromSeconds(3), 0.5, 2, true, 90), (state.Strength, state.Melt, state.Steadiness, state.StrokeSize, state.IsPrivate, state.Tempo));
        Assert.Equal([new Pulse("strength", PulseShape.Fall, 0.25f, 2)], state.Pulses);
        Send("/livestyle/pulse/stop", "strength");
        Send("/livestyle/privacy", 0);
        Send("/livestyle/preset", "calm");
        Assert.Equal(("calm", false, 0), (scene.Desk.State.Preset, scene.Desk.State.IsPrivate, scene.Desk.State.Pulses.Length));
        Send("/livestyle/undo");
        Assert.Null(scene.Desk.State.Preset);
        Send("/livestyle/redo");
        Assert.Equal("calm", scene.Desk.State.Preset);
        Send("/livestyle/do", """{"do":"playlist","items":[{"preset":"wild","seconds":5},{"preset":"calm","seconds":5}]}""");
        Send("/livestyle/playlist/start");
        Assert.Equal("wild", scene.Desk.State.Preset);
        Send("/livestyle/playlist/next");
        Send("/livestyle/playlist/pause");
        Assert.Equal((PlaylistPhase.Paused, 1), (scene.Desk.State.Playlist!.Phase, scene.Desk.State.Playlist.Index));
        Send("/livestyle/playlist/previous");
        Send("/livestyle/playlist/stop");
        Assert.Equal(("wild", PlaylistPhase.Stopped), (scene.Desk.State.Preset, scene.Desk.State.Playlist!.Phase));
        Send("/livestyle/tap");
        scene.Time.Pass(0.5);
        Send("/livestyle/tap");
        Assert.Equal(120, scene.Desk.State.Tempo!.Value, 6);
        Assert.Empty(notes);
    }

    [Fact]
    public void A_button_that_is_let_go_does_nothing()
    {
        Send("/livestyle/strength", 0.5f);
        Send("/livestyle/undo", 1f);
        Send("/livestyle/undo", 0f);
        Send("/livestyle/redo", false);
        Assert.Equal(1, scene.Desk.State.Strength);
        Send("/livestyle/redo", true);
        Assert.Equal(0.5f, scene.Desk.State.Strength);
        Assert.Empty(notes);
    }

    [Fact]
    public void A_pattern_does_what_all_of_its_addresses_say()
    {
        Send("/livestyle/weight/[a-c]", 0.25f);
        scene.Shows(0.25f, 0.25f, 0.25f, 0.25f);
        Send("/live*/{strength,melt}", 0.5f);
        Assert.Equal((0.5f, TimeSpan.FromSeconds(0.5)), (scene.Desk.State.Strength, scene.Desk.State.Melt));
    }

    [Fact]
    public void A_bundle_waits_for_its_time()
    {
        DateTimeOffset begin = scene.Time.GetUtcNow();
        Take(OscBytes.Bundle(OscBytes.Tag(begin.AddSeconds(2)), OscBytes.Message("/livestyle/strength", 0.25f), OscBytes.Message("/livestyle/melt", 5f)));
        Take(OscBytes.Bundle(OscBytes.Tag(begin.AddSeconds(1)), OscBytes.Message("/livestyle/strength", 0.5f)));
        scene.Time.Pass(0.9);
        Assert.Equal(1, scene.Desk.State.Strength);
        scene.Time.Pass(0.2);
        Assert.Equal(0.5f, scene.Desk.State.Strength);
        scene.Time.Pass(1);
        Assert.Equal((0.25f, TimeSpan.FromSeconds(5)), (scene.Desk.State.Strength, scene.Desk.State.Melt));
        Assert.Equal(0, scene.Time.Waiting);
    }

    [Fact]
    public void A_late_bundle_and_one_for_now_are_done_at_once()
    {
        Take(OscBytes.Bundle(OscBytes.Tag(scene.Time.GetUtcNow().AddSeconds(-5)), OscBytes.Message("/livestyle/strength", 0.25f)));
        Assert.Equal(0.25f, scene.Desk.State.Strength);
        Take(OscBytes.Bundle(1, OscBytes.Message("/livestyle/strength", 0.5f)));
        Assert.Equal(0.5f, scene.Desk.State.Strength);
        Take(OscBytes.Bundle(1));
        Assert.Empty(notes);
    }

    [Fact]
    public void A_bundle_in_a_bundle_waits_for_its_own_time()
    {
        DateTimeOffset begin = scene.Time.GetUtcNow();
        Take(OscBytes.Bundle(
            OscBytes.Tag(begin.AddSeconds(1)),
            OscBytes.Bundle(OscBytes.Tag(begin.AddSeconds(3)), OscBytes.Message("/livestyle/strength", 0.25f)),
            OscBytes.Message("/livestyle/strength", 0.5f)));
        scene.Time.Pass(1.1);
        Assert.Equal(0.5f, scene.Desk.State.Strength);
        scene.Time.Pass(2);
        Assert.Equal(0.25f, scene.Desk.State.Strength);
    }

    [Fact]
    public void A_damaged_bundle_does_nothing_rather_than_half_of_it()
    {
        byte[] first = OscBytes.Message("/livestyle/strength", 0.5f);
        byte[] whole = OscBytes.Bundle(1, first, OscBytes.Message("/livestyle/melt", 5f));
        for (int length = 4; length < whole.Length; length += 4)
        {
            // A bundle of nothing, and one of the first message alone, are whole.
            if (length != 16 && length != 20 + first.Length)
            {
                Take(whole[..length]);
            }
        }

        Take([.. "#bundlx\0"u8, .. whole[8..]]);
        Assert.Equal((1, TimeSpan.FromSeconds(2)), (scene.Desk.State.Strength, scene.Desk.State.Melt));
        Assert.Contains("that are no message and no bundle", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Bundles_within_each_other_without_end_are_no_bundle()
    {
        byte[] packet = OscBytes.Message("/livestyle/strength", 0.5f);
        for (int depth = 0; depth < 2000; depth++)
        {
            packet = OscBytes.Bundle(1, packet);
        }

        Take(packet);
        Assert.Equal(1, scene.Desk.State.Strength);
        Assert.Single(notes);
    }

    [Fact]
    public void Bundles_for_later_take_no_more_than_a_bounded_room()
    {
        byte[] bundle = OscBytes.Bundle(OscBytes.Tag(scene.Time.GetUtcNow().AddHours(1)), OscBytes.Message("/livestyle/tap"));
        for (int i = 0; i < OscSchedule.Most; i++)
        {
            Take(bundle);
        }

        Assert.Empty(notes);
        Take(bundle);
        Assert.Contains("more than 256 bundles wait", Assert.Single(notes), StringComparison.Ordinal);
        scene.Time.Pass(3600);
        Assert.Equal(OscSchedule.Most, scene.Told.Count);
        Take(OscBytes.Bundle(OscBytes.Tag(scene.Time.GetUtcNow().AddDays(3)), OscBytes.Message("/livestyle/tap")));
        Assert.Contains("72 hours ahead", notes[^1], StringComparison.Ordinal);
        Assert.Equal(0, scene.Time.Waiting);
    }

    [Theory]
    [InlineData("OSC /livestyle/strength: argument 1 is the strength, a number (f, i, d or h)", "/livestyle/strength")]
    [InlineData("OSC /livestyle/strength: argument 1 is the strength, a number", "/livestyle/strength", "much")]
    [InlineData("OSC /livestyle/strength: the strength is 11; give -10 to 10", "/livestyle/strength", 11)]
    [InlineData("OSC /livestyle/strength: the strength is NaN", "/livestyle/strength", float.NaN)]
    [InlineData("OSC /livestyle/melt: the time of a melt is Infinity; give 0 to 3600 seconds", "/livestyle/melt", float.PositiveInfinity)]
    [InlineData("OSC /livestyle/preset: no preset is called 'loud'; there are: calm, wild", "/livestyle/preset", "loud")]
    [InlineData("OSC /livestyle/style: unknown style 'x'", "/livestyle/style", "x")]
    [InlineData("OSC /livestyle/style: 'two words' is no style name", "/livestyle/style", "two words")]
    [InlineData("OSC /livestyle/pulse: no pulse has the shape 'wave'; there are: sine", "/livestyle/pulse", "a", "wave", 1f)]
    [InlineData("OSC /livestyle/do: no command is called 'x'; there are: blend", "/livestyle/do", "{\"do\":\"x\"}")]
    [InlineData("OSC /livestyle/do: the command is not valid JSON: it has half a character in it", "/livestyle/do", "{\"do\":\"undo\",\"\\ud800\":1}")]
    [InlineData("OSC /livestyle/playlist/start: there is no playlist", "/livestyle/playlist/start")]
    [InlineData("OSC /livestyle/volume: there is no such address; there are: /livestyle/style, /livestyle/blend, /livestyle/weight/STYLE, ", "/livestyle/volume", 1)]
    [InlineData("OSC /livestyle/tap: it has more than 8 arguments", "/livestyle/tap", 1, 2, 3, 4, 5, 6, 7, 8, 9)]
    public void What_cannot_be_done_is_told_in_one_line(string line, string address, params object[] arguments)
    {
        DeskState before = scene.Desk.State;
        Send(address, arguments);
        Assert.StartsWith(line, Assert.Single(notes), StringComparison.Ordinal);
        Assert.Same(before, scene.Desk.State);
    }

    [Fact]
    public void Whatever_goes_wrong_beside_the_desk_is_told_and_what_follows_is_done()
    {
        scene.Desk.Changed += state => FailAt(state.Strength);
        DateTimeOffset begin = scene.Time.GetUtcNow();
        Send("/livestyle/strength", 7);
        Assert.Equal("OSC: 28 bytes were not done to their end (InvalidOperationException: seven)", Assert.Single(notes));
        for (int i = 3; i <= 9; i += 3)
        {
            Take(OscBytes.Bundle(OscBytes.Tag(begin.AddSeconds(i)), OscBytes.Message("/livestyle/strength", 7f), OscBytes.Message("/livestyle/melt", 5f)));
            Take(OscBytes.Bundle(OscBytes.Tag(begin.AddSeconds(i)), OscBytes.Message("/livestyle/strength", i / 10f)));
        }

        scene.Time.Pass(3);
        Assert.Equal(0.3f, scene.Desk.State.Strength);
        scene.Time.Pass(7);
        Assert.Equal(0.9f, scene.Desk.State.Strength);
        Assert.Equal(4, notes.Count);

        static void FailAt(float strength)
        {
            if (strength == 7)
            {
                throw new InvalidOperationException("seven");
            }
        }
    }

    [Fact]
    public void A_flood_of_faults_is_told_now_and_then_with_their_number()
    {
        for (int i = 0; i < 1000; i++)
        {
            Send("/livestyle/volume", 1);
        }

        scene.Time.Pass(3);
        Send("/livestyle/volume", 1);
        Assert.Equal(2, notes.Count);
        Assert.EndsWith("(and 999 before it that were not told)", notes[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_flood_of_rubbish_takes_no_memory()
    {
        byte[] rubbish = [1, 2, 3];
        byte[] unknown = OscBytes.Message("/else/where", 1, 2f, "three");
        Take(rubbish);
        Take(unknown);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++)
        {
            Take(rubbish);
            Take(unknown);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024);
    }

    [Fact]
    public void Whatever_comes_nothing_throws()
    {
        byte[][] seeds =
        [
            OscBytes.Message("/livestyle/strength", 0.5f),
            OscBytes.Message("/livestyle/style", "b", 1f),
            OscBytes.Message("/livestyle/weight/{a,b}", 0.5, 2L),
            OscBytes.Bundle(1, OscBytes.Message("/livestyle/tap"), OscBytes.Bundle(1, OscBytes.Message("/livestyle/*", true, "x"))),
            OscBytes.Bundle(OscBytes.Tag(scene.Time.GetUtcNow().AddSeconds(1)), OscBytes.Message("/livestyle/do", "{\"do\":\"tap\"}")),
        ];
        Gen<byte[]> damaged = Gen.Select(Gen.OneOf(seeds), Gen.Select(Gen.Int[0, 120], Gen.Byte).Array[0, 6], Gen.Int[0, 120]).Select((seed, changes, cut) =>
        {
            byte[] bytes = [.. seed];
            foreach ((int place, byte value) in changes)
            {
                bytes[place % bytes.Length] = value;
            }

            return cut < bytes.Length && cut % 3 == 0 ? bytes[..cut] : bytes;
        });
        Gen.OneOf(damaged, Gen.Byte.Array[0, 64]).Holds(
            packet =>
            {
                Take(packet);
                scene.Time.Pass(0.5);
                Assert.All(scene.Weights(), weight => Assert.True(float.IsFinite(weight)));
            },
            Breadth.Of(5_000, 200_000));
    }

    void Send(string address, params object[] arguments) => Take(OscBytes.Message(address, arguments));

    void Take(byte[] packet) => inbox.Take(packet, null);
}
