using LiveStyle.Frames;
using LiveStyle.Media;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Tests.Live;

public sealed class LiveSourceTests
{
    static readonly LiveSourceOptions Quick = new() { RetryDelay = TimeSpan.FromMilliseconds(50) };

    readonly int port = LiveSender.FreePort();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Frames_come_with_increasing_times_and_the_senders_picture()
    {
        using var sender = new LiveSender(port, "color=0x20C040:s=64x48:r=25");
        await using LiveSource source = await OpenAsync(Quick);
        Assert.Equal((new FrameSize(64, 48), true), (source.Size, source.State.IsConnected));
        List<double> times = await ReadAsync(source, 10, pixels => Assert.InRange(pixels[1] - pixels[0], 100, 220));
        Assert.Equal(0, times[0]);
        Assert.Equal((10, 0), (source.FramesRead, source.Pool.Outstanding));
    }

    [Theory]
    [InlineData("testsrc2=s=64x48:r=25")]
    [InlineData("testsrc2=s=96x96:r=25")]
    public async Task A_sender_that_vanishes_is_waited_for_and_goes_on(string second)
    {
        LiveSender sender = new(port);
        await using LiveSource source = await OpenAsync(Quick);
        List<double> before = await ReadAsync(source, 5);
        sender.Dispose();

        Task<LiveSourceState> lost = LostAsync(source);
        Task<List<double>> after = ReadAsync(source, source.FramesRead + 1_000_000, until: () => lost.IsCompleted && source.State.IsConnected);
        LiveSourceState state = await lost;
        Assert.Equal(LivePhase.Reconnecting, state.Phase);
        Assert.NotNull(state.Reason);
        using var successor = new LiveSender(port, second);
        List<double> times = [.. before, .. await after, .. await ReadAsync(source, 5)];

        Assert.Equal(times.Order().Distinct(), times);
        Assert.Equal(new FrameSize(64, 48), source.Size);
        Assert.True(source.State.IsConnected);
        Assert.Null(source.State.Reason);
        Assert.Equal(0, source.Pool.Outstanding);
    }

    [Fact]
    public async Task Another_picture_shape_comes_back_in_bars()
    {
        LiveSender sender = new(port, "color=white:s=64x32:r=25");
        await using LiveSource source = await OpenAsync(Quick);
        sender.Dispose();
        using var successor = new LiveSender(port, "color=white:s=32x32:r=25");
        byte[] pixels = [];
        for (int left = -1; left is not (>= 0 and < 100);)
        {
            await ReadAsync(source, 1, read => pixels = read.ToArray());
            left = pixels[0];
        }

        int middle = (16 * 64 + 32) * 3;
        Assert.InRange(pixels[middle], 230, 255);
        Assert.InRange(pixels[16 * 64 * 3 + 4], 0, 20);
    }

    [Fact]
    public async Task A_sender_that_falls_silent_counts_as_vanished()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "stops a process by a signal");
        using var sender = new LiveSender(port);
        await using LiveSource source = await OpenAsync(Quick with { FrameTimeout = TimeSpan.FromSeconds(0.5), GiveUpAfter = TimeSpan.FromSeconds(0.1) });
        await ReadAsync(source, 1);
        UnixSignal.Send(sender.Id, UnixSignal.Stop);
        while (await source.ReadAsync(Cancellation) is { } frame)
        {
            frame.Dispose();
        }

        Assert.Equal(LivePhase.Ended, source.State.Phase);
        Assert.Equal(0, source.Pool.Outstanding);
    }

    [Fact]
    public async Task A_sender_that_stays_away_ends_the_source_with_the_reason()
    {
        var sender = new LiveSender(port);
        await using LiveSource source = await OpenAsync(Quick with { GiveUpAfter = TimeSpan.FromSeconds(0.5) });
        sender.Dispose();
        while (await source.ReadAsync(Cancellation) is { } frame)
        {
            frame.Dispose();
        }

        Assert.Equal(LivePhase.Ended, source.State.Phase);
        Assert.Contains("Connection refused", source.State.Reason);
        Assert.Null(await source.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task Cancelling_ends_a_read_that_waits_for_a_frame_or_for_the_sender()
    {
        var sender = new LiveSender(port);
        await using LiveSource source = await OpenAsync(Quick with { RetryDelay = TimeSpan.FromHours(1) });
        sender.Dispose();
        using var stop = new CancellationTokenSource();
        Task<List<double>> reading = ReadAsync(source, 1_000_000, cancellation: stop.Token);
        await LostAsync(source);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal((LivePhase.Ended, 0), (source.State.Phase, source.Pool.Outstanding));
    }

    [Fact]
    public async Task Cancelling_ends_a_connection_that_listens_for_its_sender()
    {
        using var stop = new CancellationTokenSource();
        Task<LiveSource> opening = LiveSource.OpenAsync(LiveSender.Address(port) + "?listen=1", Quick, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
    }

    [Theory]
    [InlineData("/dev/video97")]
    [InlineData("v4l2:97")]
    public async Task A_camera_that_is_not_there_is_one_line_with_the_cure(string camera)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "cameras are files on Linux only");
        MediaException failure = await Assert.ThrowsAsync<MediaException>(() => LiveSource.OpenAsync(camera, Quick, Cancellation));
        Assert.StartsWith("there is no camera /dev/video97; ", failure.Message);
        Assert.Contains(Directory.GetFiles("/dev", "video*") is [] ? "connect one" : "here are /dev/video", failure.Message);
    }

    [Fact]
    public async Task A_camera_of_another_system_is_told_what_cameras_are_called_here()
    {
        string camera = OperatingSystem.IsWindows() ? "v4l2:0" : "dshow:Front Camera";
        MediaException failure = await Assert.ThrowsAsync<MediaException>(() => LiveSource.OpenAsync(camera, Quick, Cancellation));
        Assert.Contains("another system", failure.Message);
    }

    [Fact]
    public async Task An_address_that_nobody_serves_is_one_line_without_the_password()
    {
        MediaException failure = await Assert.ThrowsAsync<MediaException>(
            () => LiveSource.OpenAsync($"rtsp://me:secret@127.0.0.1:{port}/live", Quick, Cancellation));
        Assert.Contains($"rtsp://127.0.0.1:{port}/live can't be read: ", failure.Message);
        Assert.Contains("Connection refused", failure.Message);
        Assert.DoesNotContain("secret", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public async Task An_address_that_says_nothing_is_waited_for_no_longer_than_asked()
    {
        MediaException failure = await Assert.ThrowsAsync<MediaException>(
            () => LiveSource.OpenAsync($"udp://127.0.0.1:{port}", Quick with { ConnectTimeout = TimeSpan.FromSeconds(0.3) }, Cancellation));
        Assert.Contains("no picture came", failure.Message);
    }

    [Theory]
    [InlineData("/dev/video0", true)]
    [InlineData("v4l2:0", true)]
    [InlineData("dshow:HD Webcam", true)]
    [InlineData("avfoundation:0", true)]
    [InlineData("rtsp://camera/1", true)]
    [InlineData("srt://host:9000?mode=listener", true)]
    [InlineData("https://host/clip.mp4", false)]
    [InlineData("clip.mp4", false)]
    [InlineData("rtsp.mp4", false)]
    public void Cameras_and_live_protocols_are_known_by_their_names(string location, bool live) =>
        Assert.Equal(live, LiveSource.IsLive(location));

    /// <summary>The sender may not listen yet, and serves the first who connects: so it is not tried before.</summary>
    async Task<LiveSource> OpenAsync(LiveSourceOptions options)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return await LiveSource.OpenAsync(LiveSender.Address(port), options, Cancellation);
            }
            catch (MediaException failure) when (attempt < 200 && failure.Message.Contains("Connection refused"))
            {
                await Task.Delay(50, Cancellation);
            }
        }
    }

    static async Task<LiveSourceState> LostAsync(LiveSource source)
    {
        while (source.State.IsConnected)
        {
            await Task.Delay(5, Cancellation);
        }

        return source.State;
    }

    static async Task<List<double>> ReadAsync(
        LiveSource source, long count, Action<Span<byte>>? look = null, Func<bool>? until = null, CancellationToken? cancellation = null)
    {
        var times = new List<double>();
        while (times.Count < count && until?.Invoke() != true)
        {
            using HostFrame frame = (await source.ReadAsync(cancellation ?? Cancellation))!;
            Assert.Equal(source.Size, frame.Size);
            look?.Invoke(frame.Pixels);
            times.Add(frame.Timestamp.Seconds);
        }

        return times;
    }
}
