namespace LiveStyle.App.Commands.Completion;

/// <summary>A command line up to the cursor, taken apart as a shell would.</summary>
/// <param name="Question">The line as the parser can answer it: closed quotes, and a value apart from its option.</param>
/// <param name="Before">What of the shell's last word stays before the answer: <c>--style=</c>, or the beginning of a blend.</param>
/// <param name="Word">What the answer begins with; empty after a space.</param>
sealed record UnfinishedLine(string Question, string Before, string Word)
{
    public static UnfinishedLine Read(string line)
    {
        int start = StartOfLastWord(line);
        string head = line[..start], word = line[start..], before = "";
        int equals = word.IndexOf('=', StringComparison.Ordinal);
        if (word.StartsWith("--", StringComparison.Ordinal) && equals > 0)
        {
            head += word[..equals] + " ";
            before = word[..(equals + 1)];
            word = word[(equals + 1)..];
        }

        word = word.TrimStart('"', '\'');
        int space = word.LastIndexOf(' ');
        return new UnfinishedLine(head + word[(space + 1)..], before + word[..(space + 1)], word[(space + 1)..]);
    }

    /// <summary>A space within quotes ends no word.</summary>
    static int StartOfLastWord(string line)
    {
        int start = 0;
        char? quote = null;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == quote)
            {
                quote = null;
            }
            else if (quote is null && line[i] is '"' or '\'')
            {
                quote = line[i];
            }
            else if (quote is null && char.IsWhiteSpace(line[i]))
            {
                start = i + 1;
            }
        }

        return start;
    }
}
