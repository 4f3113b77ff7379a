using LiveStyle.Frames;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Probing;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Media.Tests.Films;

[Trait("Speed", "Slow")]
public sealed class ForeignMatrixTests : IDisposable
{
    static readonly (int Red, int Green, int Blue) Orange = (0xE0, 0x80, 0x20);

    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("ycgco", "yuv444p", "tv", false)]
    [InlineData("ycgco", "yuv444p", "tv", true)]
    [InlineData("ycgco", "yuv420p10le", "pc", true)]
    [InlineData("2020_cl", "yuv444p10le", "tv", false)]
    [InlineData("chroma-derived-nc", "yuv422p10le", "tv", true)]
    [InlineData("smpte240m", "yuv444p", "tv", true)]
    public async Task A_rare_matrix_shows_its_colors_in_frames_and_in_the_film(string matrix, string format, string range, bool planes)
    {
        const string Clip = "primariesin=2020:primaries=2020:transferin=2020_10:transfer=2020_10";
        string coding = matrix == "smpte240m"
            ? $"scale=in_range=pc:out_range={range}:out_color_matrix=smpte240m,format={format} -colorspace smpte240m"
            : $"zscale=matrixin=gbr:matrix={matrix}:rangein=full:range={range}:{Clip},format={format}";
        string path = folder.Make("a.mkv", $"-f lavfi -i color=0xE08020:s=64x48:r=10:d=0.3,format=gbrp16le -vf {coding} -c:v ffv1 -color_range {range}");
        var options = new VideoSourceOptions { Planes = planes };
        await using VideoSource source = await VideoSource.OpenAsync(path, options, Cancellation);
        await using (VideoEncoder encoder = await VideoEncoder.CreateAsync(
            folder["film.mkv"],
            new VideoEncoderOptions { Size = source.Size, Format = source.Format, Color = source.Color, TimeBase = source.TimeBase, FrameRate = source.FrameRate, Codec = "ffv1" },
            Cancellation))
        {
            while (await source.ReadAsync(Cancellation) is { } frame)
            {
                Assert.True(frame.Format.IsPacked);
                AssertNear(Orange, (frame.Row(20)[90], frame.Row(20)[91], frame.Row(20)[92]), 2);
                await encoder.WriteAsync(frame, Cancellation);
            }

            await encoder.CompleteAsync(Cancellation);
            Assert.Equal(matrix != "smpte240m", encoder.Note?.Contains($"coded as {source.Video.Color.Matrix}, the film's as", StringComparison.Ordinal) ?? false);
        }

        await using VideoSource film = await VideoSource.OpenAsync(folder["film.mkv"], new VideoSourceOptions(), Cancellation);
        using HostFrame? shown = await film.ReadAsync(Cancellation);
        AssertNear(Orange, (shown!.Row(20)[90], shown.Row(20)[91], shown.Row(20)[92]), 3);
        Assert.Contains(film.Video.Color.Matrix, new[] { "bt709", "smpte170m", "bt2020nc" });
    }

    [Fact]
    public async Task A_matrix_that_nobody_converts_is_refused_before_the_work()
    {
        string path = folder.MakeSilent("a.mkv");
        MediaInfo clip = await MediaProbe.ProbeAsync(path, Cancellation);
        VideoStreamInfo video = clip.RequireVideo();
        MediaInfo rare = clip.With(video with { Color = video.Color with { Matrix = "ycgco-re" } });

        MediaException refused = await Assert.ThrowsAnyAsync<MediaException>(() => VideoSource.CheckAsync(rare, Cancellation));

        Assert.Contains("its colors are coded as ycgco-re, which can't be converted here; convert it to BT.709", refused.Message);
        await VideoSource.CheckAsync(clip, Cancellation);
    }

    static void AssertNear((int Red, int Green, int Blue) expected, (int Red, int Green, int Blue) actual, int most) => Assert.True(
        Math.Abs(expected.Red - actual.Red) <= most && Math.Abs(expected.Green - actual.Green) <= most && Math.Abs(expected.Blue - actual.Blue) <= most,
        $"{actual} is not within {most} of {expected}");
}
