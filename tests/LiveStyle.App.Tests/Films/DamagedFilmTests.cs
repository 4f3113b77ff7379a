using System.Text.Json;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Films;

public sealed class DamagedFilmTests(Clips clips) : FilmTests(clips)
{
    [Fact]
    public async Task Corrupt_packets_are_decoded_past_and_counted()
    {
        Corrupt(MakeFilm("in.mkv", "-c:v mjpeg -c:a flac", seconds: 10));

        ProgramRun run = await SucceedAsync(["transcode", .. Line("in.mkv", "out.mkv"), "--progress", "json"]);

        JsonElement done = run.Events[^1];
        long frames = Clips.FrameTimes(PathOf("out.mkv")).Length;
        Assert.Equal(240, done.GetProperty("framesIn").GetInt64());
        Assert.Equal(frames, done.GetProperty("framesOut").GetInt64());
        Assert.InRange(frames, 200, 240);
        Assert.True(done.GetProperty("complaints").GetInt32() > 0);
        Assert.Contains(run.Events, e => ProgramRun.NameOf(e) == "note" && e.GetProperty("message").GetString()!.Contains("in.mkv is damaged"));
    }

    [Fact]
    public async Task Corrupt_packets_stop_a_strict_film()
    {
        Corrupt(MakeFilm("in.mkv", "-c:v mjpeg -c:a flac", seconds: 10));

        ProgramRun run = await RunAsync(["transcode", .. Line("in.mkv", "out.mkv"), "--strict"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("in.mkv is damaged", run.ErrorLines[^1]);
        Assert.Contains("leave --strict out", run.ErrorLines[^1]);
        Assert.False(File.Exists(PathOf("out.mkv")));
    }

    [Fact]
    public async Task What_a_strict_film_let_pass_serves_one_that_is_not()
    {
        Corrupt(MakeFilm("in.mkv", "-c:v mjpeg -c:a flac", seconds: 10));
        await PlanAsync("in.mkv", "out.mkv", "--strict");
        await SucceedAsync("segment", "out.mkv.livestyle", "--index", "0");
        string[] line = ["transcode", .. Line("in.mkv", "out.mkv")];

        ProgramRun strict = await RunAsync([.. line, "--strict"]);
        ProgramRun lax = await SucceedAsync(line);

        Assert.Equal(1, strict.ExitCode);
        Assert.Contains("leave --strict out", strict.ErrorLines[^1]);
        Assert.Contains(" of 240 frames are there", lax.Error);
        Assert.InRange(Clips.FrameTimes(PathOf("out.mkv")).Length, 200, 240);
    }

    [Fact]
    public async Task A_segment_of_which_nothing_decodes_is_empty_and_the_film_is_made()
    {
        MakeFilm("in.mp4", "-c:v libx264 -preset ultrafast -x264-params bframes=0:keyint=24:scenecut=0 -pix_fmt yuv420p", seconds: 10);
        byte[] clip = File.ReadAllBytes(PathOf("in.mp4"));
        int pictures = clip.AsSpan().IndexOf("mdat"u8), index = clip.AsSpan().IndexOf("moov"u8);
        clip.AsSpan((pictures + ((index - pictures) * 4 / 10))..(pictures + ((index - pictures) * 8 / 10))).Clear();
        File.WriteAllBytes(PathOf("in.mp4"), clip);
        await PlanAsync("in.mp4", "out.mp4");

        ProgramRun empty = await SucceedAsync("segment", "out.mp4.livestyle", "--index", "6");
        await SucceedAsync(["transcode", .. Line("in.mp4", "out.mp4")]);

        Assert.Contains("no picture could be decoded from in.mp4", empty.Error);
        Assert.Contains("segment 6: 0 frames", empty.Error);
        Assert.InRange(Clips.FrameTimes(PathOf("out.mp4")).Length, 120, 216);
    }

    [Fact]
    public async Task A_clip_cut_in_the_middle_gives_what_is_there_and_says_so()
    {
        MakeFilm("whole.mp4", "-c:v mjpeg -pix_fmt yuvj420p -c:a aac -movflags +faststart", seconds: 10);
        byte[] whole = File.ReadAllBytes(PathOf("whole.mp4"));
        File.WriteAllBytes(PathOf("in.mp4"), whole[..(whole.Length * 2 / 3)]);

        ProgramRun run = await SucceedAsync(["transcode", .. Line("in.mp4", "out.mkv")]);
        ProgramRun strict = await RunAsync(["transcode", .. Line("in.mp4", "strict.mkv"), "--strict"]);

        int frames = Clips.FrameTimes(PathOf("out.mkv")).Length;
        Assert.InRange(frames, 100, 200);
        Assert.Contains("in.mp4 ends too early", run.Error);
        Assert.Contains($"out.mkv: {frames} of ", run.ErrorLines[^1]);
        Assert.Equal(1, strict.ExitCode);
        Assert.False(File.Exists(PathOf("strict.mkv")));
    }

    [Fact]
    public async Task A_clip_whose_size_and_format_change_midway_keeps_every_frame_at_one_size()
    {
        // A broadcast stream may: two of them, one after the other, are one.
        Clips.Ffmpeg($"-f lavfi -i testsrc2=s=64x48:r=25:d=2 -c:v mpeg2video -g 10 -f mpegts \"{PathOf("a.ts")}\"");
        Clips.Ffmpeg($"-f lavfi -i testsrc2=s=128x96:r=25:d=2 -c:v mpeg2video -pix_fmt yuv422p -g 10 -output_ts_offset 2 -f mpegts \"{PathOf("b.ts")}\"");
        File.WriteAllBytes(PathOf("in.ts"), [.. File.ReadAllBytes(PathOf("a.ts")), .. File.ReadAllBytes(PathOf("b.ts"))]);

        await SucceedAsync(["transcode", .. Line("in.ts", "out.mkv")]);

        Assert.Equal("h264,64,48", Clips.Stream(PathOf("out.mkv")));
        Assert.InRange(Clips.FrameTimes(PathOf("out.mkv")).Length, 96, 100);
    }

    [Fact]
    public async Task A_recording_whose_clock_jumps_back_gets_one_that_runs_on()
    {
        Clips.Ffmpeg($"-f lavfi -i testsrc2=s=64x48:r=25:d=2 -f lavfi -i sine=440:d=2:r=48000 -c:v mpeg2video -g 10 -c:a mp2 -output_ts_offset 500 -f mpegts \"{PathOf("a.ts")}\"");
        Clips.Ffmpeg($"-f lavfi -i testsrc2=s=64x48:r=25:d=2 -f lavfi -i sine=880:d=2:r=48000 -c:v mpeg2video -g 10 -c:a mp2 -f mpegts \"{PathOf("b.ts")}\"");
        File.WriteAllBytes(PathOf("in.ts"), [.. File.ReadAllBytes(PathOf("a.ts")), .. File.ReadAllBytes(PathOf("b.ts"))]);

        ProgramRun run = await SucceedAsync(["transcode", .. Line("in.ts", "out.mkv")]);

        double[] times = Clips.FrameTimes(PathOf("out.mkv"));
        Assert.Contains("the clip's clock jumps", run.Error);
        Assert.InRange(times.Length, 98, 100);
        Assert.InRange(times[^1] - times[0], 3.8, 4.2);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second > pair.First));
    }

    /// <summary>Spoils some pictures in the middle of a file, not what lies around them.</summary>
    void Corrupt(string name)
    {
        byte[] bytes = File.ReadAllBytes(PathOf(name));
        for (int place = bytes.Length / 4; place < bytes.Length * 3 / 4; place += bytes.Length / 8)
        {
            // After the start of a JPEG's scan, so that the packet stays one.
            int scan = bytes.AsSpan(place).IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]) + place;
            for (int i = 20; i < 400; i++)
            {
                bytes[scan + i] = (byte)(i % 3 == 0 ? 0xFF : 0xD9);
            }
        }

        File.WriteAllBytes(PathOf(name), bytes);
    }
}
