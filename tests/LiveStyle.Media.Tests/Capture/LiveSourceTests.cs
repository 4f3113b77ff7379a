using LiveStyle.Frames;
using LiveStyle.Media.Capture;
using LiveStyle.TestKit.Media;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Media.Tests.Capture;

[Trait("Speed", "Slow")]
public sealed class LiveSourceTests
{
    readonly int port = LiveSender.FreePort();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Frames_come_with_increasing_times_and_the_senders_picture()
    {
        using var sender = new LiveSender(port, "color=0x20C040:s=64x48:r=25");
        await using LiveSource source = await LiveReading.OpenAsync(port, LiveReading.Quick);
        Assert.Equal((new FrameSize(64, 48), true), (source.Size, source.State.IsConnected));
        Assert.Equal((new Rational(25, 1), false), (source.FrameRate, source.HasSound));
        List<double> times = await LiveReading.ReadAsync(source, 10, pixels => Assert.InRange(pixels[1] - pixels[0], 100, 220));
        Assert.Equal(0, times[0]);
        Assert.Equal((10, 0), (source.FramesRead, source.Pool.Outstanding));
    }

    [Fact]
    public async Task Planes_keep_the_senders_numbers_and_say_what_they_mean()
    {
        using var sender = new LiveSender(port, "color=0x20C040:s=64x48:r=25,scale=out_color_matrix=bt709,format=yuv420p", "-colorspace bt709 -color_primaries bt709 -color_trc bt709");
        await using LiveSource source = await LiveReading.OpenAsync(port, LiveReading.Quick with { Planes = true });
        Assert.Equal(new FrameFormat(PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left), source.Format);
        using HostFrame frame = (await source.ReadAsync(Cancellation))!;
        using HostFrame rgb = HostFrame.Allocate(source.Size);
        PlaneConversion.ToRgb(frame, rgb);
        Assert.InRange(rgb.Pixels[0], 0x20 - 4, 0x20 + 4);
        Assert.InRange(rgb.Pixels[1], 0xC0 - 4, 0xC0 + 4);
        Assert.InRange(rgb.Pixels[2], 0x40 - 4, 0x40 + 4);
    }

    [Fact]
    public async Task Cancelling_ends_a_read_that_waits_for_a_frame_or_for_the_sender()
    {
        var sender = new LiveSender(port);
        await using LiveSource source = await LiveReading.OpenAsync(port, LiveReading.Quick with { RetryDelay = TimeSpan.FromHours(1) });
        sender.Dispose();
        using var stop = new CancellationTokenSource();
        Task<List<double>> reading = LiveReading.ReadAsync(source, 1_000_000, cancellation: stop.Token);
        await LiveReading.LostAsync(source);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal((LivePhase.Ended, 0), (source.State.Phase, source.Pool.Outstanding));
    }

    [Fact]
    public async Task Cancelling_ends_a_connection_that_listens_for_its_sender()
    {
        using var stop = new CancellationTokenSource();
        Task<LiveSource> opening = LiveSource.OpenAsync(LiveSender.Address(port) + "?listen=1", LiveReading.Quick, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
    }

    [Theory]
    [InlineData("/dev/video97")]
    [InlineData("v4l2:97")]
    public async Task A_camera_that_is_not_there_is_one_line_with_the_cure(string camera)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "cameras are files on Linux only");
        MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(() => LiveSource.OpenAsync(camera, LiveReading.Quick, Cancellation));
        Assert.StartsWith("there is no camera /dev/video97; ", failure.Message);
        Assert.Contains(Directory.GetFiles("/dev", "video*") is [] ? "connect one" : "here are v4l2:", failure.Message);
    }

    [Fact]
    public async Task A_camera_of_another_system_is_told_what_cameras_are_called_here()
    {
        string camera = OperatingSystem.IsWindows() ? "v4l2:0" : "dshow:Front Camera";
        MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(() => LiveSource.OpenAsync(camera, LiveReading.Quick, Cancellation));
        Assert.Contains("another system", failure.Message);
    }

    [Fact]
    public async Task An_address_that_nobody_serves_is_one_line_without_the_password()
    {
        MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(
            () => LiveSource.OpenAsync($"rtsp://me:secret@127.0.0.1:{port}/live", LiveReading.Quick, Cancellation));
        Assert.Contains($"rtsp://127.0.0.1:{port}/live can't be read: ", failure.Message);
        Assert.Contains("Connection refused", failure.Message);
        Assert.DoesNotContain("secret", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public async Task An_address_that_says_nothing_is_waited_for_no_longer_than_asked()
    {
        MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(
            () => LiveSource.OpenAsync($"udp://127.0.0.1:{port}", LiveReading.Quick with { ConnectTimeout = TimeSpan.FromSeconds(0.3) }, Cancellation));
        Assert.Contains("no picture came", failure.Message);
    }

    [Theory]
    [InlineData("/dev/video0", true)]
    [InlineData("v4l2:0", true)]
    [InlineData("dshow:HD Webcam", true)]
    [InlineData("avfoundation:0", true)]
    [InlineData("rtsp://camera/1", true)]
    [InlineData("srt://host:9000?mode=listener", true)]
    [InlineData("screen", true)]
    [InlineData("screen:1", true)]
    [InlineData("screen:640x360+10+20", true)]
    [InlineData("screen:nonsense", true)]
    [InlineData("window:A film - player", true)]
    [InlineData("test", true)]
    [InlineData("test:640x360@30", true)]
    [InlineData("file:clip.mp4", true)]
    [InlineData("file:///clip.mp4", false)]
    [InlineData("screen.mp4", false)]
    [InlineData("tests", false)]
    [InlineData("https://host/clip.mp4", false)]
    [InlineData("clip.mp4", false)]
    [InlineData("rtsp.mp4", false)]
    public void What_is_live_is_known_by_its_name(string location, bool live) =>
        Assert.Equal(live, LiveSource.IsLive(location));
}
