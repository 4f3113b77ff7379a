using System.Globalization;
using LiveStyle.Media;
using LiveStyle.Tests.Media;
using Xunit;

namespace LiveStyle.Tests.Sound;

public sealed class SoundPlayerTests : IDisposable
{
    readonly ClipFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public async Task What_is_played_is_the_clips_sound_from_the_moment_asked_for(double from)
    {
        string clip = SoundClip.Make(folder, "a.mov", 1);
        (short Left, short Right)[] whole = SoundClip.Samples(folder, clip);
        PlayedSound played = await PlayedSound.RunAsync(clip, "wave", Invariant($"play:{from}"), "end", "ended", "position");

        Assert.Equal(["True", "null"], played.Lines);
        Assert.Equal(whole[(int)(from * SoundClip.Rate)..], played.Sounding);
    }

    [Fact]
    public async Task Beeps_are_heard_at_their_times()
    {
        string clip = folder.Make("beeps.mkv",
            "-f lavfi -i testsrc2=s=64x48:r=24:d=1.2 -f lavfi -i \"aevalsrc='0.5*sin(2000*PI*t)*lt(mod(t,0.4),0.05)':s=48000:d=1.2\" -c:v libx264 -preset ultrafast -c:a flac");
        PlayedSound played = await PlayedSound.RunAsync(clip, "wave", "play:0", "end");

        var beeps = new List<double>();
        for (int i = 0, silent = 4800; i < played.Samples.Length; i++)
        {
            bool sounds = Math.Abs((int)played.Samples[i].Left) > 1000;
            if (sounds && silent >= 4800)
            {
                beeps.Add((double)i / SoundClip.Rate);
            }

            silent = sounds ? 0 : silent + 1;
        }

        Transcoding.AssertSameTimes([0, 0.4, 0.8], [.. beeps], 0.002);
    }

    [Fact]
    public async Task A_pause_stops_the_position_and_loses_no_sample()
    {
        string clip = SoundClip.Make(folder, "a.mov", 1);
        PlayedSound played = await PlayedSound.RunAsync(
            clip, "wave", "play:0", "until:0.3", "pause", "position", "wait:0.2", "position", "resume", "end");

        Assert.InRange(double.Parse(played.Lines[0], CultureInfo.InvariantCulture), 0.3, 1);
        Assert.Equal(played.Lines[0], played.Lines[1]);
        Assert.Equal(SoundClip.Samples(folder, clip), played.Sounding);
        Assert.True(played.Samples.Length - played.Sounding.Length > 0.1 * SoundClip.Rate, "the pause was not silent");
    }

    [Fact]
    public async Task A_seek_jumps_to_its_sample()
    {
        string clip = SoundClip.Make(folder, "a.mov", 3);
        (short Left, short Right)[] whole = SoundClip.Samples(folder, clip);
        PlayedSound played = await PlayedSound.RunAsync(
            clip, "wave", "play:0.25", "until:0.4", "play:2.5", "position", "until:2.6", "position", "end");

        Assert.Equal("null", played.Lines[0]);
        Assert.InRange(double.Parse(played.Lines[1], CultureInfo.InvariantCulture), 2.6, 3);
        (short, short)[] tail = whole[(int)(2.5 * SoundClip.Rate)..];
        int before = played.Sounding.Length - tail.Length;
        Assert.Equal(tail, played.Sounding[before..]);
        Assert.Equal(whole[(int)(0.25 * SoundClip.Rate)..][..(before - 200)], played.Sounding[..(before - 200)]);
    }

    [Fact]
    public async Task A_stop_is_silent_and_a_later_start_plays_again()
    {
        string clip = SoundClip.Make(folder, "a.mov", 2);
        PlayedSound played = await PlayedSound.RunAsync(
            clip, "wave", "play:0", "until:0.1", "stop", "position", "wait:0.1", "play:1.8", "end");

        Assert.Equal("null", played.Lines[0]);
        Assert.InRange(played.Sounding.Length, 0.3 * SoundClip.Rate, 1.5 * SoundClip.Rate);
    }

    [Fact]
    public async Task Paused_before_it_begins_it_waits_at_its_moment()
    {
        string clip = SoundClip.Make(folder, "a.mov", 1);
        PlayedSound played = await PlayedSound.RunAsync(clip, "wave", "play:0.5", "pause", "wait:0.3", "position", "resume", "end");

        Assert.Equal("null", played.Lines[0]);
        Assert.Equal(SoundClip.Samples(folder, clip)[SoundClip.Rate / 2], played.Samples[0]);
    }

    [Fact]
    public async Task Volume_scales_the_samples()
    {
        string clip = SoundClip.Make(folder, "a.mov", 0.5);
        PlayedSound played = await PlayedSound.RunAsync(clip, "wave", "volume:0.5", "play:0", "end");

        (short Left, short Right)[] whole = SoundClip.Samples(folder, clip);
        Assert.InRange(played.Sounding.Average(sample => sample.Left) / whole.Average(sample => sample.Left), 0.49, 0.51);
    }

    [Fact]
    public async Task Playing_allocates_nothing()
    {
        PlayedSound played = await PlayedSound.RunAsync(
            SoundClip.Make(folder, "a.mov", 2), "null", "play:0", "until:0.3", "allocations:0.2", "allocations:1");

        // 50 blocks a second; what counting allocates itself stays below this.
        Assert.InRange(long.Parse(played.Lines[1], CultureInfo.InvariantCulture), 0, 400);
    }

    [Fact]
    public async Task A_clip_without_sound_has_none()
    {
        PlayedSound played = await PlayedSound.RunAsync(folder.MakeSilent("a.mp4"), "null", "play:0");
        Assert.Equal(["none"], played.Lines);
    }

    [Fact]
    public async Task A_machine_without_a_sound_device_is_told_what_to_do()
    {
        PlayedSound played = await PlayedSound.RunAsync(folder.MakeWithSound("a.mp4"), "no-such-driver", "play:0");
        Assert.Contains("connect", Assert.Single(played.Lines));
    }

    [Fact]
    public void A_machine_without_the_library_has_no_openal() => Assert.Equal(0, OpenAlLibrary.Load(["libno-such-openal.so.1"]));

    [Fact]
    public void This_machine_has_the_library() => Assert.True(OpenAlLibrary.IsPresent, "install it: apt-get install libopenal1");

    [Fact]
    public async Task Undecodable_sound_ends_with_a_note()
    {
        string clip = SoundClip.Make(folder, "a.mov", 0.5);
        PlayedSound played = await PlayedSound.RunAsync(clip, "null", "remove", "play:0", "end", "ended");
        Assert.StartsWith("True ", Assert.Single(played.Lines));
        Assert.Contains("No such file", played.Lines[0]);
    }

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
