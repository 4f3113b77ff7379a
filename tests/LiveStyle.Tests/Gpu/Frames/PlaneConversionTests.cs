using LiveStyle.Frames;
using LiveStyle.Gpu;
using Xunit;

namespace LiveStyle.Tests.Gpu.Frames;

[Collection(SoftwareGpuCollection.Name)]
public sealed class PlaneConversionTests(SoftwareGpu gpu) : IDisposable
{
    public static IEnumerable<TheoryDataRow<PixelLayout, int, int>> LayoutsAndSizes =>
        from layout in Enum.GetValues<PixelLayout>()
        from size in new[] { (1, 1), (2, 5), (13, 7), (127, 35) }
        select new TheoryDataRow<PixelLayout, int, int>(layout, size.Item1, size.Item2);

    public static TheoryData<PixelLayout> Layouts => [.. Enum.GetValues<PixelLayout>()];

    public void Dispose() => gpu.AssertSilent();

    [Theory, MemberData(nameof(LayoutsAndSizes))]
    public void Planes_become_the_colors_that_the_standards_say(PixelLayout layout, int width, int height)
    {
        var size = new FrameSize(width, height);
        FrameFormat format = Varied(layout, width);
        var reference = new PlaneReference(size, format);
        int[] codes = Noise(reference.Samples, format);
        using HostFrame frame = reference.Frame(codes);

        double[] rgb = PlaneConversion.ToRgb(gpu.Device, frame);

        // Half a code of 8 bits, or what float16 loses, and a little for arithmetic in float32.
        AssertNear(reference.ToRgb(codes), rgb, format.BitsPerSample == 8 ? 0.502 / 255 : 0.6 / 1023, format);
    }

    [Theory, MemberData(nameof(LayoutsAndSizes))]
    public void Colors_become_the_planes_that_the_standards_say(PixelLayout layout, int width, int height)
    {
        var size = new FrameSize(width, height);
        FrameFormat format = Varied(layout, width);
        var reference = new PlaneReference(size, format);
        var random = new Random(width * 100 + height);
        double[] rgb = [.. Enumerable.Range(0, width * height * 3).Select(_ => PlaneConversion.Kept(random.NextDouble(), format.BitsPerSample))];

        using HostFrame frame = PlaneConversion.ToPlanes(gpu.Device, rgb, size, format);

        AssertNear(reference.ToCodes(rgb), Numbers(reference.Codes(frame)), 0.502, format);
    }

    [Theory, MemberData(nameof(Layouts))]
    public void Gray_and_smooth_color_come_back_within_one_code(PixelLayout layout)
    {
        var size = new FrameSize(131, 67);
        foreach (FrameFormat format in PlaneConversion.Formats.Where(format => format.Layout == layout))
        {
            var reference = new PlaneReference(size, format);
            int[] gray = Noise(reference.Samples, format);
            Array.Fill(gray, format.BitsPerSample == 8 ? 128 : 512, (int)size.Pixels, gray.Length - (int)size.Pixels);
            int[] smooth = [.. reference.ToCodes(Smooth(size)).Select(code => (int)Math.Round(code))];
            using HostFrame one = reference.Frame(gray);
            using HostFrame other = reference.Frame(smooth);

            HostFrame[] back = PlaneConversion.RoundTrip(gpu.Device, one, other);

            AssertNear(Numbers(gray), Numbers(reference.Codes(back[0])), 1, format);
            AssertNear(Numbers(smooth), Numbers(reference.Codes(back[1])), 1, format);
            Array.ForEach(back, frame => frame.Dispose());
        }
    }

    [Fact]
    public void Rgb_comes_back_as_it_was()
    {
        var reference = new PlaneReference(new FrameSize(127, 35), FrameFormat.Rgb);
        int[] codes = Noise(reference.Samples, FrameFormat.Rgb, legal: false);
        using HostFrame frame = reference.Frame(codes);

        using HostFrame back = PlaneConversion.RoundTrip(gpu.Device, frame)[0];

        Assert.Equal(codes, reference.Codes(back));
    }

    [Fact]
    public void A_frame_of_another_size_or_format_is_refused()
    {
        using var upload = new PlaneUpload(gpu.Device, new FrameSize(4, 4), FrameFormat.Rgb, 1);
        using HostFrame large = HostFrame.Allocate(new FrameSize(8, 4));
        using HostFrame planar = HostFrame.Allocate(new FrameSize(4, 4), PlaneConversion.Formats.First());

        Assert.Contains("8×4 Rgb24", Assert.Throws<ArgumentException>(() => upload.Fill(0, large)).Message);
        Assert.Contains("4×4 Yuv420", Assert.Throws<ArgumentException>(() => upload.Fill(0, planar)).Message);
    }

    /// <summary>Over the sizes each siting and matrix with each layout; the whole product is tested by the round trips.</summary>
    static FrameFormat Varied(PixelLayout layout, int width) => width switch
    {
        1 => new(layout, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.TopLeft),
        2 => new(layout, ColorMatrix.Bt709, ColorRange.Full, ChromaSiting.Center),
        13 => new(layout, ColorMatrix.Bt601, ColorRange.Full, ChromaSiting.Left),
        _ => new(layout, ColorMatrix.Bt2020, ColorRange.Limited, layout > PixelLayout.Nv12 ? ChromaSiting.TopLeft : ChromaSiting.Center),
    };

    static double[] Smooth(FrameSize size) => [.. Enumerable.Range(0, (int)size.Pixels).SelectMany(i =>
    {
        double across = i % size.Width / (double)size.Width;
        double down = i / size.Width / (double)size.Height;
        return new[] { 0.3 + 0.15 * across, 0.6 - 0.1 * down, 0.35 + 0.1 * across + 0.1 * down };
    })];

    static int[] Noise(int count, FrameFormat format, bool legal = true)
    {
        var random = new Random(count);
        int step = format.BitsPerSample == 8 ? 1 : 4;
        return [.. Enumerable.Range(0, count).Select(_ => legal && format.Range == ColorRange.Limited ? random.Next(16 * step, 235 * step + 1) : random.Next(256 * step))];
    }

    static double[] Numbers(int[] codes) => [.. codes.Select(code => (double)code)];

    static void AssertNear(double[] expected, double[] actual, double tolerance, FrameFormat format)
    {
        Assert.Equal(expected.Length, actual.Length);
        int worst = Enumerable.Range(0, expected.Length).MaxBy(i => Math.Abs(expected[i] - actual[i]));
        Assert.True(
            Math.Abs(expected[worst] - actual[worst]) <= tolerance,
            $"{format}: sample {worst} is {actual[worst]}, not {expected[worst]}");
    }
}
