using LiveStyle.TestKit.Windows;
using Xunit;

namespace LiveStyle.TestKit.Collections;

/// <summary>A private Xvfb of 1024×768 pixels without a window manager, on which this process opens its windows.</summary>
/// <remarks>Tests on it run one after another, while no other test does: there is one pointer, one focus, one environment.</remarks>
[CollectionDefinition(Name, DisableParallelization = true)]
[Trait("Speed", "Slow")]
public sealed class VirtualScreenCollection : ICollectionFixture<VirtualScreen>
{
    public const string Name = "virtual screen";
}
