using LiveStyle.Media.Capture;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Media.Tests.Capture;

[Collection(Alone.Name)]
[Trait("Speed", "Slow")]
public sealed class LiveAllocationTests
{
    [Fact]
    public async Task A_running_source_allocates_nothing_per_frame()
    {
        int port = LiveSender.FreePort();
        using var sender = new LiveSender(port, "testsrc2=s=64x48:r=1000");
        await using LiveSource source = await LiveReading.OpenAsync(port, LiveReading.Quick);
        await ReadAsync(source, 100);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await ReadAsync(source, 400);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 400 * 32);
    }

    [Fact]
    public async Task Nor_does_its_sound()
    {
        int port = LiveSender.FreePort();
        using var sender = new LiveSender(port, "testsrc2=s=64x48:r=1000", sound: "sine=sample_rate=48000");
        long heard = 0;
        await using LiveSource source = await LiveReading.OpenAsync(port, LiveReading.Quick with { Sound = (samples, _) => heard += samples.Length });
        await ReadAsync(source, 100);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await ReadAsync(source, 400);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 400 * 32);
        Assert.True(heard > 0);
    }

    static async Task ReadAsync(LiveSource source, int count)
    {
        for (int i = 0; i < count; i++)
        {
            (await source.ReadAsync(TestContext.Current.CancellationToken))!.Dispose();
        }
    }
}
