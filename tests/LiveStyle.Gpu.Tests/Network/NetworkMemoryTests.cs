using LiveStyle.Frames;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Network;
using LiveStyle.Networks;
using LiveStyle.TestKit.Gpu;
using Xunit;

namespace LiveStyle.Gpu.Tests.Network;

[Collection(SoftwareGpuCollection.Name)]
public sealed class NetworkMemoryTests(SoftwareGpu gpu) : IDisposable
{
    public void Dispose() => gpu.AssertSilent();

    [Theory]
    [InlineData(100_000_000, long.MaxValue, 1920, 1080)]
    [InlineData(long.MaxValue, 20_000_000, 1920, 1080)]
    [InlineData(30_000_000, long.MaxValue, 7680, 320)]
    [InlineData(2_000_000, long.MaxValue, 427, 239)]
    public void A_frame_that_does_not_fit_is_told_a_size_that_does(long memory, long largestBuffer, int width, int height)
    {
        using GpuDevice device = Poor(memory, largestBuffer);
        using GpuNetwork network = new TestNetwork(new ClassicArchitecture(), new GpuNetworkOptions { HalfStorage = true }).Create(device);

        var problem = Assert.Throws<GpuException>(() => network.Prepare(new FrameSize(width, height)));

        Assert.True(problem.IsOutOfMemory);
        Assert.DoesNotContain('\n', problem.Message);
        FrameSize fitting = Assert.NotNull(problem.LargestSize);
        Assert.EndsWith($"; use frames of {fitting} or smaller, or run on the processor", problem.Message);
        Assert.InRange((double)fitting.Width * height / (fitting.Height * width), 0.9, 1.1);
        NetworkMemory.Check(network, fitting);
        Assert.Throws<GpuException>(() => NetworkMemory.Check(network, new FrameSize(fitting.Width + width / 20 + 2, fitting.Height + height / 20 + 2)));
    }

    [Fact]
    public void A_device_too_small_for_any_frame_is_told_to_be_left_alone()
    {
        using GpuDevice device = Poor(50_000, long.MaxValue);
        using GpuNetwork network = new TestNetwork(new ClassicArchitecture(), new GpuNetworkOptions { HalfStorage = true }).Create(device);

        var problem = Assert.Throws<GpuException>(() => network.Prepare(new FrameSize(320, 180)));

        Assert.Null(problem.LargestSize);
        Assert.EndsWith("; run on the processor", problem.Message);
    }

    GpuDevice Poor(long memory, long largestBuffer) =>
        GpuDevice.Open(gpu.Instance, gpu.Device.Info with { MemoryBytes = memory, LargestBufferBytes = largestBuffer });
}
