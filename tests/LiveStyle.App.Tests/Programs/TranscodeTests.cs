using System.Text.Json;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Programs;

public sealed class TranscodeTests(Clips clips) : ProgramTests(clips)
{
    const int FrameBytes = 64 * 48 * 3;

    [Fact]
    public async Task A_clip_keeps_every_frame_its_timestamps_and_its_sound_bit_for_bit()
    {
        ProgramRun run = await SucceedAsync("transcode", Clips["walk.mp4"], "out.mp4", "--style", "munch-scream");

        Assert.Equal(Clips.FrameTimes(Clips["walk.mp4"]), Clips.FrameTimes(PathOf("out.mp4")));
        Assert.Equal(Clips.SoundHash(Clips["walk.mp4"]), Clips.SoundHash(PathOf("out.mp4")));
        Assert.Equal("h264,64,48", Clips.Stream(PathOf("out.mp4")));
        Assert.Equal([PathOf("out.mp4")], Directory.GetFiles(Folder));
        Assert.Empty(run.Output);
        Assert.Contains("out.mp4: 24 of 24 frames, 64×48, 24 frames per second", Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task A_clip_of_variable_frame_rate_keeps_its_timestamps()
    {
        await SucceedAsync("transcode", Clips["variable.mkv"], "out.mkv", "--style", "munch-scream");

        double[] times = Clips.FrameTimes(Clips["variable.mkv"]);
        Assert.True(times.Zip(times.Skip(1), (a, b) => Math.Round(b - a, 3)).Distinct().Count() > 2, "The clip should be of variable frame rate.");
        Assert.Equal(times, Clips.FrameTimes(PathOf("out.mkv")));
    }

    [Fact]
    public async Task A_timeline_moves_from_one_style_to_the_next()
    {
        byte[] original = await StyledAsync("original.mkv", "--style", "original");
        byte[] scream = await StyledAsync("scream.mkv", "--style", "munch-scream");
        byte[] moving = await StyledAsync("moving.mkv", "--timeline", "0s original; 0.5s munch-scream");

        Assert.Equal(24 * FrameBytes, moving.Length);
        Assert.Equal(Frame(original, 0), Frame(moving, 0));
        Assert.Equal(Frame(scream, 12), Frame(moving, 12));
        Assert.Equal(Frame(scream, 23), Frame(moving, 23));
        double whole = Difference(Frame(original, 6), Frame(scream, 6));
        Assert.InRange(Difference(Frame(original, 6), Frame(moving, 6)), 0.05 * whole, 0.95 * whole);
        Assert.InRange(Difference(Frame(scream, 6), Frame(moving, 6)), 0.05 * whole, 0.95 * whole);
    }

    [Fact]
    public async Task A_timeline_in_a_file_does_as_its_one_line_form()
    {
        File.WriteAllText(PathOf("blend.json"), """{ "keyframes": [ { "time": 0, "blend": "original", "easing": "ease-in" }, { "time": 0.2, "blend": "munch-scream*0.5 + picabia-udnie*0.5" } ] }""");

        byte[] file = await StyledAsync("a.mkv", "--timeline", "blend.json", "--duration", "0.25");
        byte[] line = await StyledAsync("b.mkv", "--timeline", "0s original ease-in; 0.2s munch-scream*0.5 + picabia-udnie*0.5", "--duration", "0.25");

        Assert.Equal(file, line);
    }

    [Fact]
    public async Task A_cut_takes_those_frames_and_that_sound()
    {
        byte[] whole = await StyledAsync("whole.mkv", "--style", "munch-scream");
        byte[] part = await StyledAsync("part.mkv", "--style", "munch-scream", "--start", "0.25", "--duration", "0.5");
        await SucceedAsync("transcode", Clips["walk.mp4"], "part.mp4", "--style", "munch-scream", "--start", "0.25", "--duration", "0.5");

        Assert.Equal(whole[(6 * FrameBytes)..(18 * FrameBytes)], part);
        Assert.Equal(0, Clips.FrameTimes(PathOf("part.mp4"))[0]);
        Assert.Equal(12, Clips.FrameTimes(PathOf("part.mp4")).Length);
        Assert.InRange(double.Parse(Clips.Stream(PathOf("part.mp4"), "a", "duration")), 0.45, 0.55);
    }

    [Theory]
    [InlineData("out.mp4", "hevc", "hevc")]
    [InlineData("out.mp4", "av1", "av1")]
    [InlineData("out.webm", "vp9", "vp9")]
    [InlineData("out.mov", "prores", "prores")]
    public async Task A_codec_is_chosen_by_name(string output, string codec, string written)
    {
        await SucceedAsync("transcode", Clips["walk.mp4"], output, "--style", "munch-scream", "--codec", codec, "--duration", "0.125", "--size", "64x");

        Assert.Equal($"{written},64,48", Clips.Stream(PathOf(output)));
        Assert.Equal(3, Clips.FrameTimes(PathOf(output)).Length);
        Assert.NotEmpty(Clips.SoundHash(PathOf(output)));
    }

    [Fact]
    public async Task An_odd_size_is_encoded_whole()
    {
        Assert.Equal("ffv1,427,239", Clips.Stream(Clips["odd.mkv"]));
        await SucceedAsync("transcode", Clips["odd.mkv"], "out.mp4", "--style", "munch-scream");

        Assert.Equal("h264,428,240", Clips.Stream(PathOf("out.mp4")));
        Assert.Equal(3, Clips.FrameTimes(PathOf("out.mp4")).Length);
    }

    [Fact]
    public async Task A_rotated_clip_comes_out_upright()
    {
        Clips.Ffmpeg($"-i \"{Clips["walk.mp4"]}\" -c copy -metadata:s:v rotate=90 \"{PathOf("turned.mp4")}\"");

        await SucceedAsync("transcode", "turned.mp4", "out.mp4", "--style", "munch-scream");

        Assert.Equal("h264,48,64", Clips.Stream(PathOf("out.mp4")));
        Assert.Equal(24, Clips.FrameTimes(PathOf("out.mp4")).Length);
    }

    [Fact]
    public async Task A_crf_decides_on_the_size()
    {
        await SucceedAsync("transcode", Clips["silent.mkv"], "fine.mp4", "--style", "munch-scream", "--crf", "5", "--duration", "0.25");
        await SucceedAsync("transcode", Clips["silent.mkv"], "rough.mp4", "--style", "munch-scream", "--crf", "45", "--duration", "0.25");

        Assert.True(new FileInfo(PathOf("fine.mp4")).Length > 2 * new FileInfo(PathOf("rough.mp4")).Length);
    }

    [Fact]
    public async Task Frames_at_once_change_no_pixel()
    {
        byte[] one = await StyledAsync("one.mkv", "--style", "munch-scream", "--slots", "1", "--duration", "0.5");
        byte[] three = await StyledAsync("three.mkv", "--style", "munch-scream", "--slots", "3", "--threads", "2", "--duration", "0.5");

        Assert.Equal(12 * FrameBytes, one.Length);
        Assert.Equal(one, three);
    }

    [Fact]
    public async Task A_faster_preset_writes_another_file()
    {
        string[] line = ["--style", "munch-scream", "--duration", "0.25"];
        await SucceedAsync(["transcode", Clips["silent.mkv"], "usual.mp4", .. line]);
        await SucceedAsync(["transcode", Clips["silent.mkv"], "fast.mp4", "--preset", "ultrafast", .. line]);

        Assert.Equal(Clips.FrameTimes(PathOf("usual.mp4")), Clips.FrameTimes(PathOf("fast.mp4")));
        Assert.NotEqual(File.ReadAllBytes(PathOf("usual.mp4")), File.ReadAllBytes(PathOf("fast.mp4")));
    }

    [Fact]
    public async Task What_is_there_is_replaced_only_when_told_to()
    {
        File.WriteAllText(PathOf("out.mp4"), "precious");
        string[] line = ["transcode", Clips["walk.mp4"], "out.mp4", "--style", "munch-scream", "--duration", "0.125"];

        ProgramRun refused = await RunAsync(line);
        string kept = File.ReadAllText(PathOf("out.mp4"));
        await SucceedAsync([.. line, "--overwrite"]);

        Assert.Equal(1, refused.ExitCode);
        Assert.Equal("precious", kept);
        Assert.Equal(3, Clips.FrameTimes(PathOf("out.mp4")).Length);
    }

    [Fact]
    public async Task Programs_are_told_of_progress_in_JSON()
    {
        ProgramRun run = await SucceedAsync(
            "transcode", Clips["walk.mp4"], "out.webm", "--timeline", "0s original; 1s munch-scream", "--progress", "json", "--contact-sheet", "sheet.png");

        IReadOnlyList<JsonElement> events = run.Events;
        long[] frames = [.. events.Where(e => ProgramRun.NameOf(e) == "progress").Select(e => e.GetProperty("frame").GetInt64())];
        Assert.Empty(run.Error);
        Assert.NotEmpty(frames);
        Assert.Equal(frames.Order(), frames);
        Assert.All(events.Where(e => ProgramRun.NameOf(e) == "progress"), e => Assert.Equal(24, e.GetProperty("frames").GetInt64()));
        Assert.Contains("coded anew as libopus", events.Single(e => ProgramRun.NameOf(e) == "note").GetProperty("message").GetString());
        JsonElement done = events[^1];
        Assert.Equal("done", ProgramRun.NameOf(done));
        Assert.Equal("out.webm", done.GetProperty("output").GetString());
        Assert.Equal((24, 24), (done.GetProperty("framesIn").GetInt64(), done.GetProperty("framesOut").GetInt64()));
        Assert.Equal("sheet.png", done.GetProperty("contactSheet").GetString());
        using HostFrame sheet = StillImage.Load(PathOf("sheet.png"));
        Assert.True(sheet.Size.Width > 5 * 300 && sheet.Size.Height > 300, $"{sheet.Size}");
    }

    /// <summary>All frames of the silent clip restyled without loss.</summary>
    async Task<byte[]> StyledAsync(string output, params string[] options)
    {
        await SucceedAsync(["transcode", Clips["silent.mkv"], output, "--codec", "ffv1", .. options]);
        return Clips.Pixels(PathOf(output));
    }

    static byte[] Frame(byte[] clip, int index) => clip[(index * FrameBytes)..((index + 1) * FrameBytes)];

    static double Difference(byte[] a, byte[] b) => a.Zip(b, (x, y) => (double)Math.Abs(x - y)).Average();
}
