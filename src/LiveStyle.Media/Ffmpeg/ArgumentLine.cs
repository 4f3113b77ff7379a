using System.Text;

namespace LiveStyle.Media.Ffmpeg;

/// <summary>The line that FFMpegCore and our own texts put together, as the words that a process is started with.</summary>
static class ArgumentLine
{
    /// <summary>Takes a line apart as Windows and .NET do: a backslash counts only before a quote, and two quotes inside of quotes are one.</summary>
    /// <param name="line">Words between spaces, with quotes by <see cref="QuotedPath.Quote"/> where they need them.</param>
    /// <returns>The words; an empty one in quotes stays.</returns>
    public static IReadOnlyList<string> Split(string line)
    {
        var words = new List<string>();
        int place = 0;
        while (true)
        {
            while (place < line.Length && line[place] is ' ' or '\t')
            {
                place++;
            }

            if (place == line.Length)
            {
                return words;
            }

            words.Add(Next(line, ref place));
        }
    }

    static string Next(string line, ref int place)
    {
        var word = new StringBuilder();
        bool isQuoted = false;
        while (place < line.Length && (isQuoted || line[place] is not (' ' or '\t')))
        {
            int backslashes = 0;
            while (place < line.Length && line[place] == '\\')
            {
                backslashes++;
                place++;
            }

            if (place == line.Length || line[place] != '"')
            {
                word.Append('\\', backslashes);
                if (backslashes == 0)
                {
                    word.Append(line[place++]);
                }

                continue;
            }

            word.Append('\\', backslashes / 2);
            if (backslashes % 2 == 1)
            {
                word.Append('"');
            }
            else if (isQuoted && place + 1 < line.Length && line[place + 1] == '"')
            {
                word.Append('"');
                place++;
            }
            else
            {
                isQuoted = !isQuoted;
            }

            place++;
        }

        return word.ToString();
    }
}
