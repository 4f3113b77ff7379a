using System.Globalization;
using LiveStyle.TestKit.Media;
using LiveStyle.TestKit.Playing;
using Xunit;

namespace LiveStyle.Playback.Tests.Audio;

[Trait("Speed", "Slow")]
public sealed class SoundControlTests : IDisposable
{
    readonly ClipFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_pause_stops_the_position_and_loses_no_sample()
    {
        string clip = SoundClip.Make(folder, "a.mov", 0.8);
        PlayedSound played = await PlayedSound.RunAsync(
            clip, "wave", "play:0", "until:0.2", "pause", "position", "wait:0.2", "position", "resume", "end");

        Assert.InRange(double.Parse(played.Lines[0], CultureInfo.InvariantCulture), 0.2, 0.8);
        Assert.Equal(played.Lines[0], played.Lines[1]);
        Assert.Equal(SoundClip.Samples(folder, clip), played.Sounding);
        Assert.True(played.Samples.Length - played.Sounding.Length > 0.1 * SoundClip.Rate, "the pause was not silent");
    }

    [Fact]
    public async Task A_seek_jumps_to_its_sample()
    {
        string clip = SoundClip.Make(folder, "a.mov", 1.5);
        (short Left, short Right)[] whole = SoundClip.Samples(folder, clip);
        PlayedSound played = await PlayedSound.RunAsync(
            clip, "wave", "play:0.25", "until:0.3", "play:1.1", "position", "until:1.15", "position", "end");

        Assert.Equal("null", played.Lines[0]);
        Assert.InRange(double.Parse(played.Lines[1], CultureInfo.InvariantCulture), 1.15, 1.5);
        (short, short)[] tail = whole[(int)(1.1 * SoundClip.Rate)..];
        int before = played.Sounding.Length - tail.Length;
        Assert.Equal(tail, played.Sounding[before..]);
        Assert.Equal(whole[(int)(0.25 * SoundClip.Rate)..][..(before - 200)], played.Sounding[..(before - 200)]);
    }

    [Fact]
    public async Task A_stop_is_silent_and_a_later_start_plays_again()
    {
        string clip = SoundClip.Make(folder, "a.mov", 1.5);
        PlayedSound played = await PlayedSound.RunAsync(
            clip, "wave", "play:0", "until:0.1", "stop", "position", "wait:0.1", "play:1.3", "end");

        Assert.Equal("null", played.Lines[0]);
        Assert.InRange(played.Sounding.Length, 0.3 * SoundClip.Rate, 1.4 * SoundClip.Rate);
    }

    [Fact]
    public async Task Paused_before_it_begins_it_waits_at_its_moment()
    {
        string clip = SoundClip.Make(folder, "a.mov", 0.6);
        PlayedSound played = await PlayedSound.RunAsync(clip, "wave", "play:0.5", "pause", "wait:0.3", "position", "resume", "end");

        Assert.Equal("null", played.Lines[0]);
        Assert.Equal(SoundClip.Samples(folder, clip)[SoundClip.Rate / 2], played.Samples[0]);
    }
}
