using LiveStyle.Frames;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Frames;
using LiveStyle.Gpu.Memory;
using LiveStyle.TestKit.Gpu;
using Xunit;

namespace LiveStyle.Gpu.Tests.Frames;

[Collection(SoftwareGpuCollection.Name)]
public sealed class ImageResamplerTests(SoftwareGpu gpu) : IDisposable
{
    public void Dispose() => gpu.AssertSilent();

    [Theory]
    [InlineData(13, 7, 5, 3)]
    [InlineData(1, 1, 13, 7)]
    [InlineData(127, 35, 1, 1)]
    [InlineData(127, 35, 64, 35)]
    [InlineData(35, 127, 70, 40)]
    [InlineData(40, 30, 41, 29)]
    public void A_smaller_image_has_the_means_and_a_larger_one_lies_between(int width, int height, int newWidth, int newHeight)
    {
        (FrameSize from, FrameSize to) = (new FrameSize(width, height), new FrameSize(newWidth, newHeight));
        double[] pixels = Noise(from);

        double[] actual = Resample(from, to, pixels);

        double[] expected = Expected(from, to, pixels);
        Assert.All(Enumerable.Range(0, expected.Length), i => Assert.InRange(actual[i] - expected[i], -0.503 / 255, 0.503 / 255));
    }

    [Fact]
    public void The_same_size_gives_the_same_image()
    {
        var size = new FrameSize(37, 19);
        double[] pixels = Noise(size);

        Assert.Equal(pixels, Resample(size, size, pixels));
    }

    double[] Resample(FrameSize from, FrameSize to, double[] pixels)
    {
        using GpuImage source = GpuPlaneConversion.CreateImage(gpu.Device, from, 8);
        using GpuImage target = GpuPlaneConversion.CreateImage(gpu.Device, to, 8);
        using var resampler = new ImageResampler(gpu.Device, from, to, 1);
        Transfers.Upload(gpu.Device, source, GpuPlaneConversion.Texels(pixels, 8));
        Transfers.Run(gpu.Device, commands => resampler.Record(commands, 0, source, target));
        return GpuPlaneConversion.Pixels(gpu.Device, target, 8);
    }

    static double[] Noise(FrameSize size)
    {
        var random = new Random(size.Width);
        return [.. Enumerable.Range(0, (int)size.Pixels * 3).Select(_ => random.Next(256) / 255.0)];
    }

    static double[] Expected(FrameSize from, FrameSize to, double[] pixels)
    {
        var result = new double[to.Pixels * 3];
        for (int y = 0; y < to.Height; y++)
        {
            double[] rows = Weights(y, from.Height, to.Height);
            for (int x = 0; x < to.Width; x++)
            {
                double[] columns = Weights(x, from.Width, to.Width);
                for (int i = 0; i < pixels.Length; i++)
                {
                    result[(y * to.Width + x) * 3 + i % 3] += columns[i / 3 % from.Width] * rows[i / 3 / from.Width] * pixels[i];
                }
            }
        }

        return result;
    }

    /// <summary>What each pixel of a line counts in one of the resampled line.</summary>
    static double[] Weights(int pixel, int from, int to)
    {
        var weights = new double[from];
        double scale = (double)from / to;
        if (scale > 1)
        {
            for (int i = 0; i < from; i++)
            {
                weights[i] = Math.Max(0, Math.Min(i + 1, (pixel + 1) * scale) - Math.Max(i, pixel * scale)) / scale;
            }

            return weights;
        }

        double place = (pixel + 0.5) * scale - 0.5;
        int before = (int)Math.Floor(place);
        weights[Math.Clamp(before, 0, from - 1)] += 1 - (place - before);
        weights[Math.Clamp(before + 1, 0, from - 1)] += place - before;
        return weights;
    }
}
