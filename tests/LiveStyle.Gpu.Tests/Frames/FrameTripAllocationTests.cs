using LiveStyle.Frames;
using LiveStyle.Pipelines;
using LiveStyle.TestKit.Gpu;
using Xunit;

namespace LiveStyle.Gpu.Tests.Frames;

[Collection(Alone.Name)]
public sealed class FrameTripAllocationTests(SoftwareGpu gpu) : IClassFixture<SoftwareGpu>, IDisposable
{
    const int Warm = 200;
    const int Measured = 500;

    public void Dispose() => gpu.AssertSilent();

    [Theory]
    [InlineData("Upload", 1)]
    [InlineData("Readback", 2)]
    public async Task Steady_state_allocates_next_to_nothing(string processor, int slots)
    {
        var format = new FrameFormat(PixelLayout.Nv12, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left);
        await using var trip = new FrameTrip(gpu.Device, format, slots);
        long before = 0;
        long bytes = 0;
        int written = 0;
        IFrameSink<HostFrame> sink = FrameSink.Create<HostFrame>(_ =>
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

        await trip.RunAsync(
            Enum.Parse<FrameTrip.Processor>(processor), trip.Count(Warm + Measured), sink, new FramePipelineOptions(), TestContext.Current.CancellationToken);

        TestContext.Current.SendDiagnosticMessage("{0}, {1} slots: {2} bytes a frame", processor, slots, bytes / (double)Measured);

        // Frames cost none; the runtime's own threads cost a little at any time.
        Assert.InRange(bytes, 0, Measured * 16);
        trip.AssertNothingOutstanding();
    }
}
