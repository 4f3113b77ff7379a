using LiveStyle.Frames;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Probing;
using LiveStyle.TestKit.Media;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Media.Tests.Films;

/// <summary>Clips whose alpha differs at every pixel and in every frame, and whose colors show where they are transparent too.</summary>
[Trait("Speed", "Slow")]
public sealed class AlphaTests : IDisposable
{
    const string Veil = "format=rgba,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='mod(X*4+Y+N*5,256)'";

    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("-c:v ffv1 -pix_fmt bgra", "mkv", true)]
    [InlineData("-c:v ffv1 -pix_fmt gbrap16le", "mkv", true)]
    [InlineData("-c:v ffv1 -pix_fmt yuva420p", "mkv", true)]
    [InlineData("-c:v prores_ks -pix_fmt yuva444p10le", "mov", true)]
    [InlineData("-c:v libvpx-vp9 -pix_fmt yuva420p", "webm", true)]
    [InlineData("-c:v libvpx -auto-alt-ref 0 -pix_fmt yuva420p", "webm", true)]
    [InlineData("-c:v png", "mov", true)]
    [InlineData("-c:v ffv1 -pix_fmt bgr0", "mkv", false)]
    [InlineData("-c:v libvpx-vp9 -pix_fmt yuv420p", "webm", false)]
    [InlineData("-c:v libx264 -pix_fmt yuv420p", "mp4", false)]
    public async Task The_probe_tells_which_clips_have_an_alpha(string encoding, string container, bool expected)
    {
        string path = folder.Make($"a.{container}", $"-f lavfi -i testsrc2=s=32x32:r=10 -frames:v 2 -vf \"{Veil}\" {encoding}");
        Assert.Equal(expected, (await MediaProbe.ProbeAsync(path, Cancellation)).Video!.HasAlpha);
        await using VideoSource source = await VideoSource.OpenAsync(path, new VideoSourceOptions { Alpha = true, Planes = true }, Cancellation);
        using HostFrame frame = (await source.ReadAsync(Cancellation))!;
        Assert.Equal(expected, frame.Alpha is not null);
    }

    [Theory]
    [InlineData(64, 48)]
    [InlineData(37, 21)]
    public async Task FFV1_gives_back_every_bit_of_color_and_alpha(int width, int height)
    {
        string input = Clip("in.mkv", width, height, "-c:v ffv1 -pix_fmt bgra");
        List<(byte[] Colors, byte[] Alpha)> before = await ReadAsync(input);
        byte[] all = folder.AllPixels(input, "rgba");
        Assert.Equal(all.Where((_, i) => i % 4 == 3), before.SelectMany(frame => frame.Alpha));
        Assert.Equal(all.Where((_, i) => i % 4 < 3), before.SelectMany(frame => frame.Colors));

        Assert.Null(await TranscodeAsync(input, folder["out.mkv"], "ffv1"));
        Assert.Equal(all, folder.AllPixels(folder["out.mkv"], "rgba"));
        Transcoding.AssertSameTimes(folder.FrameTimes(input), folder.FrameTimes(folder["out.mkv"]));
    }

    [Theory]
    [InlineData("prores", "mov", 1, 64, 48)]
    [InlineData("prores", "mov", 1, 37, 21)]
    [InlineData("vp9", "webm", 40, 64, 48)]
    [InlineData("vp9", "mkv", 40, 64, 48)]
    public async Task Alpha_survives_the_codecs_that_hold_it(string codec, string container, int tolerance, int width, int height)
    {
        string input = Clip("in.mkv", width, height, "-c:v ffv1 -pix_fmt bgra");
        string output = folder[$"out.{container}"];
        Assert.True(VideoEncoder.HoldsAlpha(output, codec));
        string? note = await TranscodeAsync(input, output, codec);
        Assert.Equal(width % 2 == 0, note is null);
        List<(byte[] Colors, byte[] Alpha)> before = await ReadAsync(input), after = await ReadAsync(output, new FrameSize((width + 1) / 2 * 2, (height + 1) / 2 * 2));
        Assert.Equal(before.Count, after.Count);
        int coded = (width + 1) / 2 * 2;
        foreach ((byte[] expected, byte[] actual) in before.Zip(after, (one, other) => (one.Alpha, other.Alpha)))
        {
            for (int i = 0; i < expected.Length; i++)
            {
                int at = i / width * coded + i % width;
                Assert.InRange(actual[at], expected[i] - tolerance, expected[i] + tolerance);
            }
        }

        // The colors beneath what is transparent are not darkened.
        if (width == coded)
        {
            Assert.InRange(Transcoding.Difference(before[2].Colors, after[2].Colors), 0, 12);
        }
    }

    [Fact]
    public async Task ProRes_with_alpha_is_4444()
    {
        string input = Clip("in.mkv", 64, 48, "-c:v ffv1 -pix_fmt bgra");
        await TranscodeAsync(input, folder["out.mov"], "prores");
        Assert.Equal("4444", folder.Ask(folder["out.mov"], "-select_streams v -show_entries stream=profile"));
    }

    [Theory]
    [InlineData("h264", "mp4")]
    [InlineData("vp9", "mp4")]
    [InlineData("hevc", "mkv")]
    public async Task A_codec_that_holds_no_alpha_says_so_before_it_is_lost(string codec, string container)
    {
        string output = folder[$"out.{container}"];
        Assert.False(VideoEncoder.HoldsAlpha(output, codec));
        string input = Clip("in.mkv", 64, 48, "-c:v ffv1 -pix_fmt bgra");
        string? note = await TranscodeAsync(input, output, codec);
        Assert.Contains("the alpha is lost", note);
        Assert.Contains("prores", note);
        Assert.Equal(4, folder.FrameTimes(output).Length);
    }

    [Fact]
    public async Task A_frame_without_alpha_among_others_is_opaque()
    {
        var options = new VideoEncoderOptions { Size = new FrameSize(20, 10), TimeBase = new Rational(1, 10), Codec = "ffv1", Alpha = true };
        await using VideoEncoder encoder = await VideoEncoder.CreateAsync(folder["out.mkv"], options, Cancellation);
        for (int i = 0; i < 2; i++)
        {
            HostFrame frame = HostFrame.Allocate(options.Size);
            frame.Pixels.Fill(100);
            frame.Timestamp = new Timestamp(i, options.TimeBase);
            frame.Alpha = i == 0 ? HostFrame.Allocate(options.Size, FrameFormat.Gray) : null;
            frame.Alpha?.Plane(0).Bytes.Fill(7);
            await encoder.WriteAsync(frame, Cancellation);
        }

        await encoder.CompleteAsync(Cancellation);
        byte[] all = folder.AllPixels(folder["out.mkv"], "rgba");
        Assert.Equal(new byte[] { 100, 100, 100, 7 }, all[..4]);
        Assert.Equal(new byte[] { 100, 100, 100, 255 }, all[^4..]);
    }

    [Fact]
    public async Task Planes_and_alpha_together_are_refused()
    {
        var format = new FrameFormat(PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left);
        var options = new VideoEncoderOptions { Size = new FrameSize(20, 10), Format = format, TimeBase = new Rational(1, 10), Alpha = true };
        await Assert.ThrowsAsync<ArgumentException>(() => VideoEncoder.CreateAsync(folder["out.mkv"], options, Cancellation));
    }

    string Clip(string name, int width, int height, string encoding) =>
        folder.Make(name, $"-f lavfi -i testsrc2=s=64x48:r=10 -frames:v 4 -vf \"format=rgba,crop={width}:{height},{Veil}\" {encoding}");

    static async Task<List<(byte[] Colors, byte[] Alpha)>> ReadAsync(string path, FrameSize? size = null)
    {
        await using VideoSource source = await VideoSource.OpenAsync(path, new VideoSourceOptions { Alpha = true, Size = size }, Cancellation);
        var frames = new List<(byte[], byte[])>();
        while (await source.ReadAsync(Cancellation) is { } frame)
        {
            using HostFrame owned = frame;
            frames.Add((frame.Pixels.ToArray(), frame.Alpha!.Plane(0).Bytes.ToArray()));
        }

        Assert.Equal(0, source.Pool.Outstanding + source.AlphaPool!.Outstanding);
        return frames;
    }

    static async Task<string?> TranscodeAsync(string input, string output, string codec)
    {
        await using VideoSource source = await VideoSource.OpenAsync(input, new VideoSourceOptions { Alpha = true }, Cancellation);
        await using VideoEncoder encoder = await VideoEncoder.CreateAsync(output, Transcoding.For(source) with { Codec = codec, Alpha = true }, Cancellation);
        while (await source.ReadAsync(Cancellation) is { } frame)
        {
            await encoder.WriteAsync(frame, Cancellation);
        }

        await encoder.CompleteAsync(Cancellation);
        Assert.Equal(0, source.Pool.Outstanding + source.AlphaPool!.Outstanding);
        return encoder.Note;
    }
}
