using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;

namespace LiveStyle.App.Commands.Completion;

/// <summary>livestyle completion: the script with which a shell completes the program's lines.</summary>
static class CompletionCommand
{
    static readonly string[] Shells = ["bash", "fish", "zsh"];
    static readonly Argument<string> Shell = new("SHELL")
    {
        Description = "bash, fish or zsh",
        CompletionSources = { Shells },
        Validators = { CheckShell },
    };

    public static Command Create()
    {
        var command = new ExampleCommand("completion", "Print the script with which a shell completes commands, options, styles and devices.", """
            source <(livestyle completion bash)
            livestyle completion zsh > ~/.zfunc/_livestyle
            livestyle completion fish > ~/.config/fish/completions/livestyle.fish
            """)
        {
            Shell,
        };
        command.SetAction(parsed => Console.Write(Script(parsed.GetRequiredValue(Shell))));
        return command;
    }

    static void CheckShell(ArgumentResult result)
    {
        string name = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (!Shells.Contains(name))
        {
            result.AddError($"no completion for '{name}'; give bash, fish or zsh");
        }
    }

    /// <summary>The whole script, which asks the program itself: it stays right when the program changes.</summary>
    /// <param name="shell">"bash", "fish" or "zsh".</param>
    public static string Script(string shell)
    {
        using Stream script = typeof(CompletionCommand).Assembly.GetManifestResourceStream("completion." + shell)!;
        return new StreamReader(script).ReadToEnd();
    }
}
