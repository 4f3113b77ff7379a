namespace LiveStyle.Media.Probing;

/// <summary>One chapter of a container.</summary>
/// <param name="Start">By the container's clock.</param>
/// <param name="End">By the container's clock.</param>
/// <param name="Tags">By name, such as "title"; names compare without case.</param>
public sealed record ChapterInfo(TimeSpan Start, TimeSpan End, IReadOnlyDictionary<string, string> Tags)
{
    public string? Title => Tags.GetValueOrDefault("title");
}
