using LiveStyle.Live.Control;
using LiveStyle.Live.Control.Midi;
using LiveStyle.Styles;

namespace LiveStyle.Live.Shows;

/// <summary>What knobs and pads do in a show that has no map: the modulation wheel is the strength, pads from note 36 on choose.</summary>
static class UsualMidiMap
{
    const int Modulation = 1;

    /// <summary>The first pad of most controllers and drum machines.</summary>
    const int FirstPad = 36;

    const int Pads = 64;

    /// <summary>Presets in their order; where there are none, the styles.</summary>
    public static MidiMap Of(LiveDesk desk)
    {
        IEnumerable<DeskCommand> choices = desk.Presets.Count > 0
            ? desk.Presets.Select(preset => (DeskCommand)new ChoosePreset(preset.Name))
            : Enumerable.Range(0, desk.Names.Count).Select(i => (DeskCommand)new ShowBlend(new Blend(desk.Names[i])));
        return new MidiMap(
        [
            MidiBinding.Of(new MidiControl(MidiKind.Controller, Modulation), DeskParameter.Parse("strength")),
            .. choices.Take(Pads).Select((choice, i) => new MidiBinding(new MidiControl(MidiKind.NoteOn, FirstPad + i)) { Command = choice }),
        ]);
    }
}
