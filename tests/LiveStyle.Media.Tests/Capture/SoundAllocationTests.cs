using LiveStyle.Media.Capture;
using Xunit;

namespace LiveStyle.Media.Tests.Capture;

[Collection(Alone.Name)]
[Trait("Speed", "Slow")]
public sealed class SoundAllocationTests
{
    [Fact]
    public async Task A_running_capture_allocates_nothing_per_block()
    {
        long blocks = 0;
        long begin = 0;
        long end = 0;
        var done = new TaskCompletionSource();
        void Take(ReadOnlySpan<short> samples, long arrivedAt)
        {
            blocks++;
            if (blocks == 50)
            {
                begin = GC.GetTotalAllocatedBytes(precise: true);
            }
            else if (blocks == 150)
            {
                end = GC.GetTotalAllocatedBytes(precise: true);
                done.SetResult();
            }
        }

        await using SoundCapture capture = await SoundCapture.OpenAsync("test", HeardSound.Quick, Take, TestContext.Current.CancellationToken);
        await done.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.InRange(end - begin, 0, 100 * 32);
    }
}
