using System.Globalization;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Films;

/// <summary>Cuts that begin while a picture is shown: it comes first, and picture and sound are as long as the cut.</summary>
public sealed class HeldPictureTests(Clips clips) : FilmTests(clips)
{
    /// <summary>Eight pictures of a second each, every one of a gray of its own.</summary>
    string MakeSlow(string name = "slow.mkv", string timing = "")
    {
        Clips.Ffmpeg($"-f lavfi -i color=black:s=64x48:r=1:d=8,format=gray,geq=lum='16+24*N' -f lavfi -i sine=440:d=8:r=48000 {timing} -c:v ffv1 -pix_fmt bgr0 -c:a pcm_s16le -y \"{PathOf(name)}\"");
        return name;
    }

    [Theory]
    [InlineData("2.5", "0.3", new[] { 0.0 }, new[] { 2 })]
    [InlineData("2.5", "3", new[] { 0, 0.5, 1.5, 2.5 }, new[] { 2, 3, 4, 5 })]
    [InlineData("3", "1.5", new[] { 0.0, 1 }, new[] { 3, 4 })]
    [InlineData("2.97", "1", new[] { 0.03 }, new[] { 3 })]
    [InlineData("7.5", null, new[] { 0.0 }, new[] { 7 })]
    public async Task A_cut_shows_the_picture_that_is_shown_where_it_begins(string start, string? duration, double[] times, int[] pictures)
    {
        MakeSlow();
        string[] cut = ["--start", start, .. duration is null ? Array.Empty<string>() : ["--duration", duration]];
        string[] look = ["--model", Model, "--style", "original", "--codec", "ffv1"];

        await SucceedAsync(["transcode", "slow.mkv", "out.mkv", .. look, .. cut, "--strict"]);
        await SucceedAsync(["plan", "slow.mkv", "parts.mkv", .. look, .. cut, "--segment-seconds", "1"]);
        await SucceedAsync("submit", "parts.mkv.livestyle", "--processes", "1");
        ProgramRun piped = await RunInShellAsync($"cat slow.mkv | \"$@\" transcode - piped.mkv {string.Join(' ', look.Select(word => $"'{word}'"))} {string.Join(' ', cut)}");

        Assert.True(piped.ExitCode == 0, piped.Error);
        foreach (string film in (string[])["out.mkv", "parts.mkv", "piped.mkv"])
        {
            Assert.Equal(times.Length, Clips.FrameTimes(PathOf(film)).Length);
            Assert.All(times.Zip(Clips.FrameTimes(PathOf(film))), pair => Assert.InRange(pair.Second - pair.First, -0.0011, 0.0011));
            Assert.Equal(pictures, Grays(film));
        }

        double length = duration is null ? 0.5 : double.Parse(duration, CultureInfo.InvariantCulture);
        foreach (string film in (string[])["out.mkv", "parts.mkv"])
        {
            Assert.InRange(End(film, "v"), length - 0.03, length + 0.03);
            Assert.InRange(End(film, "a"), length - 0.03, length + 0.03);
        }
    }

    [Fact]
    public async Task A_cut_between_frames_of_a_usual_rate_begins_with_the_next()
    {
        MakeFilm();

        await SucceedAsync(["transcode", .. Line("in.mp4", "out.mp4", "--start", "2", "--duration", "1")]);

        double[] times = Clips.FrameTimes(PathOf("out.mp4"));
        Assert.Equal(24, times.Length);
        Assert.InRange(times[0], 0.001, 0.042);
    }

    [Fact]
    public async Task Where_a_picture_is_held_within_a_clip_of_a_usual_rate_it_is_shown_too()
    {
        // 24 a second, but the thirteenth is held for two seconds.
        MakeFilm("in.mkv", "-vf setpts=PTS+gte(N\\,13)*2/TB -fps_mode vfr -c:v libx264 -preset ultrafast -bf 2 -g 6 -pix_fmt yuv420p -c:a aac");

        await SucceedAsync(["transcode", .. Line("in.mkv", "out.mkv", "--start", "1.5", "--duration", "2")]);

        double[] times = Clips.FrameTimes(PathOf("out.mkv"));
        Assert.Equal(0, times[0]);
        Assert.InRange(times[1], 0.9, 1.2);
    }

    int[] Grays(string film)
    {
        byte[] pixels = Clips.Pixels(PathOf(film));
        return [.. Enumerable.Range(0, pixels.Length / (64 * 48 * 3)).Select(i => (int)Math.Round((pixels[i * 64 * 48 * 3] - 16) / 24.0))];
    }

    /// <summary>Where a stream of a Matroska file ends, in seconds.</summary>
    double End(string film, string kind) => TimeSpan.Parse(
        Clips.Probe($"-select_streams {kind}:0 -show_entries stream_tags=DURATION -of csv=p=0 \"{PathOf(film)}\"").Trim()[..16], CultureInfo.InvariantCulture).TotalSeconds;
}
