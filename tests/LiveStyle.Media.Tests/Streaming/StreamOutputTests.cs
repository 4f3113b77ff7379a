using LiveStyle.Media.Streaming;
using Xunit;

namespace LiveStyle.Media.Tests.Streaming;

public sealed class StreamOutputTests
{
    [Theory]
    [InlineData("rtmp://host/live/secret", StreamOutputKind.Address, "rtmp://host/live/…")]
    [InlineData("rtmps://host:443/live/secret?backup=1", StreamOutputKind.Address, "rtmps://host:443/live/…?backup=1")]
    [InlineData("srt://host:9000?passphrase=secret", StreamOutputKind.Address, "srt://host:9000?passphrase=…")]
    [InlineData("rtsp://me:secret@host/a", StreamOutputKind.Address, "rtsp://host/a")]
    [InlineData("udp://239.0.0.1:5000", StreamOutputKind.Address, "udp://239.0.0.1:5000")]
    [InlineData("show.mkv", StreamOutputKind.Recording, "show.mkv")]
    [InlineData("rec/show.MP4", StreamOutputKind.Recording, "rec/show.MP4")]
    [InlineData("www/show.m3u8", StreamOutputKind.Playlist, "www/show.m3u8")]
    [InlineData("hls:www", StreamOutputKind.Playlist, "hls:www")]
    [InlineData("v4l2:9", StreamOutputKind.Camera, "v4l2:9")]
    [InlineData("/dev/video9", StreamOutputKind.Camera, "/dev/video9")]
    [InlineData("pipewire:Live Style", StreamOutputKind.Node, "pipewire:Live Style")]
    public void A_text_says_what_it_is_without_its_key(string text, StreamOutputKind kind, string name)
    {
        StreamOutput output = StreamOutput.TryParse(text)!;

        Assert.Equal((kind, name), (output.Kind, output.Name));
        Assert.DoesNotContain("secret", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://host/a", "not to https")]
    [InlineData("hls:", "names no folder")]
    [InlineData("show%05d.m3u8", "percent sign")]
    [InlineData("v4l2:camera", "names no device")]
    [InlineData("pipewire:a\"b", "a node's name is")]
    [InlineData("pipewire:", "a node's name is")]
    [InlineData("show\n.mkv", "show\uFFFD.mkv: an address or name holds no line break")]
    [InlineData("hls:www\tshow", "no tab")]
    [InlineData("rtmp://host/live/\u0007key\r", "rtmp://host/live/…: an address or name holds no")]
    [InlineData("show\u2028.ts", "no line break")]
    public void What_can_not_be_is_refused_in_one_line(string text, string reason)
    {
        MediaException failure = Assert.Throws<MediaException>(() => StreamOutput.TryParse(text));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Theory]
    [InlineData("show.avi")]
    [InlineData("window")]
    [InlineData("")]
    public void What_is_none_is_left_to_others(string text) => Assert.Null(StreamOutput.TryParse(text));

    [Theory]
    [InlineData("rtmp://host/live/abcd-1234?x=1", "abcd-1234")]
    [InlineData("srt://host:9000?mode=caller&passphrase=longenough&streamid=publish%3Aa", "longenough publish%3Aa")]
    [InlineData("rtsp://me:pass@host/a", "pass")]
    [InlineData("rtmp://host/live", "")]
    [InlineData("rec/show.mkv", "")]
    public void The_keys_of_an_address_are_known(string address, string keys) =>
        Assert.Equal(keys.Split(' ', StringSplitOptions.RemoveEmptyEntries), StreamKeys.Of(address));

    [Theory]
    [InlineData("srt://:9000?mode=listener", true)]
    [InlineData("tcp://0.0.0.0:9000?listen=1", true)]
    [InlineData("srt://host:9000", false)]
    [InlineData("listen.mkv", false)]
    public void A_listener_waits_for_whoever_calls(string text, bool waits) => Assert.Equal(waits, StreamOutput.TryParse(text)!.WaitsForReader);

    [Theory]
    [InlineData("libx265", "libx265")]
    [InlineData("h264_vaapi", "h264_vaapi")]
    public void An_encoder_of_another_kind_is_refused(string encoder, string named)
    {
        MediaException failure = Assert.Throws<MediaException>(new StreamCoding { VideoEncoder = encoder }.Check);

        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        Assert.Throws<MediaException>(new StreamCoding { BitRate = 10 }.Check);
        Assert.Throws<MediaException>(new StreamCoding { SoundBitRate = 10 }.Check);
        Assert.Throws<MediaException>(new StreamCoding { Preset = "fast -y" }.Check);
        Assert.Throws<MediaException>(new StreamCoding { KeyInterval = TimeSpan.FromMinutes(1) }.Check);
        new StreamCoding().Check();
    }
}
