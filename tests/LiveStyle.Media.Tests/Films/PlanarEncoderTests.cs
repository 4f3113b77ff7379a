using System.Runtime.InteropServices;
using LiveStyle.Frames;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.TestKit.Media;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Media.Tests.Films;

[Trait("Speed", "Slow")]
public sealed class PlanarEncoderTests : IDisposable
{
    const string Tags = "color_range,color_space,color_transfer,color_primaries,chroma_location";

    static readonly VideoSourceOptions Planes = new() { Planes = true };

    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(PixelLayout.Yuv420)]
    [InlineData(PixelLayout.Yuv422)]
    [InlineData(PixelLayout.Yuv444)]
    [InlineData(PixelLayout.Yuv420Ten)]
    [InlineData(PixelLayout.Yuv422Ten)]
    [InlineData(PixelLayout.Yuv444Ten)]
    public async Task Planes_go_through_a_lossless_codec_byte_for_byte(PixelLayout layout)
    {
        string input = folder.Make("in.nut", $"{PlanarSourceTests.Pattern(35, 21)} -pix_fmt {RawVideo.PixelFormat(layout)} -c:v rawvideo");
        string output = folder["out.mkv"];
        (long frames, string? note) = await Transcoding.RunAsync(input, output, "ffv1", planes: true);
        Assert.Equal((3, null), (frames, note));
        AssertFrames(folder.AllPixels(input, RawVideo.PixelFormat(layout)), await Transcoding.ReadAllAsync(output, Planes));
    }

    [Theory]
    [InlineData(PixelLayout.Nv12, "yuv420p", 35, 21)]
    [InlineData(PixelLayout.P010, "yuv420p10le", 35, 21)]
    [InlineData(PixelLayout.P010, "yuv420p10le", 128, 6)]
    public async Task Interleaved_chroma_keeps_every_sample(PixelLayout layout, string planar, int width, int height)
    {
        string input = folder.Make("in.mkv", $"{PlanarSourceTests.Pattern(width, height)} -pix_fmt {planar} -c:v ffv1");
        var format = new FrameFormat(layout, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left);
        await using VideoEncoder encoder = await VideoEncoder.CreateAsync(
            folder["out.mkv"], Options(width, height, format) with { Codec = "ffv1" }, Cancellation);
        byte[] samples = folder.AllPixels(input, planar);
        for (int i = 0; i < 3; i++)
        {
            HostFrame frame = HostFrame.Allocate(new FrameSize(width, height), format);
            frame.Timestamp = new Timestamp(i, new Rational(1, 10));
            Interleave(samples.AsSpan(i * samples.Length / 3, samples.Length / 3), frame);
            await encoder.WriteAsync(frame, Cancellation);
        }

        await encoder.CompleteAsync(Cancellation);
        AssertFrames(samples, await Transcoding.ReadAllAsync(folder["out.mkv"], Planes));
    }

    [Theory]
    [InlineData("h264", "mp4", "nv12", "yuv420p")]
    [InlineData("h264", "mp4", "yuv420p10le", "yuv420p10le")]
    [InlineData("hevc", "mp4", "yuv422p10le", "yuv422p10le")]
    [InlineData("vp9", "webm", "yuv420p10le", "yuv420p10le")]
    [InlineData("prores", "mov", "yuv420p", "yuv422p10le")]
    public async Task Depth_and_subsampling_stay_where_the_codec_can_hold_them(string codec, string container, string from, string to)
    {
        string input = folder.Make("in.nut", $"{PlanarSourceTests.Pattern(64, 64)} -pix_fmt {from} -c:v rawvideo");
        string output = folder[$"out.{container}"];
        (_, string? note) = await Transcoding.RunAsync(input, output, codec, planes: true);
        Assert.Null(note);
        Assert.Equal(to, folder.Ask(output, "-show_entries stream=pix_fmt"));
        Assert.InRange(Transcoding.Difference(folder.Pixels(input, 1), folder.Pixels(output, 1)), 0, 12);
    }

    [Fact]
    public async Task Chroma_that_the_encoder_takes_only_coarser_is_noted()
    {
        string input = folder.Make("in.mkv", $"{PlanarSourceTests.Pattern(64, 64)} -pix_fmt yuv444p10le -c:v ffv1");
        (_, string? note) = await Transcoding.RunAsync(input, folder["out.mkv"], "av1", planes: true);
        Assert.Contains("chroma subsampled further", note);
        Assert.Equal("yuv420p10le", folder.Ask(folder["out.mkv"], "-show_entries stream=pix_fmt"));
    }

    [Theory]
    [InlineData("h264", "mp4", ColorMatrix.Bt601, ColorRange.Limited, ChromaSiting.Left, "tv smpte170m smpte170m smpte170m left")]
    [InlineData("hevc", "mkv", ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Center, "tv bt709 bt709 bt709 center")]
    [InlineData("h264", "mp4", ColorMatrix.Bt2020, ColorRange.Full, ChromaSiting.TopLeft, "pc bt2020nc bt2020-10 bt2020 topleft")]
    [InlineData("ffv1", "mkv", ColorMatrix.Bt709, ColorRange.Full, ChromaSiting.TopLeft, "pc bt709 bt709 bt709 topleft")]
    public async Task The_file_is_tagged_with_what_the_planes_mean(
        string codec, string container, ColorMatrix matrix, ColorRange range, ChromaSiting siting, string tags)
    {
        string output = folder[$"a.{container}"];
        var format = new FrameFormat(PixelLayout.Yuv420, matrix, range, siting);
        await WriteAsync(output, Options(64, 64, format) with { Codec = codec }, 60);
        Assert.Equal(tags, folder.Ask(output, $"-show_entries stream={Tags}").ReplaceLineEndings(" "));
    }

    [Fact]
    public async Task Primaries_and_transfer_of_the_clip_go_before_the_matrixs_usual_ones()
    {
        string input = folder.Make("in.mkv",
            $"{PlanarSourceTests.Pattern(64, 64)} -pix_fmt yuv420p10le -c:v ffv1 -colorspace bt709 -color_primaries smpte432 -color_trc gamma28 -color_range tv");
        await Transcoding.RunAsync(input, folder["out.mkv"], "hevc", planes: true);
        Assert.Equal("tv bt709 bt470bg smpte432", folder.Ask(folder["out.mkv"],
            "-show_entries stream=color_range,color_space,color_transfer,color_primaries").ReplaceLineEndings(" "));
    }

    [Fact]
    public async Task Full_range_becomes_limited_in_a_codec_that_cannot_tell()
    {
        var format = new FrameFormat(PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Full, ChromaSiting.Left);
        await WriteAsync(folder["out.mov"], Options(32, 32, format) with { Codec = "prores" }, 255);
        byte[] planes = (await Transcoding.ReadAllAsync(folder["out.mov"], Planes))[0].Pixels;
        int[] samples = PlanarSourceTests.Samples(planes, format with { Layout = PixelLayout.Yuv422Ten });
        Assert.All(samples[..(32 * 32)], value => Assert.InRange(value, 938, 942));
        Assert.All(samples[(32 * 32)..], value => Assert.InRange(value, 510, 514));
    }

    [Theory]
    [InlineData(PixelLayout.Nv12)]
    [InlineData(PixelLayout.Yuv422)]
    [InlineData(PixelLayout.P010)]
    public async Task Odd_planes_grow_by_a_repeated_edge_and_say_so(PixelLayout layout)
    {
        var format = new FrameFormat(layout, ColorMatrix.Bt709, ColorRange.Full, ChromaSiting.Left);
        string? note = await WriteAsync(folder["out.mp4"], Options(35, 21, format), 200);
        Assert.Contains("36×22", note);
        byte[] pixels = (await Transcoding.ReadAllAsync(folder["out.mp4"]))[0].Pixels;
        Assert.Equal(36 * 22 * 3, pixels.Length);
        Assert.All(pixels, value => Assert.InRange(value, 196, 204)); // black would darken the edge
    }

    [Fact]
    public async Task Planes_keep_their_times()
    {
        string input = folder.Make("in.mp4",
            "-f lavfi -i testsrc2=s=64x48:r=24:d=1 -vf \"select='lt(n,6)+not(mod(n,5))',setpts=PTS+0.4/TB\" -fps_mode vfr -c:v libx264 -bf 2 -pix_fmt yuv420p");
        await Transcoding.RunAsync(input, folder["out.mkv"], planes: true);
        Transcoding.AssertSameTimes(folder.FrameTimes(input), folder.FrameTimes(folder["out.mkv"]));
    }

    [Fact]
    public async Task A_frame_of_another_format_is_refused()
    {
        var format = new FrameFormat(PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left);
        await using VideoEncoder encoder = await VideoEncoder.CreateAsync(folder["out.mkv"], Options(32, 32, format), Cancellation);
        ArgumentException refusal = await Assert.ThrowsAsync<ArgumentException>(
            async () => await encoder.WriteAsync(HostFrame.Allocate(new FrameSize(32, 32)), Cancellation));
        Assert.Contains("Yuv420", refusal.Message);
    }

    static VideoEncoderOptions Options(int width, int height, FrameFormat format) => new()
    {
        Size = new FrameSize(width, height),
        Format = format,
        TimeBase = new Rational(1, 10),
        FrameRate = new Rational(10, 1),
    };

    /// <summary>Three frames of one gray, luma of 0 to 255 at 8 bits.</summary>
    static async Task<string?> WriteAsync(string output, VideoEncoderOptions options, int luma)
    {
        using var pool = new FramePool(options.Size, options.Format);
        await using VideoEncoder encoder = await VideoEncoder.CreateAsync(output, options, Cancellation);
        for (int i = 0; i < 3; i++)
        {
            HostFrame frame = pool.Rent();
            frame.Timestamp = new Timestamp(i, options.TimeBase);
            Gray(frame, luma);
            await encoder.WriteAsync(frame, Cancellation);
        }

        await encoder.CompleteAsync(Cancellation);
        Assert.Equal(0, pool.Outstanding);
        return encoder.Note;
    }

    static void Gray(HostFrame frame, int luma)
    {
        for (int i = 0; i < frame.Format.PlaneCount; i++)
        {
            int value = i == 0 ? luma : 128;
            Span<byte> bytes = frame.Plane(i).Bytes;
            for (int at = 0; at < bytes.Length; at++)
            {
                // P010 has its ten bits on top: the eight of the value are the high byte.
                bytes[at] = frame.Format.BytesPerSample == 1 || at % 2 == 1 ? (byte)value : (byte)0;
            }
        }
    }

    /// <summary>Ours, since ffmpeg's conversion to P010 forgets the last chroma column of an odd picture.</summary>
    /// <param name="planes">Y, Cb and Cr.</param>
    /// <param name="frame">NV12, or P010 that takes 10-bit planes.</param>
    static void Interleave(ReadOnlySpan<byte> planes, HostFrame frame)
    {
        int bytes = frame.Format.BytesPerSample;
        Span<byte> luma = frame.Plane(0).Bytes;
        Span<byte> chroma = frame.Plane(1).Bytes;
        planes[..luma.Length].CopyTo(luma);
        ReadOnlySpan<byte> cb = planes[luma.Length..][..(chroma.Length / 2)];
        ReadOnlySpan<byte> cr = planes[(luma.Length + cb.Length)..];
        for (int i = 0; i < chroma.Length; i += bytes)
        {
            ReadOnlySpan<byte> from = i / bytes % 2 == 0 ? cb : cr;
            from.Slice(i / bytes / 2 * bytes, bytes).CopyTo(chroma[i..]);
        }

        if (bytes == 2)
        {
            foreach (ref ushort sample in MemoryMarshal.Cast<byte, ushort>(luma))
            {
                sample <<= 6;
            }

            foreach (ref ushort sample in MemoryMarshal.Cast<byte, ushort>(chroma))
            {
                sample <<= 6;
            }
        }
    }

    static void AssertFrames(byte[] expected, List<(double Time, byte[] Pixels)> actual)
    {
        Assert.Equal(expected, actual.SelectMany(frame => frame.Pixels));
        Transcoding.AssertSameTimes([0, 0.1, 0.2], [.. actual.Select(frame => frame.Time)]);
    }
}
