using LiveStyle.Live.Control;
using LiveStyle.Styles;
using Xunit;

namespace LiveStyle.Live.Tests.Control;

public sealed class DeskUndoTests
{
    [Fact]
    public void A_step_is_taken_back_and_done_again_by_melting()
    {
        using var scene = new DeskScene();
        scene.Desk.Do(new ShowBlend(new Blend("b"), TimeSpan.Zero));
        Assert.True(scene.Desk.State.CanUndo);
        Assert.True(scene.Desk.Undo());
        scene.Time.Pass(1);
        scene.Shows(0.5f, 0, 0.5f, 0);
        scene.Time.Pass(1);
        scene.Shows(1, 0, 0, 0);
        Assert.False(scene.Desk.State.CanUndo);
        Assert.False(scene.Desk.Undo());

        Assert.True(scene.Desk.Redo());
        scene.Time.Pass(2);
        scene.Shows(0, 0, 1, 0);
        Assert.False(scene.Desk.Redo());
    }

    [Fact]
    public void A_new_step_forgets_what_was_undone()
    {
        using var scene = new DeskScene();
        scene.Desk.Do(new SetStrength(0.5f));
        scene.Desk.Undo();
        scene.Desk.Do(new SetMelt(TimeSpan.Zero));
        Assert.False(scene.Desk.State.CanRedo);
        Assert.False(scene.Desk.Redo());
    }

    [Fact]
    public void A_hundred_steps_are_remembered()
    {
        using var scene = new DeskScene("a", 0);
        for (int i = 1; i <= 130; i++)
        {
            scene.Desk.Do(new ShowBlend(Blend.Parse(FormattableString.Invariant($"a*{i}"))));
        }

        int steps = 0;
        while (scene.Desk.Undo())
        {
            steps++;
        }

        Assert.Equal(100, steps);
        scene.Shows(30, 0, 0, 0);
        while (scene.Desk.Redo())
        {
            steps--;
        }

        Assert.Equal(0, steps);
        scene.Shows(130, 0, 0, 0);
    }

    [Fact]
    public void A_fader_in_motion_is_one_step_until_it_rests_a_second()
    {
        using var scene = new DeskScene("a", 0);
        for (int i = 1; i <= 20; i++)
        {
            scene.Desk.Do(new SetWeight("b", i / 10f));
            scene.Time.Pass(0.3);
        }

        scene.Time.Pass(1);
        scene.Desk.Do(new SetWeight("b", 5));
        scene.Desk.Do(new SetWeight("c", 1));
        scene.Desk.Do(new SetWeight("b", 6));
        scene.Desk.Undo();
        scene.Shows(1, 0, 5, 1);
        scene.Desk.Undo();
        scene.Shows(1, 0, 5, 0);
        scene.Desk.Undo();
        scene.Shows(1, 0, 2, 0);
        scene.Desk.Undo();
        scene.Shows(1, 0, 0, 0);
        Assert.False(scene.Desk.Undo());
    }

    [Fact]
    public void Privacy_tempo_and_the_playlist_are_no_steps()
    {
        using var scene = new DeskScene("a", 0, DeskScene.CalmAndWild);
        scene.Desk.Do(new SetPrivacy(true));
        scene.Desk.Do(new SetTempo(90));
        scene.Desk.Do(new SetPlaylist([new PlaylistItem("calm", TimeSpan.FromSeconds(5))]));
        Assert.False(scene.Desk.Undo());
        scene.Desk.Do(new SetStrength(0.5f));
        scene.Desk.Do(new SetPrivacy(false));
        scene.Desk.Do(new SetPrivacy(true));
        Assert.True(scene.Desk.Undo());
        Assert.True(scene.Desk.State.IsPrivate);
        Assert.Equal(90, scene.Desk.State.Tempo);
        Assert.NotNull(scene.Desk.State.Playlist);
    }

    [Fact]
    public void A_preset_comes_back_with_all_that_it_set()
    {
        using var scene = new DeskScene("a", 0, DeskScene.CalmAndWild);
        scene.Desk.Do(new ChoosePreset("calm"));
        scene.Desk.Do(new SetPulse(new Pulse("b", PulseShape.Rise, 1)));
        scene.Desk.Do(new SetWeight("c", 1));
        Assert.Null(scene.Desk.State.Preset);
        scene.Desk.Undo();
        Assert.Equal("calm", scene.Desk.State.Preset);
        Assert.Single(scene.Desk.State.Pulses);
        scene.Desk.Undo();
        Assert.Empty(scene.Desk.State.Pulses);
        scene.Desk.Undo();
        Assert.Equal((null, 1, null, null), (scene.Desk.State.Preset, scene.Desk.State.Strength, scene.Desk.State.Steadiness, scene.Desk.State.StrokeSize));
    }
}
