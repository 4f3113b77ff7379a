using System.CommandLine;
using System.CommandLine.Completions;

namespace LiveStyle.App.Commands.Completion;

/// <summary>livestyle complete: what may follow on an unfinished line. Shells call it, by the scripts of <see cref="CompletionCommand"/>.</summary>
static class CompleteCommand
{
    static readonly Argument<string> Line = new("LINE") { Description = "The line up to the cursor, beginning with the program" };

    public static Command Create()
    {
        var command = new Command("complete", "Print what may follow on an unfinished line.") { Line };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            var line = UnfinishedLine.Read(parsed.GetRequiredValue(Line));
            foreach (CompletionItem item in Completions((RootCommand)parsed.RootCommandResult.Command, line))
            {
                string about = item.Detail is { Length: > 0 } detail ? "\t" + FirstSentence(detail) : "";
                Console.WriteLine(line.Before + item.InsertText + about);
            }
        });
        return command;
    }

    /// <summary>In the order of their names. Nothing where a file's name or free text is to come, so that the shell offers files.</summary>
    static IEnumerable<CompletionItem> Completions(RootCommand root, UnfinishedLine line) => root.Parse(line.Question)
        .GetCompletions(line.Question.Length)
        .Where(item => item.Label.StartsWith(line.Word, StringComparison.OrdinalIgnoreCase))
        .Where(item => line.Word.StartsWith('-') == item.Label.StartsWith('-') && item.Label is not ("/?" or "/h" or "-?" or "-h"))
        .DistinctBy(item => item.Label)
        .OrderBy(item => item.Label, StringComparer.Ordinal);

    static string FirstSentence(string text)
    {
        string line = text.ReplaceLineEndings("\n").Split('\n')[0];
        int end = line.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? line : line[..(end + 1)];
    }
}
