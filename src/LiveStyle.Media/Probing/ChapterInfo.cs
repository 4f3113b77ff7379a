namespace LiveStyle.Media.Probing;

/// <summary>One chapter of a container.</summary>
/// <param name="Start">The beginning, by the container's clock.</param>
/// <param name="End">The end, by the container's clock.</param>
/// <param name="Tags">The tags by name, such as "title"; names compare without case.</param>
public sealed record ChapterInfo(TimeSpan Start, TimeSpan End, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>The chapter's title as it is tagged; null where it has none.</summary>
    public string? Title => Tags.GetValueOrDefault("title");
}
