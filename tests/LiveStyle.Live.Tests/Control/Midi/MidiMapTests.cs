using LiveStyle.Live.Control;
using LiveStyle.Live.Control.Midi;
using LiveStyle.TestKit.Properties;
using Xunit;

namespace LiveStyle.Live.Tests.Control.Midi;

public sealed class MidiMapTests
{
    [Fact]
    public void A_map_written_in_json_is_read_back_as_it_was()
    {
        using var culture = new StrangeCulture();
        MidiBinding[] bindings =
        [
            MidiBinding.Of(new MidiControl(MidiKind.Controller, 7, 1), DeskParameter.Parse("strength")),
            new(new MidiControl(MidiKind.Controller, 127)) { Parameter = DeskParameter.Parse("weight/a-style"), From = -0.5, To = 1.25, IsSoft = false },
            MidiBinding.Of(new MidiControl(MidiKind.Bend, 0, 16), DeskParameter.Parse("bpm")),
            new(new MidiControl(MidiKind.NoteOn, 0)) { Command = new ChoosePreset("calm"), Release = new UndoLast() },
            new(new MidiControl(MidiKind.Program, 5)) { Command = new SetTempo(99.5) },
        ];
        Assert.Equal(bindings, MidiMap.Parse(new MidiMap(bindings).ToJson()).Bindings);
    }

    [Fact]
    public void What_is_left_out_is_the_parameters_usual_range()
    {
        MidiBinding binding = Assert.Single(MidiMap.Parse("""{"bindings":[{"controller":7,"parameter":"stroke-size"}]}""").Bindings);
        Assert.Equal((0.25, 4, true, null), (binding.From, binding.To, binding.IsSoft, binding.Control.Channel));
    }

    [Theory]
    [InlineData("[]", "the MIDI map is no JSON object")]
    [InlineData("{", "the MIDI map is not valid JSON")]
    [InlineData("{\"binding\":[]}", "the MIDI map has no field 'binding'; it has bindings")]
    [InlineData("{}", "the MIDI map has no bindings; give a list")]
    [InlineData("{\"bindings\":[],\"\\ud800\":1}", "it has half a character in it")]
    [InlineData("{\"bindings\":[{\"parameter\":\"strength\"}]}", "binding 1 of the MIDI map: give one of controller, note, program, bend")]
    [InlineData("{\"bindings\":[{\"note\":1,\"controller\":2,\"parameter\":\"strength\"}]}", "binding 1 of the MIDI map: give one of controller, note, program, bend")]
    [InlineData("{\"bindings\":[{\"note\":1}]}", "give either a parameter to move or a command to give")]
    [InlineData("{\"bindings\":[{\"note\":128,\"parameter\":\"strength\"}]}", "its note is 128; give a whole number from 0 to 127")]
    [InlineData("{\"bindings\":[{\"note\":1.5,\"parameter\":\"strength\"}]}", "its note is 1.5; give a whole number from 0 to 127")]
    [InlineData("{\"bindings\":[{\"note\":1,\"channel\":17,\"parameter\":\"strength\"}]}", "its channel is 17; give a whole number from 1 to 16")]
    [InlineData("{\"bindings\":[{\"bend\":false,\"parameter\":\"strength\"}]}", "its bend is false; give true")]
    [InlineData("{\"bindings\":[{\"note\":1,\"parameter\":\"volume\"}]}", "binding 1 of the MIDI map: no parameter is called 'volume'; there are: weight/STYLE, strength, melt, steadiness, stroke-size, bpm")]
    [InlineData("{\"bindings\":[{\"note\":1,\"parameter\":\"weight/No Slug\"}]}", "no parameter is called 'weight/No Slug'")]
    [InlineData("{\"bindings\":[{\"note\":1,\"parameter\":\"strength\",\"to\":1e9}]}", "its to is 1000000000; give -1000000 to 1000000")]
    [InlineData("{\"bindings\":[{\"note\":1,\"command\":{\"do\":\"x\"}}]}", "binding 1 of the MIDI map: no command is called 'x'; there are: blend")]
    [InlineData("{\"bindings\":[{\"note\":1,\"command\":{\"do\":\"tap\"},\"to\":1}]}", "with a command it takes no to")]
    [InlineData("{\"bindings\":[{\"note\":1,\"parameter\":\"melt\",\"release\":{\"do\":\"tap\"}}]}", "with a parameter it takes no release")]
    [InlineData("{\"bindings\":[{\"note\":1,\"knob\":1}]}", "binding 1 of the MIDI map has no field 'knob'; it has controller, note, program, bend, channel, parameter, from, to, soft, command, release")]
    public void What_is_no_map_is_told_in_one_line(string json, string line)
    {
        using var culture = new StrangeCulture();
        string message = Assert.Throws<LiveStyleException>(() => MidiMap.Parse(json)).Message;
        Assert.Contains(line, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_map_of_a_hundred_thousand_bindings_is_refused()
    {
        string json = $$"""{"bindings":[{{string.Join(',', Enumerable.Repeat("1", 100_000))}}]}""";
        Assert.Equal("the MIDI map has 100000 bindings; give at most 1000", Assert.Throws<LiveStyleException>(() => MidiMap.Parse(json)).Message);
    }
}
