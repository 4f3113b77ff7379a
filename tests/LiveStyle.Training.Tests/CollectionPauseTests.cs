using Xunit;

namespace LiveStyle.Training.Tests;

[CollectionDefinition(nameof(CollectionPauseTests), DisableParallelization = true)]
[Collection(nameof(CollectionPauseTests))]
public class CollectionPauseTests
{
    [Fact]
    public void Nothing_is_collected_while_it_lasts_and_again_afterwards()
    {
        int collections;
        using (new CollectionPause())
        {
            int before = GC.CollectionCount(0);
            for (int i = 0; i < 3000; i++)
            {
                GC.KeepAlive(new byte[2000]);
            }

            Assert.Equal(before, GC.CollectionCount(0));
            collections = before;
        }

        GC.Collect();
        Assert.True(GC.CollectionCount(0) > collections);
    }

    [Fact]
    public void One_within_another_and_one_that_outgrew_its_allowance_end_quietly()
    {
        using var outer = new CollectionPause();
        using (new CollectionPause())
        {
            GC.KeepAlive(Enumerable.Range(0, 40).Select(_ => new byte[1 << 20]).ToArray());
        }
    }
}
