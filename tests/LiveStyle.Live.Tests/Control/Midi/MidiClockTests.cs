using LiveStyle.Live.Control;
using LiveStyle.Live.Control.Midi;
using Xunit;

namespace LiveStyle.Live.Tests.Control.Midi;

public sealed class MidiClockTests : IDisposable
{
    readonly DeskScene scene = new();
    readonly MidiDesk midi;

    public MidiClockTests() => midi = new MidiDesk(scene.Desk, MidiMap.Empty, scene.Time);

    public void Dispose() => scene.Dispose();

    [Theory]
    [InlineData(20.5)]
    [InlineData(120)]
    [InlineData(174.5)]
    [InlineData(399)]
    public void The_tempo_is_known_after_two_beats_and_told_once(double tempo)
    {
        Tick(24, tempo);
        Assert.Null(scene.Desk.State.Tempo);
        Tick(240, tempo);
        Assert.Equal(tempo, scene.Desk.State.Tempo!.Value, 2);
        Assert.Single(scene.Told);
    }

    [Fact]
    public void Ticks_that_come_early_and_late_leave_the_tempo_calm()
    {
        var random = new Random(7);
        double late = 0;
        for (int i = 0; i < 24 * 40; i++)
        {
            double next = random.NextDouble() * 0.004;
            scene.Time.Pass(60.0 / 125 / 24 + next - late);
            late = next;
            midi.Take(new MidiMessage(MidiKind.Clock));
            if (i > 24 * 4 && scene.Desk.State.Tempo is { } tempo)
            {
                Assert.InRange(tempo, 124, 126);
            }
        }

        Assert.InRange(scene.Told.Count, 1, 40);
    }

    [Fact]
    public void Another_tempo_is_followed_within_two_beats()
    {
        Tick(24 * 8, 120);
        Tick(24 * 2 + 1, 90);
        Assert.Equal(90, scene.Desk.State.Tempo!.Value, 1);
    }

    [Fact]
    public void After_the_start_the_first_tick_is_the_first_beat()
    {
        scene.Desk.Do(new SetPulse(new Pulse("b", PulseShape.Rise, 1, Beats: 4)));
        Tick(24 * 4 + 7, 120);
        midi.Take(new MidiMessage(MidiKind.Start));
        Tick(1, 120);
        scene.Shows(1, 0, 0, 0);
        Tick(24, 120);
        scene.Shows(1, 0, 0.25f, 0);
        Tick(36, 120);
        scene.Shows(1, 0, 0.625f, 0);
    }

    [Fact]
    public void A_song_goes_on_where_it_is_told_to()
    {
        scene.Desk.Do(new SetPulse(new Pulse("b", PulseShape.Rise, 1, Beats: 4)));
        Tick(24 * 4, 120);
        midi.Take(new MidiMessage(MidiKind.SongPosition, Value: 8));
        midi.Take(new MidiMessage(MidiKind.Continue));
        Tick(1, 120);
        scene.Shows(1, 0, 0.5f, 0);
    }

    [Fact]
    public void A_clock_that_rested_is_measured_anew()
    {
        Tick(24 * 4, 120);
        scene.Time.Pass(60);
        Tick(20, 60);
        Assert.Equal(120, scene.Desk.State.Tempo!.Value, 2);
        Tick(48, 60);
        Assert.Equal(60, scene.Desk.State.Tempo!.Value, 2);
    }

    [Fact]
    public void A_clock_that_runs_wild_sets_no_tempo()
    {
        Tick(24 * 20, 5000);
        Assert.Null(scene.Desk.State.Tempo);
        Tick(24 * 20, 14);
        Assert.Null(scene.Desk.State.Tempo);
    }

    void Tick(int ticks, double tempo)
    {
        for (int i = 0; i < ticks; i++)
        {
            scene.Time.Pass(60 / tempo / 24);
            midi.Take(new MidiMessage(MidiKind.Clock));
        }
    }
}
