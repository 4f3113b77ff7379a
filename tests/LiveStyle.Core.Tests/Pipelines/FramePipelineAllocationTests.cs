using LiveStyle.Frames;
using LiveStyle.Pipelines;
using LiveStyle.TestKit.Pipelines;
using Xunit;

namespace LiveStyle.Core.Tests.Pipelines;

[Collection(Alone.Name)]
public sealed class FramePipelineAllocationTests
{
    const int Warm = 500;
    const int Measured = 2000;

    [Theory]
    [InlineData(FullQueuePolicy.Wait, 1, 2)]
    [InlineData(FullQueuePolicy.DropOldest, 1, 2)]
    [InlineData(FullQueuePolicy.Wait, 3, 2)]
    [InlineData(FullQueuePolicy.Wait, 1, 0)]
    [InlineData(FullQueuePolicy.Wait, 3, 0)]
    public async Task Steady_state_allocates_next_to_nothing(FullQueuePolicy policy, int slots, int capacity)
    {
        using var inputs = new FramePool(new FrameSize(4, 3));
        using var outputs = new FramePool(new FrameSize(4, 3));
        IFrameSource<HostFrame> frames = Stage.Count(inputs, int.MaxValue);
        long before = 0;
        long bytes = 0;
        int written = 0;
        IFrameSource<HostFrame> source = FrameSource.Create(token =>
        {
            // A camera does not hold the processor either.
            Thread.Sleep(0);
            return written > Warm + Measured ? ValueTask.FromResult<HostFrame?>(null) : frames.ReadAsync(token);
        });
        IFrameSink<HostFrame> sink = FrameSink.Create<HostFrame>(frame =>
        {
            written++;
            if (written == Warm)
            {
                before = GC.GetTotalAllocatedBytes(precise: true);
            }
            else if (written == Warm + Measured)
            {
                bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
            }
        });
        await FramePipeline.RunAsync(
            source, Stage.AddOne(outputs, slots), sink, new FramePipelineOptions { Capacity = capacity, WhenFull = policy }, TestContext.Current.CancellationToken);

        TestContext.Current.SendDiagnosticMessage("{0}, {1} slots: {2} bytes a frame", policy, slots, bytes / (double)Measured);
        Assert.InRange(bytes, 0, Measured * 16);
        Assert.Equal(0, inputs.Outstanding);
        Assert.Equal(0, outputs.Outstanding);
    }
}
