using LiveStyle.Live.Figures;
using LiveStyle.Live.Sinks;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;
using Xunit;

namespace LiveStyle.Live.Tests;

[Trait("Speed", "Slow")]
[Collection(Alone.Name)]
public class LiveShowAllocationTests
{
    [Fact]
    public async Task A_show_in_its_steady_state_allocates_next_to_nothing()
    {
        ModelBundle bundle = ModelBundle.Open("live");
        await using ShowScene scene = await ShowScene.BeginAsync(
            new LiveShowOptions { Source = "test:64x48@25", Bundle = bundle, Blend = new Blend(bundle.Styles.Names[1]), Stylizer = new StylizerOptions { Device = StylizerDevice.Cpu }, Sinks = [SinkTargets.Parse("null:")] },
            TestContext.Current.CancellationToken);
        await scene.TicksAsync(100);
        long ticks = scene.Show.Figures.CountOf(LiveEvent.Tick), before = GC.GetTotalAllocatedBytes(precise: true);
        Thread.Sleep(4000);
        double allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        ticks = scene.Show.Figures.CountOf(LiveEvent.Tick) - ticks;

        // All threads of the process together, those of the test's own runner too.
        Assert.True(allocated / ticks < 100, $"{allocated} bytes in {ticks} ticks");
    }
}
