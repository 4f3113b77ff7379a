using LiveStyle.Frames;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Probing;
using LiveStyle.Styles;
using LiveStyle.TestKit.Media;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Segments;
using Xunit;

namespace LiveStyle.Transcoding.Tests.Films;

/// <summary>In which format a film's frames are read: planes where what paints them takes planes, else RGB.</summary>
[Trait("Speed", "Slow")]
public sealed class FilmSourceTests : IDisposable
{
    readonly ClipFolder clips = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => clips.Dispose();

    [Theory]
    [InlineData("cpu", "yuv420p", PixelLayout.Yuv420)]
    [InlineData("cpu", "yuv444p", PixelLayout.Yuv444)]
    [InlineData("cpu", "yuv420p10le", PixelLayout.Rgb24)]
    [InlineData("cpu", "yuva420p", PixelLayout.Rgba32)]
    [InlineData("cpu", "bgr0", PixelLayout.Rgb24)]
    [InlineData("onnx", "yuv420p", PixelLayout.Rgb24)]
    [InlineData("vulkan", "yuv420p10le", PixelLayout.Yuv420Ten)]
    public async Task Each_device_reads_what_it_takes(string device, string pixels, PixelLayout expected) =>
        Assert.Equal(expected, await LayoutAsync(device, pixels, settings => settings));

    [Theory]
    [InlineData("cpu", "yuv420p", PixelLayout.Yuv420)]
    [InlineData("vulkan", "yuv420p", PixelLayout.Yuv420)]
    [InlineData("vulkan", "yuv420p10le", PixelLayout.Rgb24)]
    public async Task Strokes_are_sized_in_planes_of_bytes(string device, string pixels, PixelLayout expected) =>
        Assert.Equal(expected, await LayoutAsync(device, pixels, settings => settings with { StrokeSize = 4 }));

    [Fact]
    public async Task What_is_laid_over_each_other_or_steadied_or_written_as_pictures_comes_as_RGB()
    {
        Assert.Equal(PixelLayout.Rgb24, await LayoutAsync("cpu", "yuv420p", settings => settings with { KeepColors = true }));
        Assert.Equal(PixelLayout.Rgb24, await LayoutAsync("cpu", "yuv420p", settings => settings with { Steadiness = 0.5 }));
        Assert.Equal(PixelLayout.Rgb24, await LayoutAsync("cpu", "yuv420p", settings => settings with { Output = clips["%03d.png"], Codec = null }));
    }

    async Task<PixelLayout> LayoutAsync(string device, string pixels, Func<FilmSettings, FilmSettings> more)
    {
        string path = clips.Make("in.mkv", $"-f lavfi -i testsrc2=s=64x48:r=24:d=0.2 -pix_fmt {pixels} -c:v ffv1");
        MediaInfo clip = await MediaProbe.ProbeAsync(path, Cancellation);
        FilmSettings settings = more(new FilmSettings { Input = path, Output = clips["out.mkv"], Model = "live", Timeline = Timeline.Parse("0s munch-scream"), Codec = "ffv1" });
        await using FilmSession session = await FilmSession.OpenAsync(settings, clip, device, default);
        await using VideoSource source = await VideoSource.OpenAsync(clip, FilmSource.Options(session, default, isIndexed: true), Cancellation);
        using HostFrame frame = (await source.ReadAsync(Cancellation))!;
        Assert.Equal(source.Format, frame.Format);
        return frame.Alpha is null ? frame.Format.Layout : PixelLayout.Rgba32;
    }
}
