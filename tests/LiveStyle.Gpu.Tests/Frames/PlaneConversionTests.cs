using LiveStyle.Frames;
using LiveStyle.Gpu.Frames;
using LiveStyle.TestKit.Gpu;
using Xunit;

namespace LiveStyle.Gpu.Tests.Frames;

[Collection(SoftwareGpuCollection.Name)]
public sealed class PlaneConversionTests(SoftwareGpu gpu, PlaneConversions conversions) : IClassFixture<PlaneConversions>, IDisposable
{
    static readonly (int Width, int Height, ChromaSiting Siting)[] Pictures =
    [
        (1, 1, ChromaSiting.TopLeft), (2, 5, ChromaSiting.Center), (13, 7, ChromaSiting.Left), (34, 6, ChromaSiting.Center), (127, 35, ChromaSiting.TopLeft),
    ];

    public static IEnumerable<TheoryDataRow<PixelLayout, int>> LayoutsAndPictures =>
        from layout in Enum.GetValues<PixelLayout>()
        where (FrameFormat.Rgb with { Layout = layout }).IsPicture
        from picture in Enumerable.Range(0, Pictures.Length)
        select new TheoryDataRow<PixelLayout, int>(layout, picture);

    public void Dispose() => gpu.AssertSilent();

    [Theory, MemberData(nameof(LayoutsAndPictures))]
    public void Planes_become_the_colors_that_the_standards_say(PixelLayout layout, int picture)
    {
        GpuPlaneConversion conversion = Conversion(layout, picture);
        int[] codes = Noise(conversion.Reference.Samples, conversion.Format);
        using HostFrame frame = conversion.Reference.Frame(codes);

        double[] rgb = conversion.ToRgb(frame);

        // Half a code of 8 bits, or what float16 loses, and a little for arithmetic in float32.
        AssertNear(conversion.Reference.ToRgb(codes), rgb, conversion.Format.BitsPerSample == 8 ? 0.502 / 255 : 0.6 / 1023, conversion.Format);
    }

    [Theory, MemberData(nameof(LayoutsAndPictures))]
    public void Colors_become_the_planes_that_the_standards_say(PixelLayout layout, int picture)
    {
        GpuPlaneConversion conversion = Conversion(layout, picture);
        var random = new Random(picture);
        double[] rgb =
        [
            .. Enumerable.Range(0, (int)conversion.Size.Pixels * 3)
                .Select(_ => GpuPlaneConversion.Kept(random.NextDouble(), conversion.Format.BitsPerSample)),
        ];

        int[] codes = conversion.ToCodes(rgb);

        AssertNear(conversion.Reference.ToCodes(rgb), Numbers(codes), 0.502, conversion.Format);
    }

    [Theory, MemberData(nameof(LayoutsAndPictures))]
    public void Gray_and_smooth_color_come_back_within_one_code(PixelLayout layout, int picture)
    {
        GpuPlaneConversion conversion = Conversion(layout, picture);
        FrameFormat format = conversion.Format;
        int[] gray = Noise(conversion.Reference.Samples, format);
        Array.Fill(gray, format.BitsPerSample == 8 ? 128 : 512, (int)conversion.Size.Pixels, gray.Length - (int)conversion.Size.Pixels);
        int[] smooth = [.. conversion.Reference.ToCodes(Smooth(conversion.Size)).Select(code => (int)Math.Round(code))];

        AssertNear(Numbers(gray), Numbers(conversion.RoundTrip(gray)), 1, format);
        AssertNear(Numbers(smooth), Numbers(conversion.RoundTrip(smooth)), 1, format);
    }

    [Fact]
    public void Rgb_comes_back_as_it_was()
    {
        GpuPlaneConversion conversion = conversions.For(new FrameSize(127, 35), FrameFormat.Rgb);
        int[] codes = Noise(conversion.Reference.Samples, FrameFormat.Rgb);

        Assert.Equal(codes, conversion.RoundTrip(codes));
    }

    [Fact]
    public void Every_layout_has_every_siting_and_every_depth_every_matrix_and_range()
    {
        FrameFormat[] formats =
        [
            .. LayoutsAndPictures.Select(row => Format(row.Data.Item1, row.Data.Item2)).Where(format => !format.IsPacked),
        ];

        Assert.Equal(8 * 3, formats.Select(format => (format.Layout, format.Siting)).Distinct().Count());
        Assert.Equal(2 * 3 * 2, formats.Select(format => (format.BitsPerSample, format.Matrix, format.Range)).Distinct().Count());
    }

    [Fact]
    public void A_frame_of_another_size_or_format_is_refused()
    {
        using var upload = new PlaneUpload(gpu.Device, new FrameSize(4, 4), FrameFormat.Rgb, 1);
        using HostFrame large = HostFrame.Allocate(new FrameSize(8, 4));
        using HostFrame planar = HostFrame.Allocate(new FrameSize(4, 4), Format(PixelLayout.Yuv420, 0));

        Assert.Contains("8×4 Rgb24", Assert.Throws<ArgumentException>(() => upload.Fill(0, large)).Message);
        Assert.Contains("4×4 Yuv420", Assert.Throws<ArgumentException>(() => upload.Fill(0, planar)).Message);
    }

    GpuPlaneConversion Conversion(PixelLayout layout, int picture) =>
        conversions.For(new FrameSize(Pictures[picture].Width, Pictures[picture].Height), Format(layout, picture));

    /// <summary>
    /// Layout and siting decide which samples a kernel reads; matrix and range come in as numbers only. So each layout goes with each
    /// siting, and by turns with the matrices and ranges.
    /// </summary>
    static FrameFormat Format(PixelLayout layout, int picture)
    {
        int turn = (int)layout * Pictures.Length + picture;
        return layout == PixelLayout.Rgb24
            ? FrameFormat.Rgb
            : new FrameFormat(layout, (ColorMatrix)(turn % 3), (ColorRange)(turn / 3 % 2), Pictures[picture].Siting);
    }

    /// <summary>As smooth in a small picture as in a large one.</summary>
    static double[] Smooth(FrameSize size) => [.. Enumerable.Range(0, (int)size.Pixels).SelectMany(i =>
    {
        double across = i % size.Width / 131.0;
        double down = i / size.Width / 67.0;
        return new[] { 0.3 + 0.15 * across, 0.6 - 0.1 * down, 0.35 + 0.1 * across + 0.1 * down };
    })];

    static int[] Noise(int count, FrameFormat format)
    {
        var random = new Random(count);
        int step = format.BitsPerSample == 8 ? 1 : 4;
        return [.. Enumerable.Range(0, count).Select(_ => format.Range == ColorRange.Limited ? random.Next(16 * step, 235 * step + 1) : random.Next(256 * step))];
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
