using LiveStyle.Live.Control;
using Xunit;

namespace LiveStyle.Live.Tests.Control;

public sealed class DeskBeatTests
{
    [Fact]
    public void The_tempo_is_the_median_between_taps()
    {
        using var scene = new DeskScene();
        Assert.Null(scene.Desk.Do(new Tap()).Tempo);
        foreach (double gap in new[] { 0.5, 0.52, 0.48, 0.9, 0.5, 0.3, 0.5 })
        {
            scene.Time.Pass(gap);
            scene.Desk.Do(new Tap());
        }

        Assert.Equal(120, scene.Desk.State.Tempo!.Value, 6);
    }

    [Fact]
    public void Taps_after_a_pause_begin_anew_and_a_bounce_is_none()
    {
        using var scene = new DeskScene();
        Tap(scene, 0, 0.5, 0.5, 0.5);
        scene.Time.Pass(10);
        Tap(scene, 0);
        Assert.Equal(120, scene.Desk.State.Tempo!.Value, 6);
        Tap(scene, 1, 0.05, 0.95, 1);
        Assert.Equal(60, scene.Desk.State.Tempo!.Value, 6);
    }

    [Theory]
    [InlineData(PulseShape.Sine, 1, 0.5f, 0, 0.5f)]
    [InlineData(PulseShape.Triangle, 1, 0.5f, 0, 0.5f)]
    [InlineData(PulseShape.Fall, 1, 0.75f, 0.5f, 0.25f)]
    [InlineData(PulseShape.Rise, 0, 0.25f, 0.5f, 0.75f)]
    [InlineData(PulseShape.Square, 1, 1, 0, 0)]
    public void A_weight_swings_with_the_beat(PulseShape shape, float atBeat, float atQuarter, float atHalf, float atThreeQuarters)
    {
        using var scene = new DeskScene("a*0.5");
        scene.Desk.Do(new SetPulse(new Pulse("b", shape, 2, Beats: 2)));
        scene.Shows(0.5f, 0, 0, 0);
        scene.Desk.Do(new SetTempo(60));
        foreach (float height in new[] { atBeat, atQuarter, atHalf, atThreeQuarters, atBeat })
        {
            scene.Shows(0.5f, 0, 2 * height, 0);
            scene.Time.Pass(0.5);
        }
    }

    [Fact]
    public void The_strength_dips_on_the_beat_and_stands_still_again()
    {
        using var scene = new DeskScene();
        scene.Desk.Do(new SetTempo(120));
        Assert.Equal(scene.Desk.Version, scene.Desk.Version);
        scene.Desk.Do(new SetPulse(new Pulse(Pulse.Strength, PulseShape.Fall, -0.5f)));
        Assert.NotEqual(scene.Desk.Version, scene.Desk.Version);
        scene.Shows(0.5f, 0.5f, 0, 0);
        scene.Time.Pass(0.25);
        scene.Shows(0.75f, 0.25f, 0, 0);
        scene.Desk.Do(new StopPulse(Pulse.Strength));
        scene.Shows(1, 0, 0, 0);
        long still = scene.Desk.Version;
        Assert.Equal(still, scene.Desk.Version);
    }

    [Fact]
    public void Another_tempo_goes_on_from_the_same_moment_of_the_beat_and_a_tap_is_a_beat()
    {
        using var scene = new DeskScene();
        scene.Desk.Do(new SetPulse(new Pulse("b", PulseShape.Rise, 1)));
        scene.Desk.Do(new SetTempo(60));
        scene.Time.Pass(0.5);
        scene.Desk.Do(new SetTempo(30));
        scene.Shows(1, 0, 0.5f, 0);
        scene.Time.Pass(0.5);
        scene.Shows(1, 0, 0.75f, 0);
        scene.Desk.Do(new Tap());
        scene.Shows(1, 0, 0, 0);
        scene.Time.Pass(0.5);
        scene.Desk.Do(new AlignBeat());
        scene.Shows(1, 0, 0, 0);
    }

    [Fact]
    public void Tempos_and_pulses_out_of_range_are_refused()
    {
        using var scene = new DeskScene();
        scene.Refuses(new SetTempo(19), "the tempo is 19; give 20 to 400 beats a minute");
        scene.Refuses(new SetTempo(double.NaN), "the tempo is NaN");
        scene.Refuses(new SetPulse(new Pulse("d", PulseShape.Sine, 1)), "'d' is neither", "a, original, b, c");
        scene.Refuses(new SetPulse(new Pulse("a", PulseShape.Sine, 11)), "the depth of a pulse is 11; give -10 to 10");
        scene.Refuses(new SetPulse(new Pulse("a", PulseShape.Sine, 1, 0)), "the cycle of a pulse is 0; give 0.0625 to 64 beats");
        scene.Refuses(new SetPulse(new Pulse("a", (PulseShape)9, 1)), "sine, triangle, fall, rise, square");
    }

    static void Tap(DeskScene scene, params double[] gaps)
    {
        foreach (double gap in gaps)
        {
            scene.Time.Pass(gap);
            scene.Desk.Do(new Tap());
        }
    }
}
