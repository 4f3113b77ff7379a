using CsCheck;

namespace LiveStyle.TestKit.Properties;

/// <summary>Texts as people and programs name files, titles and words, with every character that some reader takes for its own.</summary>
static class NastyText
{
    static readonly Gen<string> Piece = Gen.Frequency(
        (6, Gen.OneOf(" ", "  ", "\t", "'", "\"", "\\", "\\\\", "\\\"", "$HOME", "`id`", "$(id)", "!", "*", "?", "[a]", "{a,b}", "~", "#", "&", "|", ";", "<", ">", "(", ")", "%", "%d", "%05d",
            "=", ":", ",", "@", "^", "-", "--", "-i", "file:", "é", "ß", "ı", "日本", "🎬", "\u0301", "\u200F")),
        (4, Gen.String[Gen.Char[' ', '~'], 1, 5]));

    /// <summary>Any of it, nothing too, line breaks as well; never a NUL.</summary>
    public static Gen<string> Word { get; } = Gen.Frequency((8, Piece), (1, Gen.OneOf("\n", "\r", "\r\n"))).Array[0, 6].Select(string.Concat);

    /// <summary>What a file of Linux can be called: no slash, no line break, not empty, not a folder's own name.</summary>
    public static Gen<string> FileName { get; } = Piece.Array[1, 5].Select(pieces => string.Concat(pieces).Replace('/', '_')).Where(name => name is not ("." or ".."));
}
