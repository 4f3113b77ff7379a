using System.CommandLine;
using System.CommandLine.Help;

namespace LiveStyle.App.Commands.Manual;

/// <summary>livestyle manual: the manual page, made from the commands themselves.</summary>
static class ManualCommand
{
    public static Command Create()
    {
        var command = new ExampleCommand("manual", "Print the manual page, in the language of man.", """
            livestyle manual | man -l -
            livestyle manual > ~/.local/share/man/man1/livestyle.1
            """);
        command.SetAction(parsed => Console.Write(Write((RootCommand)parsed.RootCommandResult.Command)));
        return command;
    }

    /// <summary>The page of a tree of commands.</summary>
    public static string Write(RootCommand root)
    {
        var help = (ExampleHelp)root.Options.OfType<HelpOption>().Single().Action!;
        return new ManualPage(root, help.ExamplesOf).Write();
    }
}
