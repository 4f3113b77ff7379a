namespace LiveStyle.Styles;

/// <summary>One style of a bundle: its name and where it comes from.</summary>
public sealed record StyleInfo
{
    /// <summary>The slug of the style that gives the picture back: strength is measured from it.</summary>
    public const string Original = "original";

    /// <summary>The most letters that a slug has: names come from files and from the network, and go to messages and file names.</summary>
    internal const int LongestSlug = 100;

    /// <summary>The style's name in blends, in file names and in the style table; see <see cref="IsSlug"/>.</summary>
    public required string Slug { get; init; }

    /// <summary>The style's name for people: "The Great Wave off Kanagawa".</summary>
    public required string Title { get; init; }

    /// <summary>The painter's name for people; null where there is none.</summary>
    public string? Artist { get; init; }

    /// <summary>The time when the picture was made, as its museum writes it: "1831", "c. 1890", "1907–1908".</summary>
    public string? Year { get; init; }

    /// <summary>The address of the page or file from which the picture was taken.</summary>
    public string? Source { get; init; }

    /// <summary>The terms under which the picture may be used: "Public domain", "CC0-1.0".</summary>
    public string? Licence { get; init; }

    /// <summary>
    /// The short side, in pixels and at least 1, at which the painting was taken in training: its strokes are as large in the stylized
    /// picture as they were there. It is null where it was not noted.
    /// </summary>
    public int? PaintingSide { get; init; }

    /// <summary>
    /// Tells whether the text is a slug: lower-case ASCII words and digits joined by single hyphens, beginning with a letter
    /// ("munch-scream", "klimt2"), at most 100 letters in all. So a hyphen with a space beside it can only be a minus.
    /// </summary>
    public static bool IsSlug(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > LongestSlug || !char.IsAsciiLetterLower(text[0]) || text[^1] == '-')
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

    /// <summary>
    /// Makes a slug of a name: lower case, words joined by single hyphens, beginning with a letter, cut after 100 letters; null where it has
    /// no letter or digit.
    /// </summary>
    /// <param name="name">A name for people: "The Great Wave" becomes "the-great-wave".</param>
    public static string? SlugOf(string name)
    {
        char[] separators = [.. Enumerable.Range(0, 128).Select(code => (char)code).Where(letter => !char.IsAsciiLetterOrDigit(letter))];
        string slug = string.Concat(string.Join('-', name.ToLowerInvariant().Split(separators, StringSplitOptions.RemoveEmptyEntries)).Where(char.IsAscii));
        slug = Cut(slug);
        slug = IsSlug(slug) ? slug : Cut("style-" + slug);
        return IsSlug(slug) ? slug : null;

        static string Cut(string slug) => slug.Length > LongestSlug ? slug[..LongestSlug].TrimEnd('-') : slug;
    }

    /// <summary>Why a text is no slug, for people; it is repeated only as far as a line takes it.</summary>
    internal static string WhyNoSlug(string? text) => text?.Length > LongestSlug
        ? $"'{text[..20]}…' is no style name; names have at most {LongestSlug} letters"
        : $"'{text}' is no style name; names are lower-case words joined by hyphens, such as munch-scream";
}
