using Xunit;

namespace LiveStyle.TestKit.Collections;

/// <summary>Tests that count what the whole process allocates run while no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
