using System.ComponentModel;

namespace LiveStyle.Live.Web.Answers;

/// <summary>A show's source as it is told.</summary>
sealed record SourceView(
    [property: Description("The source for people, without a password.")] string Name,
    [property: Description("What it does, in one word, such as running or lost.")] string State,
    [property: Description("Why it gives no pictures, in one line; null while it gives some.")] string? Reason,
    [property: Description("The show's width in pixels.")] int Width,
    [property: Description("The show's height in pixels.")] int Height,
    [property: Description("The show's frames per second.")] double FrameRate,
    [property: Description("Whether the show has sound.")] bool HasSound,
    [property: Description("What restyles it.")] string Device);
