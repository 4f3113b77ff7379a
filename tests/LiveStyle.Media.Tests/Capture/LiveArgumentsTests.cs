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
        string line = LiveArguments.Build(LiveInput.Parse(location), options, null);
        Assert.Contains("-fflags nobuffer -flags low_delay", line);
        Assert.Contains(expected, line);
    }

    [Fact]
    public void An_address_is_asked_for_nothing_that_only_cameras_know()
    {
        var options = new LiveSourceOptions { CameraSize = new FrameSize(640, 480), CameraFrameRate = new Rational(30, 1) };
        string line = LiveArguments.Build(LiveInput.Parse("rtsp://me:secret@host/1"), options, null);
        Assert.DoesNotContain("video_size", line);
        Assert.Contains("-rtsp_flags prefer_tcp -i \"rtsp://me:secret@host/1\"", line);
    }
}
