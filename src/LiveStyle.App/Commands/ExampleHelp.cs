using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace LiveStyle.App.Commands;

/// <summary>The usual help, then the command's examples.</summary>
/// <param name="usual">What lists usage, arguments and options.</param>
/// <param name="examplesOfAll">For the program itself.</param>
sealed class ExampleHelp(HelpAction usual, string examplesOfAll) : SynchronousCommandLineAction
{
    public override bool Terminating => true;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = usual.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (string line in ExamplesOf(parseResult.CommandResult.Command))
        {
            output.WriteLine("  " + line);
        }

        return code;
    }

    /// <summary>Whole command lines.</summary>
    public IReadOnlyList<string> ExamplesOf(Command command) =>
        (command as ExampleCommand)?.Examples.Split('\n') ?? (command is RootCommand ? examplesOfAll.Split('\n') : []);
}
