namespace LiveStyle.Media.Stills;

/// <summary>The ground that an <see cref="ImageGrid"/> is drawn on. Both are neutral: neither tints the pictures.</summary>
public enum GridTheme
{
    Light,
    Dark,
}
