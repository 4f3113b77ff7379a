using LiveStyle.Live.Control;
using LiveStyle.Styles;
using Xunit;

namespace LiveStyle.Live.Tests.Control;

public sealed class DeskPresetTests
{
    [Fact]
    public void A_preset_sets_what_it_names_over_its_own_time()
    {
        using var scene = new DeskScene("a", 2, DeskScene.CalmAndWild);
        scene.Desk.Do(new ChoosePreset("calm"));
        scene.Time.Pass(2);
        scene.Shows(0.375f, 0.25f, 0.375f, 0);
        scene.Time.Pass(2);
        scene.Shows(0, 0.5f, 0.5f, 0);
        DeskState state = scene.Desk.State;
        Assert.Equal(("calm", 0.75, 2), (state.Preset, state.Steadiness, state.StrokeSize));

        scene.Desk.Do(new ChoosePreset("wild"));
        scene.Time.Pass(2);
        scene.Shows(2, 0, 0, -1);
        Assert.Equal(("wild", 0.75, 2), (scene.Desk.State.Preset, scene.Desk.State.Steadiness, scene.Desk.State.StrokeSize));

        scene.Desk.Do(new ChoosePreset("calm", TimeSpan.Zero));
        scene.Shows(0, 0.5f, 0.5f, 0);
    }

    [Fact]
    public void A_look_that_was_changed_by_hand_is_no_preset_any_more()
    {
        using var scene = new DeskScene("a", 0, DeskScene.CalmAndWild);
        scene.Desk.Do(new ChoosePreset("calm"));
        scene.Desk.Do(new SetStrength(0.5f));
        scene.Desk.Do(new SetMelt(TimeSpan.FromSeconds(1)));
        Assert.Equal("calm", scene.Desk.State.Preset);
        scene.Desk.Do(new SetStrength(0.75f));
        Assert.Null(scene.Desk.State.Preset);
    }

    [Fact]
    public void Without_a_playlist_neighbors_are_those_among_all_presets()
    {
        using var scene = new DeskScene("a", 0, [.. DeskScene.CalmAndWild, new Preset("third", new Blend("c"))]);
        List<string?> shown = [];
        foreach (DeskCommand command in new DeskCommand[] { new PreviousPreset(), new NextPreset(), new NextPreset(), new PreviousPreset() })
        {
            shown.Add(scene.Desk.Do(command).Preset);
        }

        Assert.Equal(["third", "calm", "wild", "calm"], shown);
        using var fresh = new DeskScene("a", 0, DeskScene.CalmAndWild);
        Assert.Equal("calm", fresh.Desk.Do(new NextPreset()).Preset);
        using var bare = new DeskScene();
        bare.Refuses(new NextPreset(), "no presets");
    }

    [Fact]
    public void A_preset_that_shows_and_is_another_now_is_melted_into()
    {
        using var scene = new DeskScene("a", 2, DeskScene.CalmAndWild);
        scene.Desk.Do(new ChoosePreset("wild", TimeSpan.Zero));
        scene.Desk.SetPresets([new Preset("wild", new Blend("c")), new Preset("new", new Blend("a"))]);
        scene.Time.Pass(1);
        scene.Shows(1, 0, 0, 0);
        scene.Time.Pass(1);
        scene.Shows(0, 0, 0, 1);
        Assert.Equal("wild", scene.Desk.State.Preset);
        Assert.Equal(["wild", "new"], scene.Desk.Presets.Select(preset => preset.Name));
        scene.Desk.SetPresets([]);
        Assert.Null(scene.Desk.State.Preset);
        scene.Shows(0, 0, 0, 1);
    }

    [Fact]
    public void A_preset_that_is_gone_is_undone_to_its_look_without_its_name()
    {
        using var scene = new DeskScene("a", 0, DeskScene.CalmAndWild);
        scene.Desk.Do(new ChoosePreset("wild"));
        scene.Desk.Do(new ShowBlend(new Blend("b")));
        scene.Desk.SetPresets([]);
        scene.Desk.Undo();
        Assert.Null(scene.Desk.State.Preset);
        scene.Shows(2, 0, 0, -1);
    }

    [Fact]
    public void A_preset_that_is_another_now_is_undone_to_its_old_look_without_its_name()
    {
        using var scene = new DeskScene("a", 0, DeskScene.CalmAndWild);
        scene.Desk.Do(new ChoosePreset("wild"));
        scene.Desk.Do(new ChoosePreset("calm"));
        scene.Desk.Do(new ShowBlend(new Blend("b")));
        scene.Desk.SetPresets([DeskScene.CalmAndWild[0], new Preset("wild", new Blend("c"))]);
        scene.Desk.Undo();
        Assert.Equal("calm", scene.Desk.State.Preset);
        scene.Desk.Undo();
        Assert.Null(scene.Desk.State.Preset);
        scene.Shows(2, 0, 0, -1);
        scene.Desk.Redo();
        Assert.Equal("calm", scene.Desk.State.Preset);
    }

    [Fact]
    public void Without_the_original_no_preset_has_a_strength_but_one()
    {
        var names = new StyleNames(["a", "b"]);
        Preset half = new("half", new Blend("b"), 0.5f);
        string line = Assert.ThrowsAny<LiveStyleException>(() => new LiveDesk(names, [half], new Blend("a"), TimeSpan.Zero, TimeProvider.System)).Message;
        Assert.Equal("the preset 'half': a strength of 0.5 is measured from the style 'original', which this model lacks; give 1", line);
        using var desk = new LiveDesk(names, [half with { Strength = 1 }], new Blend("a"), TimeSpan.Zero, TimeProvider.System);
        Assert.ThrowsAny<LiveStyleException>(() => desk.SetPresets([half]));
        Assert.Equal("half", desk.Do(new NextPreset()).Preset);
    }

    [Fact]
    public void Presets_that_cannot_be_shown_leave_the_old_ones()
    {
        using var scene = new DeskScene("a", 0, DeskScene.CalmAndWild);
        Refuses("the preset 'x': unknown style 'picasso'; There are: a, original, b, c", new Preset("x", new Blend("picasso")));
        Refuses("two presets are called 'x'", new Preset("x", new Blend("a")), new Preset("x", new Blend("b")));
        Refuses("is no name for a preset", new Preset("two\nlines", new Blend("a")));
        Refuses("is no name for a preset", new Preset(" ", new Blend("a")));
        Refuses("the preset 'x': the strength is 11; give -10 to 10", new Preset("x", new Blend("a"), 11));
        Refuses("the preset 'x': the time of a melt is 3601; give 0 to 3600 seconds", new Preset("x", new Blend("a"), 1, TimeSpan.FromSeconds(3601)));
        Refuses("the preset 'x': the steadiness is 2; give 0 to 1", new Preset("x", new Blend("a"), Steadiness: 2));
        Refuses("the preset 'x': a stroke size of 9: give 0.25 to 4", new Preset("x", new Blend("a"), StrokeSize: 9));

        void Refuses(string line, params Preset[] presets)
        {
            Assert.Contains(line, Assert.ThrowsAny<LiveStyleException>(() => scene.Desk.SetPresets(presets)).Message, StringComparison.Ordinal);
            Assert.Equal(["calm", "wild"], scene.Desk.Presets.Select(preset => preset.Name));
        }
    }
}
