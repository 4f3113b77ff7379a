using System.CommandLine;
using System.CommandLine.Help;

namespace LiveStyle.App.Commands.Manual;

/// <summary>The page livestyle(1): every command, argument and option that the tree shows, with their own words.</summary>
/// <param name="root">The tree.</param>
/// <param name="examples">Command lines of a command; none for most.</param>
sealed class ManualPage(RootCommand root, Func<Command, IReadOnlyList<string>> examples)
{
    const string Name = "livestyle";

    readonly RoffWriter roff = new();

    public string Write()
    {
        string version = typeof(ManualPage).Assembly.GetName().Version!.ToString(3);
        roff.Title(Name, $"{Name} {version}", "User Commands");
        roff.Section("Name");
        roff.Paragraphs($"{Name} - {char.ToLowerInvariant(root.Description![0])}{root.Description[1..].TrimEnd('.')}");
        roff.Section("Synopsis");
        foreach (Command command in Shown())
        {
            roff.Term(Usage(command), "", FirstLine(command.Description));
        }

        roff.Section("Options of all commands");
        WriteOptions(root);
        roff.Section("Commands");
        foreach (Command command in Shown())
        {
            WriteCommand(command);
        }

        WriteEnd();
        return roff.ToString();
    }

    IEnumerable<Command> Shown() => root.Subcommands.Where(command => !command.Hidden);

    void WriteCommand(Command command)
    {
        roff.Part(Usage(command));
        roff.Paragraphs(command.Description!);
        foreach (Argument argument in command.Arguments.Where(argument => !argument.Hidden))
        {
            roff.Term("", argument.Name, argument.Description!);
        }

        WriteOptions(command);
        if (examples(command) is { Count: > 0 } lines)
        {
            roff.Paragraphs("Examples:");
            roff.Examples(lines);
        }
    }

    void WriteOptions(Command command)
    {
        foreach (Option option in command.Options.Where(option => !option.Hidden))
        {
            string names = string.Join(", ", option.Aliases.Where(alias => !alias.StartsWith('/')).Append(option.Name));
            bool isFlag = option.ValueType == typeof(bool) || option.ValueType == typeof(void) || option is HelpOption or VersionOption;
            string value = isFlag ? "" : option.HelpName ?? "VALUE";
            string usual = option is { HasDefaultValue: true } and not HelpOption && !isFlag ? $" ({option.GetDefaultValue()} by default)" : "";
            roff.Term(names, value, option.Description + (option.Required ? " (required)" : "") + usual);
        }
    }

    void WriteEnd()
    {
        roff.Section("Examples");
        roff.Examples(examples(root));
        roff.Section("Exit status");
        roff.Term("0", "", "All that was asked for is done.");
        roff.Term($"{LiveStyleProgram.Failed}", "", "It failed; the line on standard error says why and names the cure.");
        roff.Term($"{LiveStyleProgram.Misused}", "", "The command line can't be read.");
        roff.Term($"{LiveStyleProgram.Interrupted}", "", "Stopped by a signal; the same command goes on where it can.");
        roff.Section("Environment");
        roff.Term("LIVESTYLE_TRACE", "", "Set to 1, a fault of the program's own ends with its trace, to be reported.");
        roff.Section("See also");
        roff.Paragraphs("ffmpeg(1), ffprobe(1)");
    }

    static string Usage(Command command)
    {
        IEnumerable<string> arguments = command.Arguments.Where(argument => !argument.Hidden)
            .Select(argument => argument.Name + (argument.Arity.MaximumNumberOfValues > 1 && !argument.Name.Contains("...") ? "..." : ""));
        return string.Join(' ', new[] { Name, command.Name }.Concat(arguments).Append(command.Options.Any(option => option is not HelpOption) ? "[options]" : "")).TrimEnd();
    }

    static string FirstLine(string? text) => (text ?? "").ReplaceLineEndings("\n").Split('\n')[0];
}
