using LiveStyle.Frames;
using LiveStyle.Media.Encoding;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Media.Tests.Films;

/// <summary>The encoder's speed, by name.</summary>
[Trait("Speed", "Slow")]
public sealed class EncoderPresetTests : IDisposable
{
    static readonly FrameSize Size = new(64, 64);
    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(null, "subme=7")]
    [InlineData("medium", "subme=7")]
    [InlineData("ultrafast", "subme=0")]
    [InlineData("VeryFast", "subme=2")]
    [InlineData("placebo", "subme=11")]
    public async Task H264_is_encoded_at_the_speed_asked_for(string? preset, string setting)
    {
        await EncodeAsync("out.mp4", "h264", preset);

        // x264 writes its settings into the stream.
        Assert.Contains($" {setting} ", System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(folder["out.mp4"], Cancellation)));
    }

    [Theory]
    [InlineData("hevc", "ultrafast")]
    [InlineData("hevc", "slow")]
    [InlineData("av1", "ultrafast")]
    [InlineData("av1", "slow")]
    [InlineData("vp9", "ultrafast")]
    [InlineData("vp9", "placebo")]
    public async Task Other_encoders_know_the_presets_too(string codec, string preset)
    {
        await EncodeAsync("out.mkv", codec, preset);

        Assert.Equal(codec, folder.Ask(folder["out.mkv"], "-select_streams v -show_entries stream=codec_name"));
        Assert.Equal(3, folder.FrameTimes(folder["out.mkv"]).Length);
    }

    [Theory]
    [InlineData("out.mp4", "h264", "quick", "no preset is called quick; there are ultrafast, superfast, veryfast, faster, fast, medium, slow, slower, veryslow, placebo")]
    [InlineData("out.mov", "prores", "fast", "prores has only one speed (preset); leave it out")]
    [InlineData("out.mkv", "ffv1", "fast", "ffv1 has only one speed (preset); leave it out")]
    public async Task Preset_that_does_not_exist_is_refused_with_the_cure(string output, string codec, string preset, string expected)
    {
        var problem = await Assert.ThrowsAnyAsync<MediaException>(() => EncodeAsync(output, codec, preset));
        Assert.Equal(expected, problem.Message);
        Assert.Empty(folder.Names);
    }

    async Task EncodeAsync(string output, string codec, string? preset)
    {
        VideoEncoderOptions options = VideoEncoderTests.Options(Size) with { Codec = codec, Preset = preset };
        await using VideoEncoder encoder = await VideoEncoder.CreateAsync(folder[output], options, Cancellation);
        await VideoEncoderTests.WriteAsync(encoder, Size, 3);
        await encoder.CompleteAsync(Cancellation);
    }
}
