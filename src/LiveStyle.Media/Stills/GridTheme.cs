namespace LiveStyle.Media.Stills;

/// <summary>The ground that an <see cref="ImageGrid"/> is drawn on. Both are neutral: neither tints the pictures.</summary>
public enum GridTheme
{
    /// <summary>A light ground with dark text.</summary>
    Light,

    /// <summary>A dark ground with light text.</summary>
    Dark,
}
