using LiveStyle.Frames;
using LiveStyle.Media.Encoding;
using LiveStyle.TestKit.Media;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Media.Tests.Films;

[Trait("Speed", "Slow")]
public sealed class VideoEncoderTests : IDisposable
{
    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("24", "mp4", "mp4")]
    [InlineData("24000/1001", "mkv", "mp4")]
    [InlineData("30000/1001", "mp4", "mkv")]
    [InlineData("30000/1001", "mov", "mov")]
    [InlineData("25/2", "mp4", "webm")]
    public async Task Every_frame_comes_out_at_its_time(string rate, string from, string to)
    {
        string input = folder.Make($"in.{from}", $"-f lavfi -i testsrc2=s=64x48:r={rate}:d=1 -c:v libx264 -bf 3 -pix_fmt yuv420p");
        string output = folder[$"out.{to}"];
        await Transcoding.RunAsync(input, output);
        Transcoding.AssertSameTimes(folder.FrameTimes(input), folder.FrameTimes(output));
        Assert.Equal([$"in.{from}", $"out.{to}"], folder.Names);
    }

    [Theory]
    [InlineData("mp4")]
    [InlineData("mkv")]
    [InlineData("mov")]
    [InlineData("webm")]
    public async Task Encoder_keeps_timestamps_of_variable_frame_rate_clips(string container)
    {
        string input = folder.MakeSilent("in.mp4",
            "-vf \"select='lt(n,6)+not(mod(n,5))',setpts=PTS+0.4/TB\" -fps_mode vfr -c:v libx264 -bf 2 -pix_fmt yuv420p");
        string output = folder[$"out.{container}"];
        await Transcoding.RunAsync(input, output);
        Transcoding.AssertSameTimes(folder.FrameTimes(input), folder.FrameTimes(output));
    }

    [Theory]
    [InlineData("h264", "mp4", "h264")]
    [InlineData("h265", "mov", "hevc")]
    [InlineData("av1", "webm", "av1")]
    [InlineData("vp9", "mkv", "vp9")]
    [InlineData("prores", "mov", "prores")]
    [InlineData("ffv1", "mkv", "ffv1")]
    [InlineData(null, "webm", "vp9")]
    public async Task Each_codec_writes_what_it_is_named_for(string? codec, string container, string expected)
    {
        string input = folder.Make("in.mkv", "-f lavfi -i testsrc2=s=64x64:r=10:d=0.5 -c:v ffv1 -pix_fmt bgr0");
        string output = folder[$"out.{container}"];
        Assert.Equal(5, (await Transcoding.RunAsync(input, output, codec)).Frames);
        Assert.Equal(expected, folder.Ask(output, "-select_streams v -show_entries stream=codec_name"));
        Transcoding.AssertSameTimes(folder.FrameTimes(input), folder.FrameTimes(output));
        Assert.InRange(Transcoding.Difference(folder.Pixels(input, 3), (await Transcoding.ReadAllAsync(output))[3].Pixels), 0, 12);
    }

    [Fact]
    public async Task A_lossless_codec_gives_back_every_pixel()
    {
        string input = folder.Make("in.mkv", "-f lavfi -i testsrc2=s=61x47:r=10:d=0.5 -c:v ffv1 -pix_fmt bgr0");
        await Transcoding.RunAsync(input, folder["out.mkv"], "ffv1");
        Assert.Equal(
            (await Transcoding.ReadAllAsync(input)).Select(frame => Convert.ToHexString(frame.Pixels)),
            (await Transcoding.ReadAllAsync(folder["out.mkv"])).Select(frame => Convert.ToHexString(frame.Pixels)));
    }

    [Fact]
    public async Task Colors_are_written_and_tagged_as_bt709()
    {
        string input = folder.Make("in.mkv", "-f lavfi -i color=0xC82828:s=64x48:r=10:d=0.3 -c:v ffv1 -pix_fmt bgr0");
        string output = folder["out.mp4"];
        await Transcoding.RunAsync(input, output);
        Assert.Equal("tv\nbt709\nbt709\nbt709",
            folder.Ask(output, "-select_streams v -show_entries stream=color_range,color_space,color_transfer,color_primaries"));
        byte[] pixels = (await Transcoding.ReadAllAsync(output))[1].Pixels;
        Assert.InRange(pixels[0], 196, 204);
        Assert.InRange(pixels[1], 36, 44);
        Assert.InRange(pixels[2], 36, 44);
    }

    [Fact]
    public async Task An_odd_size_grows_by_a_repeated_edge_and_says_so()
    {
        string input = folder.Make("in.mkv", "-f lavfi -i color=white:s=64x48:r=10:d=0.3 -vf format=bgr0,crop=43:23 -c:v ffv1");
        (_, string? note) = await Transcoding.RunAsync(input, folder["out.mp4"]);
        Assert.Contains("44×24", note);
        byte[] pixels = (await Transcoding.ReadAllAsync(folder["out.mp4"]))[0].Pixels;
        Assert.Equal(44 * 24 * 3, pixels.Length);
        Assert.All(pixels, value => Assert.InRange(value, 250, 255)); // black would darken the corner
    }

    [Theory]
    [InlineData(1, 1, "mp4")]
    [InlineData(15, 15, "webm")]
    [InlineData(427, 239, "mkv")]
    public async Task Any_size_can_be_written(int width, int height, string container)
    {
        var size = new FrameSize(width, height);
        await using VideoEncoder encoder = await VideoEncoder.CreateAsync(folder[$"out.{container}"], Options(size), Cancellation);
        await WriteAsync(encoder, size, 3);
        await encoder.CompleteAsync(Cancellation);
        Assert.Equal(3, folder.FrameTimes(folder[$"out.{container}"]).Length);
    }

    [Fact]
    public async Task Timestamps_below_zero_are_raised_to_it()
    {
        var size = new FrameSize(64, 48);
        await using VideoEncoder encoder = await VideoEncoder.CreateAsync(folder["out.mkv"], Options(size), Cancellation);
        await WriteAsync(encoder, size, 4, firstTicks: -2);
        await encoder.CompleteAsync(Cancellation);
        Transcoding.AssertSameTimes([0, 0.04, 0.08, 0.12], folder.FrameTimes(folder["out.mkv"]));
    }

    [Fact]
    public async Task An_encoder_of_odd_frames_is_abandoned_without_a_trace()
    {
        var size = new FrameSize(43, 23);
        await using (VideoEncoder abandoned = await VideoEncoder.CreateAsync(folder["out.mp4"], Options(size), Cancellation))
        {
            await WriteAsync(abandoned, size, 2);
        }

        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task An_existing_output_is_replaced_only_at_the_end()
    {
        await File.WriteAllTextAsync(folder["out.mp4"], "old", Cancellation);
        var size = new FrameSize(64, 48);
        await using (VideoEncoder abandoned = await VideoEncoder.CreateAsync(folder["out.mp4"], Options(size), Cancellation))
        {
            await WriteAsync(abandoned, size, 2);
        }

        Assert.Equal("old", await File.ReadAllTextAsync(folder["out.mp4"], Cancellation));
        Assert.Equal(["out.mp4"], folder.Names);
        await using VideoEncoder encoder = await VideoEncoder.CreateAsync(folder["out.mp4"], Options(size), Cancellation);
        await WriteAsync(encoder, size, 2);
        await encoder.CompleteAsync(Cancellation);
        Assert.Equal(2, folder.FrameTimes(folder["out.mp4"]).Length);
    }

    internal static VideoEncoderOptions Options(FrameSize size) => new()
    {
        Size = size,
        TimeBase = new Rational(1, 25),
        FrameRate = new Rational(25, 1),
    };

    internal static async Task WriteAsync(VideoEncoder encoder, FrameSize size, int count, int firstTicks = 0, FramePool? pool = null)
    {
        for (int i = 0; i < count; i++)
        {
            HostFrame frame = pool?.Rent() ?? HostFrame.Allocate(size);
            frame.Pixels.Fill((byte)(i * 40));
            frame.Timestamp = new Timestamp(firstTicks + i, new Rational(1, 25));
            await encoder.WriteAsync(frame, Cancellation);
        }
    }
}
