using System.Globalization;
using LiveStyle.Frames;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Frames;
using LiveStyle.Gpu.Memory;
using LiveStyle.TestKit.Gpu;
using Xunit;

namespace LiveStyle.Gpu.Tests.Memory;

[Collection(SoftwareGpuCollection.Name)]
public sealed class MemoryErrorTests : IDisposable
{
    readonly SoftwareGpu gpu;
    readonly CultureInfo before = CultureInfo.CurrentCulture;

    public MemoryErrorTests(SoftwareGpu gpu)
    {
        this.gpu = gpu;

        // Made by hand: the tests run without the system's cultures.
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = comma;
    }

    public void Dispose()
    {
        CultureInfo.CurrentCulture = before;
        gpu.AssertSilent();
    }

    [Theory]
    [InlineData(MemoryPlace.Upload)]
    [InlineData(MemoryPlace.Readback)]
    public void A_buffer_that_the_host_cannot_see_at_once_is_refused_with_the_limit(MemoryPlace place)
    {
        var problem = Assert.Throws<GpuException>(() => new GpuBuffer(gpu.Device, 1L << 31, place, "a test"));

        Assert.StartsWith("2,147,483,648 bytes for a test are more than the 2,147,483,647 ", problem.Message);
        Assert.True(problem.Remedies.HasFlag(Remedies.SmallerFrames));
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void Frames_beyond_a_buffer_of_the_device_are_refused_with_the_limit_whatever_the_culture()
    {
        using var poor = GpuDevice.Open(gpu.Instance, gpu.Device.Info with { LargestBufferBytes = 2_500_000 });

        var problem = Assert.Throws<GpuException>(() => new PlaneUpload(poor, new FrameSize(1000, 900), FrameFormat.Rgb, 1));

        Assert.StartsWith("a 1000×900 frame has 2.7 MB, more than the 2.5 MB that ", problem.Message);
    }

    [Fact]
    public void Memory_is_told_in_megabytes_whatever_the_culture() =>
        Assert.Equal("make room for a test (1.5 MB)", MemoryAllocation.Attempt("a test", 1_500_000));

    [Fact]
    public void An_error_tells_the_problem_and_then_the_ways_out()
    {
        Assert.Equal("it is slow; wait", new GpuException("it is slow; wait").Message);
        Assert.Equal("it is slow; run on the processor", new GpuException("it is slow") { Remedies = Remedies.Processor }.Message);

        var both = new GpuException("it is full; close programs") { Remedies = Remedies.SmallerFrames | Remedies.NoWindow, LargestSize = new FrameSize(64, 36) };
        Assert.Equal("it is full; close programs, or use frames of 64×36 or smaller, or run without a window", both.Message);
        Assert.Equal("it is full; close programs", both.Problem);
    }
}
