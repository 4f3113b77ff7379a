namespace LiveStyle.Styles;

/// <summary>One style of a bundle: its name and where it comes from.</summary>
public sealed record StyleInfo
{
    /// <summary>The slug of the style that gives the picture back: strength is measured from it.</summary>
    public const string Original = "original";

    /// <summary>Its name in blends, in file names and in the style table: see <see cref="IsSlug"/>.</summary>
    public required string Slug { get; init; }

    /// <summary>Its name for people: "The Great Wave off Kanagawa".</summary>
    public required string Title { get; init; }

    public string? Artist { get; init; }

    /// <summary>When the picture was made, as its museum writes it: "1831", "c. 1890", "1907–1908".</summary>
    public string? Year { get; init; }

    /// <summary>Address of the page or file from which the picture was taken.</summary>
    public string? Source { get; init; }

    /// <summary>Terms under which the picture may be used: "Public domain", "CC0-1.0".</summary>
    public string? Licence { get; init; }

    /// <summary>
    /// Short side, in pixels and at least 1, at which the painting was taken in training: its strokes are as large in
    /// the stylized picture as they were there. Null where it was not noted.
    /// </summary>
    public int? PaintingSide { get; init; }

    /// <summary>
    /// Whether the text is a slug: lower-case ASCII words and digits joined by single hyphens, beginning with a
    /// letter ("munch-scream", "klimt2"). So a hyphen with a space beside it can only be a minus.
    /// </summary>
    public static bool IsSlug(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !char.IsAsciiLetterLower(text[0]) || text[^1] == '-')
        {
            return false;
        }

        for (int i = 1; i < text.Length; i++)
        {
            bool isHyphen = text[i] == '-';
            if (!(isHyphen || char.IsAsciiLetterLower(text[i]) || char.IsAsciiDigit(text[i])) || (isHyphen && text[i - 1] == '-'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A name as a slug: lower case, words joined by single hyphens, beginning with a letter; null where it has no letter or digit.</summary>
    /// <param name="name">Such as "The Great Wave" → "the-great-wave".</param>
    public static string? SlugOf(string name)
    {
        char[] separators = [.. Enumerable.Range(0, 128).Select(code => (char)code).Where(letter => !char.IsAsciiLetterOrDigit(letter))];
        string slug = string.Concat(string.Join('-', name.ToLowerInvariant().Split(separators, StringSplitOptions.RemoveEmptyEntries)).Where(char.IsAscii));
        slug = IsSlug(slug) ? slug : "style-" + slug;
        return IsSlug(slug) ? slug : null;
    }
}
