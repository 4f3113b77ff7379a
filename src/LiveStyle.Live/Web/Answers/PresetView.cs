using System.ComponentModel;
using LiveStyle.Live.Control;

namespace LiveStyle.Live.Web.Answers;

/// <summary>A preset as it is told.</summary>
sealed record PresetView(
    [property: Description("The preset's name; case counts.")] string Name,
    [property: Description("The styles that show.")] string Blend,
    [property: Description("The desk's strength, which multiplies the blend's own.")] float Strength,
    [property: Description("How long the change takes, in seconds; null: as the desk has it.")] double? Melt,
    [property: Description("How firmly the picture is held still; null: as it is.")] double? Steadiness,
    [property: Description("How large strokes are; null: as it is.")] double? StrokeSize)
{
    public static PresetView Of(Preset preset) =>
        new(preset.Name, preset.Blend.ToString(), preset.Strength, preset.Melt?.TotalSeconds, preset.Steadiness, preset.StrokeSize);
}
