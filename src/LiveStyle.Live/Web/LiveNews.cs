using System.Text.Json.Serialization;
using LiveStyle.Live.Figures;
using LiveStyle.Live.Web.Answers;

namespace LiveStyle.Live.Web;

/// <summary>One message of the live connection: the field that is not null says what it is about.</summary>
/// <param name="State">The desk's new state.</param>
/// <param name="Presets">The presets, on connecting and when others are taken.</param>
/// <param name="Sinks">The sinks, with every change of one of them.</param>
/// <param name="Source">The source, with every change of it.</param>
/// <param name="Figures">The figures, once a second.</param>
/// <param name="Answer">What has become of a command.</param>
sealed record LiveNews(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StateView? State = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<PresetView>? Presets = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<SinkView>? Sinks = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SourceView? Source = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FigureSnapshot? Figures = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LiveAnswer? Answer = null);
