using LiveStyle.Live.Control;
using LiveStyle.Live.Control.Midi;
using Xunit;

namespace LiveStyle.Live.Tests.Control.Midi;

public sealed class MidiDeskTests : IDisposable
{
    readonly DeskScene scene = new("a", 0, DeskScene.CalmAndWild);
    readonly List<string> notes = [];

    public void Dispose() => scene.Dispose();

    [Fact]
    public void A_knob_waits_until_it_comes_by_where_the_parameter_is()
    {
        MidiDesk midi = Midi("""{"bindings":[{"controller":7,"parameter":"strength"}]}""");
        foreach (int place in new[] { 10, 60, 120 })
        {
            Turn(midi, 7, place);
            Assert.Equal(1, scene.Desk.State.Strength);
        }

        Turn(midi, 7, 127);
        Turn(midi, 7, 64);
        Assert.Equal(64 / 127f, scene.Desk.State.Strength, 5);
        scene.Desk.Do(new SetStrength(0.25f));
        Turn(midi, 7, 60);
        Assert.Equal(0.25f, scene.Desk.State.Strength);
        Turn(midi, 7, 20);
        Assert.Equal(20 / 127f, scene.Desk.State.Strength, 5);
        Turn(midi, 7, 100);
        Assert.Equal(100 / 127f, scene.Desk.State.Strength, 5);
    }

    [Fact]
    public void A_knob_that_is_not_soft_takes_over_at_once()
    {
        MidiDesk midi = Midi("""{"bindings":[{"controller":7,"parameter":"strength","from":1.5,"to":-0.5,"soft":false}]}""");
        Turn(midi, 7, 0);
        Assert.Equal(1.5f, scene.Desk.State.Strength, 5);
        Turn(midi, 7, 127);
        Assert.Equal(-0.5f, scene.Desk.State.Strength, 5);
    }

    [Fact]
    public void A_parameter_beyond_the_knobs_way_is_met_at_its_end()
    {
        MidiDesk midi = Midi("""{"bindings":[{"controller":7,"parameter":"strength","to":0.5}]}""");
        Turn(midi, 7, 100);
        Assert.Equal(1, scene.Desk.State.Strength);
        Turn(midi, 7, 127);
        Turn(midi, 7, 64);
        Assert.Equal(0.5f * 64 / 127, scene.Desk.State.Strength, 5);
    }

    [Fact]
    public void A_knob_after_an_undo_waits_again()
    {
        MidiDesk midi = Midi("""{"bindings":[{"controller":7,"parameter":"weight/b"}]}""");
        Turn(midi, 7, 0);
        Turn(midi, 7, 80);
        Assert.Equal(80 / 127f, scene.Weights()[2], 5);
        scene.Desk.Undo();
        Turn(midi, 7, 81);
        Assert.Equal(0, scene.Weights()[2]);
    }

    [Fact]
    public void Keys_give_commands_when_pressed_and_let_go()
    {
        MidiDesk midi = Midi("""
            {"bindings":[
              {"note":36,"channel":10,"command":{"do":"privacy","on":true},"release":{"do":"privacy","on":false}},
              {"note":37,"command":{"do":"preset","name":"calm"}},
              {"program":5,"command":{"do":"preset","name":"wild"}},
              {"controller":64,"command":{"do":"undo"}}]}
            """);
        midi.Take(new MidiMessage(MidiKind.NoteOn, 10, 36, 1));
        Assert.True(scene.Desk.State.IsPrivate);
        midi.Take(new MidiMessage(MidiKind.NoteOff, 9, 36));
        Assert.True(scene.Desk.State.IsPrivate);
        midi.Take(new MidiMessage(MidiKind.NoteOff, 10, 36));
        Assert.False(scene.Desk.State.IsPrivate);
        midi.Take(new MidiMessage(MidiKind.NoteOn, 3, 37, 90));
        midi.Take(new MidiMessage(MidiKind.NoteOff, 3, 37));
        Assert.Equal("calm", scene.Desk.State.Preset);
        midi.Take(new MidiMessage(MidiKind.Program, 1, 5));
        Assert.Equal("wild", scene.Desk.State.Preset);
        midi.Take(new MidiMessage(MidiKind.Program, 1, 6));
        foreach (int place in new[] { 30, 64, 127, 70, 20 })
        {
            Turn(midi, 64, place);
        }

        Assert.Equal("calm", scene.Desk.State.Preset);
    }

    [Fact]
    public void A_key_moves_a_parameter_by_its_speed_while_it_is_held()
    {
        MidiDesk midi = Midi("""{"bindings":[{"note":40,"parameter":"weight/b","from":0,"to":2}]}""");
        midi.Take(new MidiMessage(MidiKind.NoteOn, 1, 40, 127));
        Assert.Equal(2, scene.Weights()[2]);
        midi.Take(new MidiMessage(MidiKind.NoteOff, 1, 40, 99));
        Assert.Equal(0, scene.Weights()[2]);
    }

    [Fact]
    public void A_motor_fader_moves_in_all_of_its_steps()
    {
        MidiDesk midi = Midi("""{"bindings":[{"bend":true,"channel":2,"parameter":"melt","from":10,"to":0}]}""");
        midi.Take(new MidiMessage(MidiKind.Bend, 2, 0, 16383));
        midi.Take(new MidiMessage(MidiKind.Bend, 2, 0, 16382));
        Assert.Equal(10.0 / 16383, scene.Desk.State.Melt.TotalSeconds, 6);
    }

    [Fact]
    public void The_next_knob_that_is_moved_is_learned()
    {
        MidiDesk midi = Midi("""{"bindings":[{"controller":7,"parameter":"strength"},{"note":36,"command":{"do":"tap"}}]}""");
        List<MidiMap> learned = [];
        midi.Learned += learned.Add;
        midi.Learn(DeskParameter.Parse("weight/b"));
        Assert.True(midi.IsLearning);
        midi.Take(new MidiMessage(MidiKind.Clock));
        midi.Take(new MidiMessage(MidiKind.ChannelPressure, 1, 0, 5));
        midi.Take(new MidiMessage(MidiKind.NoteOff, 1, 50));
        midi.Take(new MidiMessage(MidiKind.Controller, 3, 21, 0));
        Assert.False(midi.IsLearning);
        Assert.Same(midi.Map, Assert.Single(learned));
        Assert.Equal(MidiBinding.Of(new MidiControl(MidiKind.Controller, 21, 3), DeskParameter.Parse("weight/b")), midi.Map.Bindings[^1]);
        midi.Take(new MidiMessage(MidiKind.Controller, 3, 21, 0));
        midi.Take(new MidiMessage(MidiKind.Controller, 3, 21, 127));
        Assert.Equal(1, scene.Weights()[2]);

        midi.Learn(DeskParameter.Parse("weight/b"));
        midi.Take(new MidiMessage(MidiKind.Controller, 1, 22, 0));
        Assert.Equal(["strength", null, "weight/b"], midi.Map.Bindings.Select(binding => binding.Parameter?.Name));
        Assert.Equal(22, midi.Map.Bindings[^1].Control.Number);

        midi.Learn(new ChoosePreset("calm"));
        midi.Take(new MidiMessage(MidiKind.NoteOn, 1, 60, 100));
        Assert.Null(scene.Desk.State.Preset);
        midi.Take(new MidiMessage(MidiKind.NoteOn, 1, 60, 100));
        Assert.Equal("calm", scene.Desk.State.Preset);

        midi.Learn(new AlignBeat());
        midi.CancelLearning();
        midi.Take(new MidiMessage(MidiKind.NoteOn, 1, 61, 100));
        Assert.Equal(4, midi.Map.Bindings.Length);
    }

    [Fact]
    public void What_cannot_be_done_is_told_and_the_rest_goes_on()
    {
        MidiDesk midi = Midi("""
            {"bindings":[{"note":1,"command":{"do":"preset","name":"gone"}},{"note":1,"command":{"do":"strength","strength":0.5}},
              {"note":2,"parameter":"weight/picasso"},{"note":3,"parameter":"strength","to":11}]}
            """);
        midi.Take(new MidiMessage(MidiKind.NoteOn, 1, 1, 1));
        Assert.Equal(0.5f, scene.Desk.State.Strength);
        scene.Time.Pass(5);
        midi.Take(new MidiMessage(MidiKind.NoteOn, 1, 2, 1));
        scene.Time.Pass(5);
        midi.Take(new MidiMessage(MidiKind.NoteOn, 1, 3, 127));
        Assert.Equal(3, notes.Count);
        Assert.StartsWith("MIDI: no preset is called 'gone'; there are: calm, wild", notes[0], StringComparison.Ordinal);
        Assert.StartsWith("MIDI: unknown style 'picasso'", notes[1], StringComparison.Ordinal);
        Assert.StartsWith("MIDI: the strength is 11; give -10 to 10", notes[2], StringComparison.Ordinal);
    }

    MidiDesk Midi(string map) => new(scene.Desk, MidiMap.Parse(map), scene.Time, notes.Add);

    static void Turn(MidiDesk midi, int controller, int place) => midi.Take(new MidiMessage(MidiKind.Controller, 1, controller, place));
}
