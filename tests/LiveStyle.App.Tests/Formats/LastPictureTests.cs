using System.Globalization;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Probing;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Formats;

public sealed class LastPictureTests(Clips clips, FormatModel model) : FormatTests(clips)
{
    /// <summary>Four pictures of 0.1, 0.5, 0.03 and 1 s.</summary>
    const string Slides = "-f lavfi -i testsrc2=s=64x48:r=100:d=1.63 -vf \"select='eq(n,0)+eq(n,10)+eq(n,60)+eq(n,63)',setpts='if(eq(N,0),0,if(eq(N,1),10,if(eq(N,2),60,63)))/100/TB'\""
        + " -fps_mode passthrough -enc_time_base 1:100";

    const double Length = 1.63;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    string Gif() => Make("in.gif", $"{Slides} -final_delay 100");

    [Theory]
    [InlineData("out.mp4", "h264")]
    [InlineData("out.mp4", "hevc")]
    [InlineData("out.mp4", "av1")]
    [InlineData("out.mp4", "vp9")]
    [InlineData("out.mov", "h264")]
    [InlineData("out.mov", "prores")]
    [InlineData("out.mkv", "h264")]
    [InlineData("out.mkv", "ffv1")]
    [InlineData("out.webm", "vp9")]
    public async Task A_picture_that_lasts_long_lasts_as_long_in_a_film(string output, string codec)
    {
        Gif();

        await MakeAsync(model, "transcode", "in.gif", output, "--codec", codec, "--size", "128x96");

        AssertLength(Length, output);
        Assert.Equal([0, 0.1, 0.6, 0.63], Times(output));
    }

    [Fact]
    public async Task It_lasts_as_long_in_a_film_of_a_film_though_reordered_packets_do_not_tell()
    {
        Gif();
        await MakeAsync(model, "transcode", "in.gif", "one.mp4");
        await MakeAsync(model, "transcode", "one.mp4", "two.mkv");
        await MakeAsync(model, "transcode", "two.mkv", "three.mp4");

        AssertLength(Length, "two.mkv");
        AssertLength(Length, "three.mp4");
    }

    [Fact]
    public async Task A_moving_png_tells_it_only_by_its_packets()
    {
        Make("in.apng", $"{Slides} -f apng -plays 0 -final_delay 1");

        await MakeAsync(model, "transcode", "in.apng", "out.mp4");

        AssertLength(Times("in.apng")[^1] + 1, "out.mp4");
    }

    [Fact]
    public async Task A_cut_within_it_ends_where_it_shall()
    {
        Gif();

        await MakeAsync(model, "transcode", "in.gif", "out.mp4", "--start", "0.1", "--duration", "1");

        AssertLength(1, "out.mp4");
        Assert.Equal([0, 0.5, 0.53], Times("out.mp4"));
    }

    [Fact]
    public async Task A_list_of_pictures_ends_with_the_end_of_the_last()
    {
        Gif();

        await MakeAsync(model, "transcode", "in.gif", "out/%d.png");

        Assert.Equal(["0", "100", "600", "630", "1630"], File.ReadLines(PathOf("out/timestamps.txt")).Skip(1));
    }

    [Theory]
    [InlineData("out.mp4")]
    [InlineData("out.mkv")]
    [InlineData("out.webm")]
    public async Task It_lasts_as_long_where_the_clip_comes_through_a_pipe(string output)
    {
        using var run = new PipedRun(Folder, Styled(model, "transcode", "-", output, "--progress", "none"));
        await run.GiveAsync(File.ReadAllBytes(Gif()), end: true);
        (int code, string error) = await run.ToEndAsync(null);

        Assert.True(code == 0, error);
        AssertLength(Length, output);
        Assert.Equal([0, 0.1, 0.6, 0.63], Times(output));
    }

    [Theory]
    [InlineData("nut")]
    [InlineData("matroska")]
    [InlineData("mpegts")]
    [InlineData("mp4")]
    public async Task In_a_stream_it_comes_once_more_near_its_end(string format)
    {
        using var run = new PipedRun(Folder, Styled(model, "transcode", "-", "-", "--format", format));
        await run.GiveAsync(File.ReadAllBytes(Gif()), end: true);
        (int code, string error) = await run.ToEndAsync(PathOf("out"));

        // The average picture lasts 0.515 s of 2.06 s, as the GIF's header has it.
        double[] times = Clips.FrameTimes(PathOf("out"));
        Assert.True(code == 0, error);
        Assert.Contains("note: the last frame comes twice", error);
        Assert.Contains("4 frames", error);
        Assert.Equal(5, times.Length);
        Assert.Equal([0, 0.1, 0.6, 0.63], times.Take(4).Select(time => Math.Round(time - times[0], 3)));
        Assert.InRange(times[4] - times[0], 0.8, Length - 0.01);
    }

    [Theory]
    [InlineData("out.mp4")]
    [InlineData("out.mkv")]
    public async Task A_recording_of_a_clip_is_as_long(string output)
    {
        Gif();

        await MakeRecordingAsync(output);

        AssertLength(Length, output);
        Assert.Equal([0, 0.1, 0.6, 0.63], Times(output));
    }

    [Fact]
    public async Task A_recording_of_a_clip_that_begins_anew_shows_it_to_its_end_before()
    {
        Gif();

        await MakeRecordingAsync("out.mp4", "--loop", "--frames", "7");

        Assert.Equal([0, 0.1, 0.6, 0.63, 1.63, 1.73, 2.23], Times("out.mp4"));
    }

    [Fact]
    public async Task A_film_that_was_cut_short_is_not_held_for_the_rest()
    {
        Make("whole.mp4", "-f lavfi -i testsrc2=s=64x48:r=24:d=4 -c:v mjpeg -pix_fmt yuvj420p -movflags +faststart");
        byte[] whole = File.ReadAllBytes(PathOf("whole.mp4"));
        File.WriteAllBytes(PathOf("in.mp4"), whole[..(whole.Length / 2)]);

        FrameIndex index = await FrameIndex.ScanAsync(await MediaProbe.ProbeAsync(PathOf("in.mp4"), Cancellation), null, null, null, Cancellation);

        Assert.InRange(index.Ticks.Count, 30, 66);
        Assert.True(index.End is not { } end || end <= index.Ticks[^1] + (index.Ticks[1] * 2));
    }

    [Fact]
    public async Task A_length_that_is_damaged_does_not_hold_a_picture_beyond_the_clip()
    {
        MediaInfo clip = await MediaProbe.ProbeAsync(Gif(), Cancellation);

        Assert.Equal(163, ClipEnd.Of(clip, 63, 1_000_000));
        Assert.Equal(163, ClipEnd.Of(clip with { Video = clip.RequireVideo() with { DurationTicks = 1L << 60 } }, 63, null));
        Assert.Equal(73, ClipEnd.Of(clip with { Video = clip.RequireVideo() with { DurationTicks = null } }, 63, 10));
        Assert.Null(ClipEnd.Of(clip with { Video = clip.RequireVideo() with { DurationTicks = null } }, 63, null));
    }

    async Task MakeRecordingAsync(string output, params string[] options) =>
        await SucceedAsync(Styled(model, ["play", PathOf("in.gif"), "--headless", "--record", PathOf(output), .. options]));

    double[] Times(string name) => [.. Clips.FrameTimes(PathOf(name)).Select(time => Math.Round(time, 3))];

    string Make(string name, string options)
    {
        Clips.Ffmpeg($"{options} -y \"{PathOf(name)}\"");
        return PathOf(name);
    }

    /// <summary>Of the track and of the file.</summary>
    void AssertLength(double expected, string name)
    {
        string whole = Clips.Probe($"-show_entries format=duration -of csv=p=0 \"{PathOf(name)}\"").Trim();
        Assert.Equal(expected, double.Parse(whole, CultureInfo.InvariantCulture), 0.0011);
        string track = Clips.Stream(PathOf(name), "v", "duration");
        if (track is not ("N/A" or ""))
        {
            Assert.Equal(expected, double.Parse(track, CultureInfo.InvariantCulture), 0.0011);
        }
    }
}
