using LiveStyle.Frames;
using LiveStyle.Media.Color;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Probing;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Media.Tests.Films;

[Trait("Speed", "Slow")]
public sealed class HdrTests : IDisposable
{
    const string Tags = "pix_fmt,color_range,color_space,color_transfer,color_primaries,chroma_location";
    const string Screen = "master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(40000000,50):max-cll=1000,400";

    static readonly VideoSourceOptions Planes = new() { Planes = true };

    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("smpte2084", 769)] // 1000 nits in 10 bits, limited
    [InlineData("arib-std-b67", 940)]
    public async Task Expansion_gives_back_every_brightness_to_one_and_a_half_percent(string transfer, int brightest)
    {
        string input = Ramp(transfer);
        string output = folder["out.mkv"];
        string? note = await TranscodeAsync(input, output, "ffv1", HdrHandling.Expand);
        Assert.Contains("expanded to HDR again", note);
        Assert.Equal(folder.Ask(input, $"-show_entries stream={Tags}"), folder.Ask(output, $"-show_entries stream={Tags}"));
        int[] before = await LumaAsync(input), after = await LumaAsync(output);
        for (int x = 0; x < before.Length; x++)
        {
            Assert.True(before[x] > brightest || Math.Abs(after[x] - before[x]) <= 0.015 * 876, $"{before[x]} became {after[x]}");
            Assert.True(x == 0 || after[x] >= after[x - 1], $"{before[x]} is darker than what was darker");
        }

        Assert.True(after[^1] > after[(before.Length * 9) / 10] || transfer != "smpte2084", "highlights are clipped");
    }

    [Theory]
    [InlineData("smpte2084")]
    [InlineData("arib-std-b67")]
    public async Task Expansion_gives_back_colors(string transfer)
    {
        string input = FromSdr(transfer);
        await TranscodeAsync(input, folder["out.mkv"], "ffv1", HdrHandling.Expand);
        int[] before = PlanarSourceTests.Samples(await PixelsAsync(input), Ten), after = PlanarSourceTests.Samples(await PixelsAsync(folder["out.mkv"]), Ten);
        Assert.InRange(before.Zip(after, (a, b) => Math.Abs(a - b)).Average(), 0, 0.008 * 876);
    }

    [Theory]
    [InlineData("smpte2084")]
    [InlineData("arib-std-b67")]
    public async Task Tone_mapping_shows_the_sdr_that_the_clip_was_made_of(string transfer)
    {
        string input = FromSdr(transfer);
        string output = folder["out.mp4"];
        string? note = await TranscodeAsync(input, output, "h264", HdrHandling.ToneMap);
        Assert.Contains("the film is SDR", note);
        Assert.Equal("yuv420p tv bt709 bt709 bt709 left", folder.Ask(output, $"-show_entries stream={Tags}").ReplaceLineEndings(" "));
        byte[] film = (await Transcoding.ReadAllAsync(output))[0].Pixels;
        for (int patch = 0; patch < Patches.Length; patch++)
        {
            (int red, int green, int blue) = Patches[patch];
            int at = (16 * 256 + 16 + 32 * patch) * 3;

            // The shoulder takes from the brightest, for the highlights above them.
            int less = red == 255 ? 36 : 4;
            Assert.InRange(film[at] - red, -less, 4);
            Assert.InRange(film[at + 1] - green, -less, 4);
            Assert.InRange(film[at + 2] - blue, -less, 4);
        }
    }

    [Theory]
    [InlineData("hevc", "mp4")]
    [InlineData("hevc", "mkv")]
    [InlineData("av1", "mp4")]
    public async Task The_mastering_metadata_is_written_where_the_encoder_takes_it(string codec, string container)
    {
        string input = Mastered();
        string output = folder[$"out.{container}"];
        string? note = await TranscodeAsync(input, output, codec, HdrHandling.Expand);
        Assert.DoesNotContain("without the mastering metadata", note);
        HdrMetadata written = (await MediaProbe.ProbeAsync(output, Cancellation)).RequireVideo().Mastering!;
        Assert.Equal((1000, 400), (written.MaxContentLight, written.MaxAverageLight));
        Assert.Equal(4000, written.Display!.MaxLuminance, 0.5);
        Assert.Equal(0.005, written.Display.MinLuminance, 0.0001);
        Assert.Equal(0.265, written.Display.Green.X, 0.0001);
        Assert.Equal(0.329, written.Display.White.Y, 0.0001);
    }

    [Fact]
    public async Task X264_writes_the_mastering_metadata_that_ffmpeg_5_cannot_read_back()
    {
        await TranscodeAsync(Mastered(), folder["out.mp4"], "h264", HdrHandling.Expand);
        string told = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(folder["out.mp4"], Cancellation));
        Assert.Contains("cll=1000,400", told);
        Assert.Contains("mastering-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(40000000,50)", told);
    }

    [Fact]
    public async Task Mastering_metadata_that_cannot_be_written_is_noted()
    {
        string input = Mastered();
        Assert.Contains("without the mastering metadata", await TranscodeAsync(input, folder["out.mkv"], "ffv1", HdrHandling.Expand));
    }

    [Fact]
    public void Expansion_is_refused_where_the_encoder_has_only_eight_bits()
    {
        FrameFormat format = Ten;
        MediaException refusal = Assert.ThrowsAny<MediaException>(() => CodedFormat.Choose(format, HdrTransfer.Pq, "libx264", new HashSet<string> { "yuv420p", "nv12" }));
        Assert.Contains("tone-mapped", refusal.Message);
        Assert.Contains("another codec", refusal.Message);
        Assert.Equal(Remedies.OtherCodec | Remedies.ToneMapping, refusal.Remedies);
        Assert.Equal(PixelLayout.Yuv420, CodedFormat.Choose(format, null, "libx264", new HashSet<string> { "yuv420p" }).Layout);
    }

    [Fact]
    public async Task An_hdr_clip_gives_tone_mapped_rgb_even_where_planes_are_asked_for()
    {
        string input = FromSdr("smpte2084");
        List<(double Time, byte[] Pixels)> asked = await Transcoding.ReadAllAsync(input, Planes);
        List<(double Time, byte[] Pixels)> packed = await Transcoding.ReadAllAsync(input);
        Assert.Equal(256 * 32 * 3, asked[0].Pixels.Length);
        Assert.Equal(packed[0].Pixels, asked[0].Pixels);
    }

    static FrameFormat Ten => new(PixelLayout.Yuv420Ten, ColorMatrix.Bt2020, ColorRange.Limited, ChromaSiting.Left);

    /// <summary>R'G'B' of BT.709: grays, a mid-gray of 18 % among them, and colors inside.</summary>
    static (int Red, int Green, int Blue)[] Patches { get; } =
        [(0, 0, 0), (40, 40, 40), (125, 125, 125), (180, 180, 180), (255, 255, 255), (150, 60, 50), (60, 130, 70), (50, 70, 140)];

    string Mastered() => folder.Make("in.mp4",
        $"{PlanarSourceTests.Pattern(64, 64)} -pix_fmt yuv420p10le -c:v libx265 -preset ultrafast -x265-params \"log-level=error:{Screen}\" "
        + "-color_range tv -colorspace bt2020nc -color_primaries bt2020 -color_trc smpte2084");

    /// <summary>Every other luma of 10 bits from black to white, four columns each.</summary>
    string Ramp(string transfer) => folder.Make("ramp.mkv",
        "-f lavfi -i color=s=1752x16:r=10:d=0.1,format=yuv420p10le,geq=lum='64+floor(X/4)*2':cb=512:cr=512 -c:v ffv1 "
        + $"-color_range tv -colorspace bt2020nc -color_primaries bt2020 -color_trc {transfer} -chroma_sample_location topleft");

    /// <summary>Patches of BT.709, made HDR by zscale, their white 203 nits.</summary>
    string FromSdr(string transfer)
    {
        string patches = string.Concat(Patches.Select((patch, i) => $"drawbox=x={32 * i}:y=0:w=32:h=32:t=fill:color=0x{patch.Red:X2}{patch.Green:X2}{patch.Blue:X2},"));
        return folder.Make("hdr.mkv",
            $"-f lavfi -i color=s=256x32:r=10:d=0.1,format=gbrp -vf {patches}setparams=color_primaries=bt709:color_trc=bt709:colorspace=gbr:range=pc,format=gbrpf32le,"
            + "zscale=tin=bt709:t=linear:npl=203,zscale=p=bt2020,"
            + $"zscale=tin=linear:t={transfer}:m=bt2020nc:r=tv:npl=203,format=yuv420p10le -c:v ffv1 "
            + $"-color_range tv -colorspace bt2020nc -color_primaries bt2020 -color_trc {transfer} -chroma_sample_location left");
    }

    static async Task<string?> TranscodeAsync(string input, string output, string codec, HdrHandling hdr)
    {
        await using VideoSource source = await VideoSource.OpenAsync(input, new VideoSourceOptions { Hdr = hdr }, Cancellation);
        await using VideoEncoder encoder = await VideoEncoder.CreateAsync(output, Transcoding.For(source) with { Codec = codec }, Cancellation);
        while (await source.ReadAsync(Cancellation) is { } frame)
        {
            await encoder.WriteAsync(frame, Cancellation);
        }

        await encoder.CompleteAsync(Cancellation);
        return encoder.Note;
    }

    async Task<int[]> LumaAsync(string clip) => [.. PlanarSourceTests.Samples(await PixelsAsync(clip), Ten)[..1752].Where((_, x) => x % 4 == 1)];

    Task<byte[]> PixelsAsync(string clip) => Task.FromResult(folder.Pixels(clip, 0, format: "yuv420p10le"));
}
