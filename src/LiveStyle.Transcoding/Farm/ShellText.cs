namespace LiveStyle.Transcoding.Farm;

/// <summary>Words of a shell's line, for bash and every POSIX shell.</summary>
public static class ShellText
{
    /// <summary>Writes one word, whatever is in it: spaces, quotes, dollars and backslashes stay what they are.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(character => char.IsAsciiLetterOrDigit(character) || "%+,-./:=@_".Contains(character, StringComparison.Ordinal))
            ? word
            : "'" + word.Replace("'", @"'\''", StringComparison.Ordinal) + "'";

    /// <summary>Writes words as one line.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));
}
