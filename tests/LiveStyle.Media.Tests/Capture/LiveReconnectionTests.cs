using LiveStyle.Frames;
using LiveStyle.Media.Capture;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Media.Tests.Capture;

[Trait("Speed", "Slow")]
public sealed class LiveReconnectionTests
{
    readonly int port = LiveSender.FreePort();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sender_that_vanishes_is_waited_for_and_goes_on()
    {
        LiveSender sender = new(port);
        await using LiveSource source = await LiveReading.OpenAsync(port, LiveReading.Quick);
        List<double> before = await LiveReading.ReadAsync(source, 5);
        sender.Dispose();

        Task<LiveSourceState> lost = LiveReading.LostAsync(source);
        Task<List<double>> after = LiveReading.ReadAsync(source, source.FramesRead + 1_000_000, until: () => lost.IsCompleted && source.State.IsConnected);
        LiveSourceState state = await lost;
        Assert.Equal(LivePhase.Reconnecting, state.Phase);
        Assert.NotNull(state.Reason);
        using var successor = new LiveSender(port);
        List<double> times = [.. before, .. await after, .. await LiveReading.ReadAsync(source, 5)];

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
        await using LiveSource source = await LiveReading.OpenAsync(port, LiveReading.Quick);
        sender.Dispose();
        using var successor = new LiveSender(port, "color=white:s=32x32:r=25");
        byte[] pixels = [];
        for (int left = -1; left is not (>= 0 and < 100);)
        {
            await LiveReading.ReadAsync(source, 1, read => pixels = read.ToArray());
            left = pixels[0];
        }

        int middle = (16 * 64 + 32) * 3;
        Assert.InRange(pixels[middle], 230, 255);
        Assert.InRange(pixels[16 * 64 * 3 + 4], 0, 20);
    }

    [Fact]
    public async Task A_sender_that_falls_silent_and_does_not_come_back_ends_the_source()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "stops a process by a signal");
        using var sender = new LiveSender(port);
        await using LiveSource source = await LiveReading.OpenAsync(port, LiveReading.Quick with { FrameTimeout = TimeSpan.FromSeconds(0.5), GiveUpAfter = TimeSpan.FromSeconds(0.1) });
        await LiveReading.ReadAsync(source, 1);
        UnixSignal.Send(sender.Id, UnixSignal.Stop);
        while (await source.ReadAsync(Cancellation) is { } frame)
        {
            frame.Dispose();
        }

        Assert.Equal(LivePhase.Ended, source.State.Phase);
        Assert.Contains("Connection refused", source.State.Reason);
        Assert.Null(await source.ReadAsync(Cancellation));
        Assert.Equal(0, source.Pool.Outstanding);
    }
}
