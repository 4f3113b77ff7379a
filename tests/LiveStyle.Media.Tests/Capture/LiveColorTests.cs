using LiveStyle.Frames;
using LiveStyle.Media.Capture;
using Xunit;

namespace LiveStyle.Media.Tests.Capture;

[Trait("Speed", "Slow")]
public sealed class LiveColorTests
{
    [Theory]
    [InlineData("Video: h264 (High), yuv420p(tv, bt709, progressive), 640x480 [SAR 1:1 DAR 4:3], 25 fps", 640, ColorMatrix.Bt709)]
    [InlineData("Video: mjpeg (Baseline), yuvj420p(pc, bt470bg/unknown/unknown, progressive), 1280x720, 25 fps", 1280, ColorMatrix.Bt601)]
    [InlineData("Video: hevc (Main 10), yuv420p10le(tv, bt2020nc/bt2020/arib-std-b67), 3840x2160, 50 fps", 3840, ColorMatrix.Bt2020)]
    [InlineData("Video: mpeg2video (Main) ([2][0][0][0] / 0x0002), yuv420p(tv, unknown/bt709/bt709, progressive), 720x576", 720, ColorMatrix.Bt601)]
    [InlineData("Video: h264 (High), yuv420p(progressive), 1920x1080, 25 fps", 1920, ColorMatrix.Bt709)]
    [InlineData("Video: rawvideo (YUY2 / 0x32595559), yuyv422, 640x480, 147456 kb/s, 30 fps", 640, ColorMatrix.Bt601)]
    [InlineData("Video: rawvideo (BGR[24] / 0x18524742), bgr24, 1920x1080, 30 fps", 1920, ColorMatrix.Bt601)]
    [InlineData("Video: png, rgb24(pc), 1920x1080, 25 fps", 1920, ColorMatrix.Bt601)]
    [InlineData("Video: h264, none, 25 fps", 1920, ColorMatrix.Bt709)]
    [InlineData(null, 640, ColorMatrix.Bt601)]
    public void The_matrix_is_what_the_source_says_or_what_players_assume(string? line, int width, ColorMatrix matrix) =>
        Assert.Equal(matrix, LiveColor.Planes(line, new FrameSize(width, width * 9 / 16)).Matrix);
}
