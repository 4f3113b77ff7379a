using LiveStyle.Media.Capture;
using LiveStyle.TestKit.Collections;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Media.Tests.Capture;

/// <summary>What happens when ffmpeg can't be started for a while. Nothing else runs meanwhile, since nobody finds it.</summary>
[Collection(Alone.Name)]
[Trait("Speed", "Slow")]
public sealed class LiveStartTests : IDisposable
{
    readonly int port = LiveSender.FreePort();
    readonly string? path = Environment.GetEnvironmentVariable("PATH");

    public void Dispose() => Environment.SetEnvironmentVariable("PATH", path);

    [Fact]
    public async Task A_source_goes_on_once_ffmpeg_can_be_started_again()
    {
        var sender = new LiveSender(port);
        await using LiveSource source = await LiveReading.OpenAsync(port, LiveReading.Quick);
        await LiveReading.ReadAsync(source, 5);
        Environment.SetEnvironmentVariable("PATH", "");
        sender.Dispose();
        bool isMissed = false;
        Task reading = LiveReading.ReadAsync(source, long.MaxValue, until: () => isMissed && source.State.IsConnected);
        await HeardSound.UntilAsync(() => Misses(source.State));
        Assert.Equal(LivePhase.Reconnecting, source.State.Phase);

        isMissed = true;
        Environment.SetEnvironmentVariable("PATH", path);
        using var successor = new LiveSender(port);
        await reading;
        Assert.True(source.State.IsConnected);
        Assert.Equal(0, source.Pool.Outstanding);
    }

    [Fact]
    public async Task A_microphone_goes_on_once_ffmpeg_can_be_started_again()
    {
        var heard = new HeardSound();
        var sender = new SoundSender(port);
        await using SoundCapture capture = await heard.OpenAsync(port);
        await heard.NextAsync(4800);
        Environment.SetEnvironmentVariable("PATH", "");
        sender.Dispose();
        await HeardSound.UntilAsync(() => Misses(capture.State));
        Assert.Equal(LivePhase.Reconnecting, capture.State.Phase);

        Environment.SetEnvironmentVariable("PATH", path);
        using var successor = new SoundSender(port);
        await HeardSound.UntilAsync(() => capture.State.IsConnected);
        await heard.NextAsync(4800);
    }

    static bool Misses(LiveSourceState state) => state.Reason?.Contains("ffmpeg was not found", StringComparison.Ordinal) == true;
}
