using System.CommandLine;

namespace LiveStyle.App.Commands;

/// <summary>A command whose help ends with examples, which its line in the list of commands leaves out.</summary>
/// <param name="examples">Whole command lines, one a line.</param>
sealed class ExampleCommand(string name, string description, string examples) : Command(name, description)
{
    public string Examples { get; } = examples;
}
