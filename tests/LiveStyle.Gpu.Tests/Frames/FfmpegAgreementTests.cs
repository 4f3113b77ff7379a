using LiveStyle.Frames;
using LiveStyle.Media.Decoding;
using LiveStyle.TestKit.Gpu;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Gpu.Tests.Frames;

[Collection(SoftwareGpuCollection.Name)]
[Trait("Speed", "Slow")]
public sealed class FfmpegAgreementTests(SoftwareGpu gpu) : IDisposable
{
    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        folder.Dispose();
        gpu.AssertSilent();
    }

    /// <remarks>
    /// The way to RGB differs where chroma changes fast: ffmpeg interpolates it by a cubic, which overshoots at edges, and the shader
    /// linearly. So a blurred picture, where both are nearly the same, is compared in all its pixels: taking chroma for half a pixel
    /// beside its place, or another matrix or range, costs far more than the 0.5 allowed. A sharp one is compared where chroma is flat
    /// as far as a cubic reaches; there both may round to neighboring levels, and no more.
    /// </remarks>
    [Theory]
    [InlineData("yuv420p", "bt709", "tv", "left")]
    [InlineData("yuv420p", "smpte170m", "pc", "center")]
    [InlineData("yuv420p10le", "bt2020nc", "tv", "topleft")]
    public async Task Planes_become_the_colors_that_ffmpeg_makes_of_them(string pixels, string matrix, string range, string siting)
    {
        string path = folder.Make("a.mkv",
            "-f lavfi -i testsrc2=s=320x180:r=10:d=0.2,format=gbrp10,gblur=sigma=12:enable='eq(n,0)' "
            + $"-vf scale=out_color_matrix={matrix.Replace("nc", "")}:out_range={range}:flags=accurate_rnd,format={pixels} "
            + $"-c:v ffv1 -colorspace {matrix} -color_range {range} -chroma_sample_location {siting}");
        List<(double Time, byte[] Pixels)> expected = await Transcoding.ReadAllAsync(path);
        await using VideoSource source = await VideoSource.OpenAsync(path, new VideoSourceOptions { Planes = true }, Cancellation);
        using var conversion = new GpuPlaneConversion(gpu.Device, source.Size, source.Format);
        using HostFrame smooth = (await source.ReadAsync(Cancellation))!;
        using HostFrame sharp = (await source.ReadAsync(Cancellation))!;

        double[] smoothly = Differences(conversion.ToRgb(smooth), expected[0].Pixels);
        double[] sharply = Differences(conversion.ToRgb(sharp), expected[1].Pixels);
        int[] flat = [.. FlatPixels(conversion.Reference.Codes(sharp), source.Size, source.Format)];

        Assert.Equal(siting, source.Format.Siting.ToString().ToLowerInvariant());
        Assert.InRange(smoothly.Average(), 0, 0.5);
        Assert.InRange(smoothly.Max(), 0, 4);
        Assert.InRange(flat.Length, sharp.Size.Pixels / 4, sharp.Size.Pixels);
        Assert.InRange(flat.Max(pixel => sharply[(pixel * 3)..(pixel * 3 + 3)].Max()), 0, 1.01);
    }

    /// <summary>In levels of 255.</summary>
    static double[] Differences(double[] rgb, byte[] expected) => [.. rgb.Zip(expected, (one, other) => Math.Abs(one * 255 - other))];

    /// <summary>Numbers of the pixels around which both parts of 4:2:0 chroma stay within two levels, two samples each way.</summary>
    static IEnumerable<int> FlatPixels(int[] codes, FrameSize size, FrameFormat format)
    {
        (int width, int height) = (size.Width / 2, size.Height / 2);
        int within = format.BitsPerSample == 10 ? 8 : 2;
        return Enumerable.Range(0, (int)size.Pixels).Where(pixel => Enumerable.Range(0, 2).All(part =>
        {
            ReadOnlySpan<int> chroma = codes.AsSpan((int)size.Pixels + part * width * height, width * height);
            (int low, int high) = (int.MaxValue, 0);
            for (int i = 0; i < 25; i++)
            {
                int x = Math.Clamp(pixel % size.Width / 2 + i % 5 - 2, 0, width - 1);
                int y = Math.Clamp(pixel / size.Width / 2 + i / 5 - 2, 0, height - 1);
                (low, high) = (Math.Min(low, chroma[y * width + x]), Math.Max(high, chroma[y * width + x]));
            }

            return high - low <= within;
        }));
    }
}
