using System.ComponentModel;
using LiveStyle.Media.Capture;

namespace LiveStyle.Live.Web.Answers;

/// <summary>A show's source as it is told.</summary>
sealed record SourceView(
    [property: Description("The source for people, without a password.")] string Name,
    [property: Description("Whether pictures come, are waited for, or have ended.")] LivePhase Phase,
    [property: Description("Since when it is so.")] DateTimeOffset Since,
    [property: Description("Why no pictures come, in one line; null while some do.")] string? Reason,
    [property: Description("The show's width in pixels.")] int Width,
    [property: Description("The show's height in pixels.")] int Height,
    [property: Description("The show's frames per second.")] double FrameRate,
    [property: Description("Whether the show has sound.")] bool HasSound,
    [property: Description("What runs the network.")] string Device);
