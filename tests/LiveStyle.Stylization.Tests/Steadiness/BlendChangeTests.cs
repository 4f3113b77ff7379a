using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Steadiness;
using LiveStyle.TestKit.Bundles;
using Xunit;

namespace LiveStyle.Stylization.Tests.Steadiness;

public sealed class BlendChangeTests : IDisposable
{
    readonly TinyBundle tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public void A_blend_that_stands_changes_nothing_and_a_melt_as_much_in_its_steps_as_at_once()
    {
        ModelBundle bundle = tiny.Load();
        var change = new BlendChange(bundle);
        IBlendSource melt = Timeline.Parse("0s dark; 1s dark; 2s negative; 3s negative; 3.5s original").Bind(bundle.Styles.Names);

        Assert.Equal(0, change.Follow(melt, 0));
        Assert.Equal(0, change.Follow(melt, 0.5));
        double steps = change.Follow(melt, 1.25) + change.Follow(melt, 1.5) + change.Follow(melt, 2), whole;
        Assert.Equal(0, change.Follow(melt, 2.5));
        Assert.False(change.IsOriginal);
        whole = change.Follow(melt, 0);

        Assert.Equal(whole, steps, 5);
        Assert.InRange(whole, 0.5, 2);
    }
}
