namespace LiveStyle.Live.Slates;

/// <summary>What a show shows in place of its picture: when its source has vanished, and while it is private.</summary>
public sealed record SlateOptions
{
    /// <summary>A picture file, which is fitted into the frame; null for none.</summary>
    public string? Picture { get; init; }

    /// <summary>
    /// The color, around the picture where there is one. Null: the last frame dimmed where the source has vanished, and almost black where
    /// the show is private, of which nothing may be seen.
    /// </summary>
    public SlateColor? Color { get; init; }

    /// <summary>How long the last picture stands before the slate takes the place of a source that gives none.</summary>
    public TimeSpan After { get; init; } = TimeSpan.FromSeconds(5);
}
