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
        string examples = parseResult.CommandResult.Command is ExampleCommand command ? command.Examples : examplesOfAll;
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (string line in examples.Split('\n'))
        {
            output.WriteLine("  " + line);
        }

        return code;
    }
}
