using LiveStyle.Frames;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Frames;
using LiveStyle.Gpu.Memory;
using LiveStyle.TestKit.Gpu;
using Xunit;

namespace LiveStyle.Gpu.Tests.Frames;

[Collection(SoftwareGpuCollection.Name)]
public sealed class GuidedImageUpsamplerTests(SoftwareGpu gpu) : IDisposable
{
    const double Share = 54 / 64.0;

    public void Dispose() => gpu.AssertSilent();

    [Theory]
    [InlineData(1, 1, 13, 7)]
    [InlineData(5, 3, 16, 9)]
    [InlineData(20, 11, 45, 25)]
    [InlineData(33, 17, 35, 17)]
    public void The_picture_is_the_enlarged_answer_and_the_original_s_lost_detail(int width, int height, int wide, int high)
    {
        (FrameSize from, FrameSize to) = (new FrameSize(width, height), new FrameSize(wide, high));
        double[] answer = Noise(from, 1), reduced = Noise(from, 2), original = Noise(to, 3);

        double[] actual = Upsample(from, to, answer, reduced, original);

        for (int i = 0; i < actual.Length; i++)
        {
            (int x, int y, int color) = (i / 3 % wide, i / 3 / wide, i % 3);
            double rest = Cubic(from, to, x, y, (column, row) => answer[3 * (row * width + column) + color] - Share * Brightness(reduced, row * width + column));
            Assert.InRange(actual[i] - Math.Clamp(rest + Share * Brightness(original, y * wide + x), 0, 1), -0.51 / 255, 0.51 / 255);
        }
    }

    [Fact]
    public void Images_of_other_sizes_are_refused()
    {
        using GpuImage small = GpuPlaneConversion.CreateImage(gpu.Device, new FrameSize(4, 4), 8), large = GpuPlaneConversion.CreateImage(gpu.Device, new FrameSize(8, 8), 8);
        using var upsampler = new GuidedImageUpsampler(gpu.Device, small.Size, large.Size, 1);

        Transfers.Run(gpu.Device, commands => Assert.Throws<ArgumentException>(() => upsampler.Record(commands, 0, small, large, large, large)));
    }

    double[] Upsample(FrameSize from, FrameSize to, double[] answer, double[] reduced, double[] original)
    {
        using GpuImage answered = Upload(from, answer), small = Upload(from, reduced), whole = Upload(to, original);
        using GpuImage target = GpuPlaneConversion.CreateImage(gpu.Device, to, 8);
        using var upsampler = new GuidedImageUpsampler(gpu.Device, from, to, 1);
        Transfers.Run(gpu.Device, commands => upsampler.Record(commands, 0, answered, small, whole, target));
        return GpuPlaneConversion.Pixels(gpu.Device, target, 8);
    }

    GpuImage Upload(FrameSize size, double[] pixels)
    {
        GpuImage image = GpuPlaneConversion.CreateImage(gpu.Device, size, 8);
        Transfers.Upload(gpu.Device, image, GpuPlaneConversion.Texels(pixels, 8));
        return image;
    }

    static double[] Noise(FrameSize size, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, (int)size.Pixels * 3).Select(_ => random.Next(256) / 255.0)];
    }

    static double Brightness(double[] pixels, int at) => 0.2126 * pixels[3 * at] + 0.7152 * pixels[3 * at + 1] + 0.0722 * pixels[3 * at + 2];

    static double Cubic(FrameSize from, FrameSize to, int x, int y, Func<int, int, double> source)
    {
        double across = (x + 0.5) * from.Width / to.Width - 0.5, down = (y + 0.5) * from.Height / to.Height - 0.5, sum = 0;
        for (int i = 0; i < 16; i++)
        {
            int column = (int)Math.Floor(across) - 1 + i % 4, row = (int)Math.Floor(down) - 1 + i / 4;
            sum += Kernel(column - across) * Kernel(row - down) * source(Math.Clamp(column, 0, from.Width - 1), Math.Clamp(row, 0, from.Height - 1));
        }

        return sum;
    }

    static double Kernel(double x)
    {
        x = Math.Abs(x);
        return x < 1 ? 1.5 * x * x * x - 2.5 * x * x + 1 : x < 2 ? -0.5 * x * x * x + 2.5 * x * x - 4 * x + 2 : 0;
    }
}
