using System.CommandLine;
namespace LiveStyle.Training.Commands;
static class ExportCommand { public static Command Create() => new("export", "Write a model bundle from a checkpoint"); }
