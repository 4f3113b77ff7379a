using LiveStyle.TestKit.Media;
using LiveStyle.TestKit.Playing;
using Xunit;

namespace LiveStyle.Media.Tests.Audio;

[Trait("Speed", "Slow")]
public sealed class AudioDecoderTests : IDisposable
{
    readonly ClipFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a.mov", "-c:a pcm_s16le", 0)]
    [InlineData("a.mov", "-c:a pcm_s16le", 0.75)]
    [InlineData("a.mp4", "-c:a aac -b:a 256k", 1.3)]
    [InlineData("a.mkv", "-c:a flac", 1.234)]
    [InlineData("a.ts", "-c:a mp2 -b:a 256k", 0.5)]
    public async Task Sound_begins_at_the_sample_that_was_asked_for_and_goes_to_the_end(string name, string codec, double from)
    {
        string clip = SoundClip.Make(folder, name, 2, codec: codec);
        (short Left, short Right)[] whole = SoundClip.Samples(folder, clip);
        (short Left, short Right)[] played = await SoundClip.DecodeAsync(clip, from);

        int begin = SoundClip.Find(whole, played.AsSpan(100));
        Assert.InRange(begin - 100 - from * SoundClip.Rate, -0.003 * SoundClip.Rate, 0.003 * SoundClip.Rate);
        Assert.Equal(whole.Length, begin - 100 + played.Length);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(0.2, 0.3)]
    public async Task A_track_that_begins_late_is_silent_until_then(double from, double silence)
    {
        string clip = SoundClip.Make(folder, "a.mov", 1, before: "-itsoffset 0.5");
        (short Left, short Right)[] played = await SoundClip.DecodeAsync(clip, from);

        Assert.InRange(played.AsSpan().IndexOfAnyExcept(((short)0, (short)0)) - silence * SoundClip.Rate, -100, 100);
    }

    [Fact]
    public async Task One_channel_is_heard_on_both_sides_at_any_rate()
    {
        string clip = folder.MakeWithSound("a.mkv", "-ac 1 -ar 22050 -c:a flac");
        (short Left, short Right)[] played = await SoundClip.DecodeAsync(clip, 0);

        Assert.InRange(played.Length, 47_900, 48_100);
        Assert.Contains(played, sample => sample.Left > 1000);
        Assert.All(played, sample => Assert.Equal(sample.Left, sample.Right));
    }

    [Fact]
    public async Task Behind_the_end_nothing_comes() =>
        Assert.Empty(await SoundClip.DecodeAsync(SoundClip.Make(folder, "a.mov", 0.5), 3));
}
