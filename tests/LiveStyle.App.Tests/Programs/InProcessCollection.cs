using Xunit;

namespace LiveStyle.App.Tests.Programs;

/// <summary>Tests that run the program within this process, one after another: the console, the log and the signals are the process's.</summary>
[CollectionDefinition(Name)]
[Trait("Speed", "Slow")]
public sealed class InProcessCollection
{
    public const string Name = "in process";
}
