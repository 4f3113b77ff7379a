using LiveStyle.Frames;
using LiveStyle.Media.Capture;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Media.Tests.Capture;

public sealed class LiveArgumentsTests
{
    [Theory]
    [InlineData("/dev/video2", "-f v4l2 -video_size 640x480 -framerate 30/1 -i \"/dev/video2\"")]
    [InlineData("v4l2:2", "-f v4l2 -video_size 640x480 -framerate 30/1 -i \"/dev/video2\"")]
    [InlineData("v4l2:/dev/v4l/by-id/cam", "-f v4l2 -video_size 640x480 -framerate 30/1 -i \"/dev/v4l/by-id/cam\"")]
    [InlineData("dshow:Front \"HD\" Camera", "-f dshow -video_size 640x480 -framerate 30/1 -i \"video=Front \\\"HD\\\" Camera\"")]
    [InlineData("avfoundation:1", "-f avfoundation -video_size 640x480 -framerate 30/1 -i \"1:none\"")]
    public void A_camera_is_asked_for_its_size_and_rate(string location, string expected)
    {
        var options = new LiveSourceOptions { CameraSize = new FrameSize(640, 480), CameraFrameRate = new Rational(30, 1) };
        string line = LiveArguments.Build(LiveInput.Parse(location, isPaced: false), options, null);
        Assert.Contains("-fflags nobuffer -flags low_delay", line);
        Assert.Contains(expected, line);
    }

    [Fact]
    public void An_address_is_asked_for_nothing_that_only_cameras_know()
    {
        var options = new LiveSourceOptions { CameraSize = new FrameSize(640, 480), CameraFrameRate = new Rational(30, 1) };
        string line = LiveArguments.Build(LiveInput.Parse("rtsp://me:secret@host/1", isPaced: false), options, null);
        Assert.DoesNotContain("video_size", line);
        Assert.Contains("-rtsp_flags prefer_tcp -i \"rtsp://me:secret@host/1\"", line);
    }

    [Fact]
    public void Without_a_listener_for_it_no_sound_is_read()
    {
        string line = LiveArguments.Build(LiveInput.Parse("srt://host:9000", isPaced: false), new LiveSourceOptions(), null);
        Assert.Contains("-map 0:v:0 -an -sn -dn", line);
        Assert.DoesNotContain("0:a", line);
    }

    [Theory]
    [InlineData(false, " -re -i \"file:a film.mp4\"")]
    [InlineData(true, " -re -stream_loop -1 -i \"file:a film.mp4\"")]
    public void A_film_is_read_at_its_own_pace_and_decoded_in_full_order(bool isLooped, string expected)
    {
        string line = LiveArguments.Build(LiveInput.Parse("a film.mp4", isPaced: true), new LiveSourceOptions { IsLooped = isLooped }, null);
        Assert.Contains(expected, line);
        Assert.DoesNotContain("low_delay", line);
    }
}
