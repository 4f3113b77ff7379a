using System.Text;

namespace LiveStyle.TestKit.Pages;

/// <summary>A line of shell code, read as far as pages have it: quotes, comments, pipes, redirections, substitutions of processes.</summary>
static class ShellLine
{
    /// <summary>The words of each command of the line.</summary>
    public static IEnumerable<string[]> Commands(string line)
    {
        var commands = new List<List<string>> { new() };
        var word = new StringBuilder();
        bool isWord = false;
        char quote = '\0';

        void EndWord()
        {
            if (isWord)
            {
                commands[^1].Add(word.ToString());
            }

            word.Clear();
            isWord = false;
        }

        for (int i = 0; i < line.Length; i++)
        {
            char sign = line[i];
            if (quote != '\0')
            {
                if (sign == quote)
                {
                    quote = '\0';
                }
                else
                {
                    word.Append(sign);
                }
            }
            else if (sign is '"' or '\'')
            {
                (quote, isWord) = (sign, true);
            }
            else if (sign == '#' && !isWord)
            {
                break;
            }
            else if (char.IsWhiteSpace(sign))
            {
                EndWord();
            }
            else if (sign is '|' or ';' or '&' or '(' or ')' or '<' or '>')
            {
                EndWord();
                commands.Add([]);
                if (sign == '>')
                {
                    // What follows is a file: no command of that name.
                    commands[^1].Add(">");
                }
            }
            else
            {
                word.Append(sign);
                isWord = true;
            }
        }

        EndWord();
        return commands.Where(command => command.Count > 0).Select(command => command.ToArray());
    }
}
