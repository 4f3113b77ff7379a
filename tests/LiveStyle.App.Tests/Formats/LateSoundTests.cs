using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Formats;

/// <summary>The encoder waits for sound that lies further on in the clip than any pipe between it and the decoder holds pictures.</summary>
public sealed class LateSoundTests(Clips clips, FormatModel model) : FormatTests(clips)
{
    /// <summary>Seventy kilobytes a picture: far more than what waits in all buffers.</summary>
    const string Pictures = "-f lavfi -i testsrc2=s=256x180:r=24:d=12";

    const string Late = $"{Pictures} -itsoffset 10 -f lavfi -i sine=d=2";

    const string Gap = $"{Pictures} -f lavfi -i sine=d=12,aselect='lt(t,1)+gt(t,11)'";

    [Theory]
    [InlineData("in.mkv", Late, "ffv1", "aac", "in.mkv", "matroska")]
    [InlineData("in.mkv", Gap, "ffv1", "aac", "in.mkv", "matroska")]
    [InlineData("in.mkv", Late, "ffv1", "aac", "-", "matroska")]
    [InlineData("in.nut", Late, "rawvideo", "pcm_s16le", "-", "nut")]
    [InlineData("in.nut", Gap, "rawvideo", "pcm_s16le", "-", "nut")]
    public async Task A_film_whose_sound_is_long_in_coming_goes_through_whole(string name, string film, string video, string audio, string input, string format)
    {
        Clips.Ffmpeg($"{film} -map 0 -map 1 -c:v {video} -pix_fmt yuv420p -c:a {audio} \"{PathOf(name)}\"");

        using var run = new PipedRun(Folder, Styled(model, "transcode", input, "-", "--format", format, "--codec", format is "nut" ? "raw" : "ffv1"));
        Task giving = input is "-" ? run.GiveAsync(File.ReadAllBytes(PathOf(name)), end: true) : Task.CompletedTask;
        (int code, string error) = await run.ToEndAsync(PathOf("out"));
        await giving;

        Assert.True(code == 0, error);
        Assert.Equal(Clips.FrameTimes(PathOf(name)), Clips.FrameTimes(PathOf("out")));
        Assert.Equal(Clips.Packets(PathOf(name), "a", "data_hash"), Clips.Packets(PathOf("out"), "a", "data_hash"));
        Assert.All(Times(name).Zip(Times("out")), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 0.0011));
    }

    [Fact]
    public async Task A_film_is_not_read_far_ahead_of_the_frames_that_come_out()
    {
        Clips.Ffmpeg($"{Pictures} -f lavfi -i sine=d=12 -map 0 -map 1 -c:v rawvideo -pix_fmt rgb24 -c:a pcm_s16le \"{PathOf("in.nut")}\"");
        byte[] film = File.ReadAllBytes(PathOf("in.nut"));
        using var run = new PipedRun(Folder, Styled(model, "transcode", "-", "-", "--format", "nut", "--codec", "raw"));
        Task giving = run.GiveAsync(film, end: true);

        // The reader wants no more for now.
        await run.TakeAsync(film.Length / 20);
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Assert.False(giving.IsCompleted);

        (int code, string error) = await run.ToEndAsync(PathOf("rest"));
        await giving;
        Assert.True(code == 0, error);
    }

    IEnumerable<double> Times(string name) =>
        Clips.Packets(PathOf(name), "a", "pts_time").Select(time => double.Parse(time, System.Globalization.CultureInfo.InvariantCulture));
}
