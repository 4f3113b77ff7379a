using System.CommandLine;

namespace LiveStyle.Training.Commands;

/// <summary>The trainer's tree of commands.</summary>
static class TrainerCommands
{
    public static RootCommand Create() => new("Trains LiveStyle's shared network on photographs and paintings, and exports model bundles.")
    {
        RunCommand.Create(),
        AddStyleCommand.Create(),
        ExportCommand.Create(),
        EvaluateCommand.Create(),
        CompareCommand.Create(),
        PlotCommand.Create(),
    };
}
