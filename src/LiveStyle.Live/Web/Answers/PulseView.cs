using System.ComponentModel;
using LiveStyle.Live.Control;

namespace LiveStyle.Live.Web.Answers;

/// <summary>A swing on the beat as it is told.</summary>
sealed record PulseView(
    [property: Description("\"strength\", or a style's name.")] string Target,
    [property: Description("How it swings over its cycle.")] PulseShape Shape,
    [property: Description("What is added at the height of the swing.")] float Depth,
    [property: Description("Beats in a cycle.")] double Beats);
