using LiveStyle.Frames;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Joining;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Media.Tests.Films;

[Trait("Speed", "Slow")]
public sealed class ColorFidelityTests : IDisposable
{
    const string Tags = "pix_fmt,color_range,color_space,color_transfer,color_primaries,chroma_location";

    static readonly VideoSourceOptions Planes = new() { Planes = true };

    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("smpte170m", "tv", "yuv420p", "ffv1")]
    [InlineData("bt709", "tv", "yuv420p", "ffv1")]
    [InlineData("bt2020nc", "tv", "yuv420p", "ffv1")]
    [InlineData("smpte170m", "pc", "yuv420p", "ffv1")]
    [InlineData("bt709", "pc", "yuv422p", "ffv1")]
    [InlineData("bt2020nc", "pc", "yuv444p", "ffv1")]
    [InlineData("smpte170m", "tv", "yuv422p10le", "ffv1")]
    [InlineData("bt709", "tv", "yuv420p10le", "ffv1")]
    [InlineData("bt2020nc", "tv", "yuv444p10le", "ffv1")]
    [InlineData("bt2020nc", "pc", "yuv420p10le", "ffv1")]
    [InlineData("smpte170m", "tv", "yuv420p", "h264")]
    [InlineData("bt709", "pc", "yuv444p", "h264")]
    [InlineData("bt2020nc", "tv", "yuv420p10le", "h264")]
    public async Task Color_bars_come_back_within_two_of_255_by_way_of_rgb(string matrix, string range, string pixelFormat, string codec)
    {
        string input = Bars(matrix, range, pixelFormat, codec);
        string output = folder[$"out.{(codec == "ffv1" ? "mkv" : "mp4")}"];
        await TranscodeAsync(input, output, codec, crf: codec == "ffv1" ? null : 1);
        Assert.Equal(folder.Ask(input, $"-show_entries stream={Tags}"), folder.Ask(output, $"-show_entries stream={Tags}"));
        await AssertBarsAsync(input, output, Planes);
        await AssertBarsAsync(input, output, new VideoSourceOptions());
    }

    [Theory]
    [InlineData("h264", "mp4", "yuv420p", "pc smpte170m smpte170m bt470bg topleft")]
    [InlineData("h264", "mkv", "yuv422p10le", "tv bt470bg bt709 bt470bg left")]
    [InlineData("hevc", "mov", "yuv420p10le", "tv bt2020nc bt2020-10 bt2020 topleft")]
    [InlineData("vp9", "webm", "yuv420p10le", "tv bt2020nc bt2020-10 bt2020 left")]
    [InlineData("av1", "mp4", "yuv420p10le", "tv bt2020nc bt2020-10 bt2020 topleft")]
    [InlineData("ffv1", "mkv", "yuv422p", "pc bt709 iec61966-2-1 bt709 left")]
    [InlineData("prores", "mov", "yuv422p10le", "tv bt709 bt709 bt709 left")]
    public async Task Rgb_frames_of_a_clip_are_tagged_as_it_is_and_keep_its_samples(string codec, string container, string pixelFormat, string tags)
    {
        string[] tag = tags.Split(' ');
        string input = folder.Make("in.mkv",
            $"{PlanarSourceTests.Pattern(64, 64)} -pix_fmt {pixelFormat} -c:v ffv1 -color_range {tag[0]} -colorspace {tag[1]} -color_trc {tag[2]} "
            + $"-color_primaries {tag[3]} -chroma_sample_location {tag[4]}");
        string output = folder[$"out.{container}"];
        Assert.Null(await TranscodeAsync(input, output, codec));
        string written = folder.Ask(output, $"-show_entries stream={Tags}").ReplaceLineEndings(" ").Replace("yuvj", "yuv");
        Assert.Contains(written, Places(codec).Select(place => $"{pixelFormat} {string.Join(' ', tag[..4])} {place ?? tag[4]}"));
        Assert.InRange(Transcoding.Difference(folder.Pixels(input, 1), folder.Pixels(output, 1)), 0, 12);

        // Those have no place for it: left is what readers assume.
        static string?[] Places(string codec) => codec switch
        {
            "vp9" => [null, "unspecified"],
            "prores" => [null, "unspecified"],
            _ => [null],
        };
    }

    [Theory]
    [InlineData("bgr0", "bgr0")]
    [InlineData("gbrp10le", "gbrp10le")]
    public async Task A_clip_of_rgb_stays_so_in_a_codec_of_rgb(string pixelFormat, string expected)
    {
        string input = folder.Make("in.mkv", $"{PlanarSourceTests.Pattern(61, 47)},format=rgb48le,format={pixelFormat} -c:v ffv1");
        Assert.Null(await TranscodeAsync(input, folder["out.mkv"], "ffv1"));
        Assert.Equal(expected, folder.Ask(folder["out.mkv"], "-show_entries stream=pix_fmt"));
        Assert.Equal((await Transcoding.ReadAllAsync(input))[1].Pixels, (await Transcoding.ReadAllAsync(folder["out.mkv"]))[1].Pixels);
    }

    [Fact]
    public async Task A_clip_of_rgb_becomes_bt709_in_a_codec_of_luma_and_chroma()
    {
        string input = folder.Make("in.mkv", $"{PlanarSourceTests.Pattern(64, 64)} -pix_fmt bgr0 -c:v ffv1");
        await TranscodeAsync(input, folder["out.mp4"], "h264");
        Assert.Equal("yuv420p tv bt709 bt709 bt709 left", folder.Ask(folder["out.mp4"], $"-show_entries stream={Tags}").ReplaceLineEndings(" "));
    }

    [Fact]
    public async Task Samples_that_the_codec_cannot_hold_are_noted_of_rgb_frames_too()
    {
        string input = folder.Make("in.mkv", $"{PlanarSourceTests.Pattern(64, 64)} -pix_fmt yuv444p10le -c:v ffv1");
        Assert.Contains("chroma subsampled further", await TranscodeAsync(input, folder["out.mp4"], "av1"));
    }

    [Fact]
    public async Task Segments_of_ffv1_are_joined_to_a_film_of_the_clips_range_and_siting()
    {
        string input = folder.Make("in.mkv",
            $"{PlanarSourceTests.Pattern(64, 48)} -pix_fmt yuv420p -c:v ffv1 -color_range pc -colorspace smpte170m -color_primaries smpte170m -color_trc smpte170m "
            + "-chroma_sample_location topleft");
        await using VideoSource source = await VideoSource.OpenAsync(input, new VideoSourceOptions(), Cancellation);
        await using VideoEncoder encoder = await VideoEncoder.CreateAsync(
            folder["part.mov"], Transcoding.For(source) with { Codec = "ffv1", IsSegment = true }, Cancellation);
        var ticks = new List<long>();
        while (await source.ReadAsync(Cancellation) is { } frame)
        {
            ticks.Add(frame.Timestamp.Ticks);
            await encoder.WriteAsync(frame, Cancellation);
        }

        await encoder.CompleteAsync(Cancellation);
        await FilmJoin.JoinAsync(
            new FilmJoinOptions
            {
                Output = folder["out.mkv"],
                Original = source.Clip,
                Segments = [new FilmSegment(folder["part.mov"], ticks)],
                TimeBase = source.TimeBase,
                FrameRate = source.FrameRate,
                Color = source.Color,
            },
            Cancellation);
        Assert.Equal(folder.Ask(input, $"-show_entries stream={Tags}"), folder.Ask(folder["out.mkv"], $"-show_entries stream={Tags}"));
    }

    [Theory]
    [InlineData(48, 48)]
    [InlineData(200, 8)]
    public async Task A_picture_too_small_for_hevc_is_refused_with_the_cure(int width, int height)
    {
        MediaException refusal = await Assert.ThrowsAnyAsync<MediaException>(() => VideoEncoder.CreateAsync(
            folder["out.mp4"], VideoEncoderTests.Options(new FrameSize(width, height)) with { Codec = "hevc" }, Cancellation));
        Assert.Contains("another codec (h264)", refusal.Message);
        Assert.Equal(Remedies.OtherCodec | Remedies.LargerFrames, refusal.Remedies);
    }

    /// <summary>Drawn as RGB, so that every color is one of RGB.</summary>
    string Bars(string matrix, string range, string pixelFormat, string codec)
    {
        string primaries = matrix == "bt2020nc" ? "bt2020" : matrix;
        string transfer = matrix == "bt2020nc" ? "bt2020-10" : matrix;
        string encoding = codec == "ffv1" ? "-c:v ffv1" : "-c:v libx264 -crf 1 -preset ultrafast";
        return folder.Make(codec == "ffv1" ? "in.mkv" : "in.mp4",
            $"-f lavfi -i smptehdbars=s=256x144:r=10:d=0.2,format=rgb24 -vf scale=out_color_matrix={matrix.Replace("nc", "")}:out_range={range}"
            + $":flags=accurate_rnd+full_chroma_int+full_chroma_inp,format={pixelFormat} {encoding} -color_range {range} -colorspace {matrix} "
            + $"-color_primaries {primaries} -color_trc {transfer}{(pixelFormat.Contains("444") ? "" : " -chroma_sample_location left")}");
    }

    static async Task<string?> TranscodeAsync(string input, string output, string codec, int? crf = null)
    {
        await using VideoSource source = await VideoSource.OpenAsync(input, new VideoSourceOptions(), Cancellation);
        Assert.True(source.Format.IsPacked);
        await using VideoEncoder encoder = await VideoEncoder.CreateAsync(output, Transcoding.For(source) with { Codec = codec, Crf = crf }, Cancellation);
        while (await source.ReadAsync(Cancellation) is { } frame)
        {
            await encoder.WriteAsync(frame, Cancellation);
        }

        await encoder.CompleteAsync(Cancellation);
        return encoder.Note;
    }

    static async Task AssertBarsAsync(string input, string output, VideoSourceOptions options)
    {
        using HostFrame one = await ReadAsync(input, options), other = await ReadAsync(output, options);
        Assert.Equal(one.Format, other.Format);
        int compared = 0;
        for (int i = 0; i < one.Format.PlaneCount; i++)
        {
            PlaneView from = one.Plane(i), to = other.Plane(i);
            int channels = one.Format.IsPacked ? 3 : 1;
            for (int y = 8; y < from.Height - 8; y++)
            {
                for (int x = 8; x < from.Width - 8; x++)
                {
                    if (IsFlat(from, one.Format, x, y))
                    {
                        compared++;
                        for (int channel = 0; channel < channels; channel++)
                        {
                            double difference = Sample(from, one.Format, x * channels + channel, y) - Sample(to, one.Format, x * channels + channel, y);
                            Assert.InRange(Math.Abs(difference), 0, 2);
                        }
                    }
                }
            }
        }

        Assert.InRange(compared, one.Size.Pixels / 8, long.MaxValue);
    }

    static async Task<HostFrame> ReadAsync(string clip, VideoSourceOptions options)
    {
        await using VideoSource source = await VideoSource.OpenAsync(clip, options, Cancellation);
        return (await source.ReadAsync(Cancellation))!;
    }

    static bool IsFlat(PlaneView plane, FrameFormat format, int x, int y)
    {
        const int reach = 8;
        int channels = format.IsPacked ? 3 : 1;
        for (int channel = 0; channel < channels; channel++)
        {
            double middle = Sample(plane, format, x * channels + channel, y);
            for (int step = -reach; step <= reach; step += 2)
            {
                // Codecs leave a little noise.
                if (Math.Abs(Sample(plane, format, (x + step) * channels + channel, y) - middle) > 1
                    || Math.Abs(Sample(plane, format, x * channels + channel, y + step) - middle) > 1)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>On a scale to 255.</summary>
    static double Sample(PlaneView plane, FrameFormat format, int index, int y)
    {
        Span<byte> row = plane.Row(y);
        return format.BytesPerSample == 1 ? row[index] : (row[2 * index] | row[2 * index + 1] << 8) / 4.0;
    }
}
