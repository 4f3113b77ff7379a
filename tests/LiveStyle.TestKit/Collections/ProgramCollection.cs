using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.TestKit.Collections;

/// <summary>Tests that run the program share their clips, and run one after another: each run takes all cores.</summary>
[CollectionDefinition(Name)]
[Trait("Speed", "Slow")]
public sealed class ProgramCollection : ICollectionFixture<Clips>
{
    public const string Name = "program";
}
