namespace LiveStyle.Transcoding.Farm;

/// <summary>Words of a shell's line, for bash and every POSIX shell.</summary>
public static class ShellText
{
    /// <summary>One word, whatever is in it: spaces, quotes, dollars and backslashes stay what they are.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(character => char.IsAsciiLetterOrDigit(character) || "%+,-./:=@_".Contains(character, StringComparison.Ordinal))
            ? word
            : "'" + word.Replace("'", @"'\''", StringComparison.Ordinal) + "'";

    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));
}
