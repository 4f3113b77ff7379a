using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Stylization;
using LiveStyle.Tests.House;
using Xunit;

namespace LiveStyle.Tests.Gpu;

[Collection(SoftwareGpuCollection.Name)]
public sealed class NetworkParityTests(SoftwareGpu gpu, ITestOutputHelper output) : IDisposable
{
    public void Dispose() => gpu.AssertSilent();

    [Theory]
    [InlineData("live", 64, 48, false)]
    [InlineData("live", 37, 29, false)]
    [InlineData("gallery", 64, 48, false)]
    [InlineData("gallery", 37, 29, false)]
    [InlineData("live", 37, 29, true)]
    [InlineData("gallery", 37, 29, true)]
    public void Shaders_paint_what_the_reference_paints(string model, int width, int height, bool isHalf)
    {
        using var parity = new NetworkParity(gpu, model, isHalf);
        using HostFrame whole = StillImage.Load(Repository.PathOf("media/sample.jpg"));
        using HostFrame frame = StillImage.Resize(whole, new FrameSize(width, height));

        var watch = System.Diagnostics.Stopwatch.StartNew();
        (double mean, int largest, double psnr) = parity.Compare(frame, parity.Bundle.Styles.Row(1));

        output.WriteLine($"{mean:0.000} {largest} {psnr:0.0} dB {watch.ElapsedMilliseconds} ms");
        Assert.True(isHalf ? psnr >= 45 : mean <= 0.5 && largest <= 4, $"{mean} {largest} {psnr}");
    }
}
