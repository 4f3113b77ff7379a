using LiveStyle.TestKit.Gpu;
using Xunit;

namespace LiveStyle.TestKit.Collections;

/// <summary>Tests on the one software GPU, which run one after another: each uses all cores.</summary>
[CollectionDefinition(Name)]
public sealed class SoftwareGpuCollection : ICollectionFixture<SoftwareGpu>
{
    public const string Name = "software GPU";
}
