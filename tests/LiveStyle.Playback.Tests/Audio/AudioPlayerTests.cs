using System.Globalization;
using LiveStyle.Presentation.Audio;
using LiveStyle.TestKit.Media;
using LiveStyle.TestKit.Playing;
using Xunit;

namespace LiveStyle.Playback.Tests.Audio;

[Trait("Speed", "Slow")]
public sealed class AudioPlayerTests : IDisposable
{
    readonly ClipFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    public async Task What_is_played_is_the_clips_sound_from_the_moment_asked_for(double from)
    {
        string clip = SoundClip.Make(folder, "a.mov", 0.5);
        (short Left, short Right)[] whole = SoundClip.Samples(folder, clip);
        PlayedSound played = await PlayedSound.RunAsync(clip, "wave", Invariant($"play:{from}"), "end", "ended", "position");

        Assert.Equal(["True", "null"], played.Lines);
        Assert.Equal(whole[(int)(from * SoundClip.Rate)..], played.Sounding);
    }

    [Fact]
    public async Task Beeps_are_heard_at_their_times()
    {
        string clip = folder.Make("beeps.mkv",
            "-f lavfi -i testsrc2=s=64x48:r=24:d=0.5 -f lavfi -i \"aevalsrc='0.5*sin(2000*PI*t)*lt(mod(t,0.2),0.05)|0.02':s=48000:d=0.5\" -c:v libx264 -preset ultrafast -c:a flac");
        PlayedSound played = await PlayedSound.RunAsync(clip, "wave", "play:0", "end");

        var beeps = new List<double>();
        int last = int.MinValue / 2;
        (short Left, short Right)[] samples = played.Sounding;
        for (int i = 0; i < samples.Length; i++)
        {
            if (samples[i].Left > 1000)
            {
                if (i - last > 4800)
                {
                    beeps.Add((double)i / SoundClip.Rate);
                }

                last = i;
            }
        }

        Transcoding.AssertSameTimes([0, 0.2, 0.4], [.. beeps], 0.002);
    }

    [Fact]
    public async Task Volume_scales_the_samples()
    {
        string clip = SoundClip.Make(folder, "a.mov", 0.2);
        PlayedSound played = await PlayedSound.RunAsync(clip, "wave", "volume:0.5", "play:0", "end");

        (short Left, short Right)[] whole = SoundClip.Samples(folder, clip);
        Assert.InRange(played.Sounding.Average(sample => sample.Left) / whole.Average(sample => sample.Left), 0.49, 0.51);
    }

    [Fact]
    public async Task Playing_allocates_nothing()
    {
        PlayedSound played = await PlayedSound.RunAsync(
            SoundClip.Make(folder, "a.mov", 2), "null", "play:0", "until:0.2", "allocations:0.1", "allocations:0.6");

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
    public async Task A_device_that_vanishes_ends_the_sound_with_a_note()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs a disk that is always full, on which OpenAL's writer fails");
        string clip = SoundClip.Make(folder, "a.mov", 1);
        PlayedSound played = await PlayedSound.RunWithFileAsync("/dev/full", clip, "wave", "play:0", "end", "ended", "position", "play:0.5", "ended");
        Assert.Equal(3, played.Lines.Length);
        Assert.Contains("vanished", played.Lines[0]);
        Assert.Equal(("null", played.Lines[0]), (played.Lines[1], played.Lines[2]));
    }

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
