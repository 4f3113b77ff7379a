using System.ComponentModel;
using LiveStyle.Live.Control;
using LiveStyle.Styles;

namespace LiveStyle.Live.Web.Answers;

/// <summary>A desk's state as it is told.</summary>
[Description("What the desk is set to: where melts lead, not how far they have come.")]
sealed record StateView(
    [property: Description("Grows with every change: of two states the later has the larger number.")] long Version,
    [property: Description("The blend as it is written, such as munch-scream*0.6 + klimt-the-kiss*0.4.")] string Blend,
    [property: Description("The weight of each style of the blend.")] IReadOnlyDictionary<string, float> Weights,
    [property: Description("Multiplies the blend's own strength: 0 is the original picture, 1 the blend as written.")] float Strength,
    [property: Description("How long changes of the blend take, in seconds.")] double Melt,
    [property: Description("The name of the preset that shows unchanged; null where there is none.")] string? Preset,
    [property: Description("Whether the slate hides the picture, in every sink.")] bool IsPrivate,
    [property: Description("How firmly the picture is held still, 0 to 1; null: as the show was opened.")] double? Steadiness,
    [property: Description("How large strokes are, 0.25 to 4; null: as the show was opened.")] double? StrokeSize,
    [property: Description("Beats per minute; null before there is any.")] double? Tempo,
    [property: Description("The swings on the beat, one a target.")] IReadOnlyList<PulseView> Pulses,
    [property: Description("Where the playlist is; null where there is none.")] PlaylistState? Playlist,
    [property: Description("Whether there is a step to undo.")] bool CanUndo,
    [property: Description("Whether there is a step to do again.")] bool CanRedo)
{
    public static StateView Of(DeskState state) => new(
        state.Version,
        state.Blend.ToString(),
        WeightsOf(state.Blend),
        state.Strength,
        state.Melt.TotalSeconds,
        state.Preset,
        state.IsPrivate,
        state.Steadiness,
        state.StrokeSize,
        state.Tempo,
        [.. state.Pulses.Select(pulse => new PulseView(pulse.Target, pulse.Shape, pulse.Depth, pulse.Beats))],
        state.Playlist,
        state.CanUndo,
        state.CanRedo);

    static Dictionary<string, float> WeightsOf(Blend blend) =>
        blend.Terms.GroupBy(term => term.Slug).ToDictionary(terms => terms.Key, terms => terms.Sum(term => term.Weight));
}
