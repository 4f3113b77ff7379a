using System.Diagnostics;
using LiveStyle.Media.Capture;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Media.Tests.Capture;

[Trait("Speed", "Slow")]
public sealed class LiveSoundTests
{
    readonly HeardTone tone = new();

    /// <summary>Who loses the sender ends, rather than wait for one that does not come back.</summary>
    static LiveSourceOptions Patient { get; } = LiveReading.Quick with { GiveUpAfter = TimeSpan.FromSeconds(5) };

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_senders_tone_is_heard_beside_its_pictures()
    {
        int port = LiveSender.FreePort();
        using var sender = new LiveSender(port, sound: "sine=frequency=1000:sample_rate=44100");
        await using LiveSource source = await LiveReading.OpenAsync(port, Patient with { Sound = tone.Take });
        List<double> times = await LiveReading.ReadAsync(source, 40);
        Assert.True(source.HasSound);
        Assert.InRange(tone.Seconds, 1, 2.5);
        Assert.InRange(tone.Frequency(), 990, 1010);
        Assert.Equal(40, times.Count);
        Assert.All(tone.Arrivals, arrival => Assert.InRange(arrival - Stopwatch.GetTimestamp(), -600 * Stopwatch.Frequency, Stopwatch.Frequency / 2));
    }

    [Fact]
    public async Task A_films_sound_is_heard_as_long_as_its_pictures_come()
    {
        using var folder = new ClipFolder();
        string film = folder.Make("a.mkv", "-f lavfi -i testsrc2=s=64x48:r=24:d=2 -f lavfi -i sine=660:d=2:r=48000 -c:v libx264 -preset ultrafast -c:a flac");
        await using LiveSource source = await LiveSource.OpenAsync(film, new LiveSourceOptions { IsPaced = true, Sound = tone.Take }, Cancellation);
        while (await source.ReadAsync(Cancellation) is { } frame)
        {
            Assert.InRange(tone.Seconds - source.FramesRead / 24.0, -0.3, 0.3); // neither is held back by the other
            frame.Dispose();
        }

        Assert.Equal(48, source.FramesRead);
        Assert.InRange(tone.Seconds, 1.9, 2.1);
        Assert.InRange(tone.Frequency(), 655, 665);
    }

    [Fact]
    public async Task A_test_pattern_sounds_too_where_somebody_listens()
    {
        await using LiveSource source = await LiveSource.OpenAsync("test:64x48@25", new LiveSourceOptions { Sound = tone.Take }, Cancellation);
        await LiveReading.ReadAsync(source, 40);
        Assert.True(source.HasSound);
        Assert.InRange(tone.Seconds, 1.2, 2);
    }

    [Fact]
    public async Task A_source_without_sound_gives_its_pictures_as_before()
    {
        int port = LiveSender.FreePort();
        using var sender = new LiveSender(port);
        await using LiveSource source = await LiveReading.OpenAsync(port, Patient with { Sound = tone.Take });
        await LiveReading.ReadAsync(source, 10);
        Assert.False(source.HasSound);
        Assert.Empty(tone.Arrivals);
    }

    [Fact]
    public async Task Sound_that_ends_before_the_pictures_holds_none_of_them_back()
    {
        int port = LiveSender.FreePort();
        using var sender = new LiveSender(port, tags: "-max_interleave_delta 50000", sound: "sine=frequency=1000:d=2");
        await using LiveSource source = await LiveReading.OpenAsync(port, Patient with { Sound = tone.Take });
        await LiveReading.ReadAsync(source, 100);
        Assert.True(source.State.IsConnected);
        Assert.InRange(tone.Seconds, 0.5, 2.2); // what came while the sender was examined is not kept
    }

    [Fact]
    public async Task Sound_that_is_announced_and_never_sent_is_given_up_for_the_pictures()
    {
        using var folder = new ClipFolder();
        string mute = folder.Make("mute.ts", "-f lavfi -i testsrc2=s=64x48:r=25:d=20 -f lavfi -i sine=d=20 -af aselect=0 -c:v mpeg2video -g 5 -c:a aac -f mpegts");
        int port = LiveSender.FreePort();
        await using var sender = new DatagramSender(port, await File.ReadAllBytesAsync(mute, Cancellation), TimeSpan.FromSeconds(20));
        await using LiveSource source = await LiveSource.OpenAsync(
            $"udp://127.0.0.1:{port}", Patient with { Sound = tone.Take, ConnectTimeout = TimeSpan.FromSeconds(5) }, Cancellation);
        await LiveReading.ReadAsync(source, 5);
        Assert.False(source.HasSound);
        Assert.Empty(tone.Arrivals);
    }

    [Fact]
    public void A_piece_of_sound_ends_when_the_picture_of_its_last_moment_arrives()
    {
        byte[] hundredth = new byte[480 * 4];
        long end = Stopwatch.Frequency / 100, tenth = Stopwatch.Frequency / 10;
        var sound = new LiveSound(tone.Take);
        long before = Stopwatch.GetTimestamp();
        sound.Hear(hundredth, 90_000);
        sound.See(90_000);
        long after = Stopwatch.GetTimestamp();
        sound.Hear(hundredth, 90_000);
        sound.Hear(hundredth, 90_000 + 9000);
        sound.Hear(hundredth, 90_000 - 9000);
        sound.Hear(hundredth, 900_000);
        Assert.InRange(tone.Arrivals[0], before, after);
        Assert.InRange(tone.Arrivals[1], before + end, after + end);
        Assert.Equal([tenth, -tenth], [tone.Arrivals[2] - tone.Arrivals[1], tone.Arrivals[3] - tone.Arrivals[1]]);
        Assert.InRange(tone.Arrivals[4], after, Stopwatch.GetTimestamp());
    }
}
