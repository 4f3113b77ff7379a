using System.Diagnostics;
using LiveStyle.Media.Capture;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Media.Tests.Capture;

[Trait("Speed", "Slow")]
public sealed class SoundCaptureTests
{
    readonly int port = LiveSender.FreePort();
    readonly HeardSound heard = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_test_tone_comes_in_real_time_on_both_channels()
    {
        await using SoundCapture capture = await SoundCapture.OpenAsync("test:1000", HeardSound.Quick, heard.Take, Cancellation);
        (short[] left, short[] right) = await heard.NextAsync(48_000);

        Assert.Equal(left, right);
        Assert.InRange(HeardSound.Frequency(left), 998, 1002);
        Assert.InRange(left.Max(), 8000, 20_000);
        Assert.Equal(("test:1000", true), (capture.Name, capture.State.IsConnected));
        Assert.InRange(capture.MomentsHeard, 48_000, long.MaxValue);

        // It can't come faster than it is made, whatever else the machine does.
        long[] arrivals = heard.Arrivals;
        Assert.InRange(Stopwatch.GetElapsedTime(arrivals[0], arrivals[^1]).TotalSeconds, 0.7, double.MaxValue);
        Assert.Equal(arrivals.Order(), arrivals);
    }

    [Fact]
    public async Task A_sender_of_another_rate_is_brought_to_48_kilohertz()
    {
        using var sender = new SoundSender(port, 600);
        await using SoundCapture capture = await heard.OpenAsync(port);
        (short[] left, short[] right) = await heard.NextAsync(24_000);
        Assert.InRange(HeardSound.Frequency(left), 597, 603);
        Assert.Equal(left, right);
    }

    [Fact]
    public async Task A_sender_that_vanishes_is_waited_for_and_goes_on()
    {
        var sender = new SoundSender(port, 440);
        await using SoundCapture capture = await heard.OpenAsync(port);
        await heard.NextAsync(4800);
        sender.Dispose();
        await HeardSound.UntilAsync(() => !capture.State.IsConnected);
        Assert.Equal(LivePhase.Reconnecting, capture.State.Phase);
        Assert.NotNull(capture.State.Reason);

        using var successor = new SoundSender(port, 900);
        await HeardSound.UntilAsync(() => capture.State.IsConnected);
        await heard.NextAsync(4800);
        Assert.InRange(HeardSound.Frequency((await heard.NextAsync(24_000)).Left), 895, 905);
        Assert.Null(capture.State.Reason);
    }

    [Fact]
    public async Task A_sender_that_falls_silent_and_does_not_come_back_ends_the_capture()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "stops a process by a signal");
        using var sender = new SoundSender(port);
        await using SoundCapture capture = await heard.OpenAsync(port,
            HeardSound.Quick with { SoundTimeout = TimeSpan.FromSeconds(0.5), GiveUpAfter = TimeSpan.FromSeconds(0.1) });
        UnixSignal.Send(sender.Id, UnixSignal.Stop);
        await HeardSound.UntilAsync(() => capture.State.Phase == LivePhase.Ended);
        Assert.NotNull(capture.State.Reason);
    }

    [Fact]
    public async Task A_listener_that_throws_ends_the_capture()
    {
        await using SoundCapture capture = await SoundCapture.OpenAsync("test", HeardSound.Quick, (_, _) => throw new InvalidOperationException("full"), Cancellation);
        await HeardSound.UntilAsync(() => capture.State.Phase == LivePhase.Ended);
        Assert.Equal("full", capture.State.Reason);
    }

    [Fact]
    public async Task After_disposal_nothing_is_heard()
    {
        SoundCapture capture = await SoundCapture.OpenAsync("test", HeardSound.Quick, heard.Take, Cancellation);
        await capture.DisposeAsync();
        int blocks = heard.Arrivals.Length;
        await Task.Delay(100, Cancellation);
        Assert.Equal((blocks, LivePhase.Ended), (heard.Arrivals.Length, capture.State.Phase));
        await capture.DisposeAsync();
    }

    [Fact]
    public async Task Cancelling_ends_a_capture_that_listens_for_its_sender()
    {
        using var stop = new CancellationTokenSource();
        Task<SoundCapture> opening = SoundCapture.OpenAsync(LiveSender.Address(port) + "?listen=1", HeardSound.Quick, heard.Take, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
    }

    [Fact]
    public async Task A_device_of_ALSA_is_heard()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "ALSA is Linux'");
        await using SoundCapture capture = await SoundCapture.OpenAsync("alsa:null", HeardSound.Quick, heard.Take, Cancellation);
        Assert.Equal(48_000, (await heard.NextAsync(48_000)).Left.Length);
        Assert.True(capture.State.IsConnected);
    }
}
