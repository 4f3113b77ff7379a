using LiveStyle.Media.Probing;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Formats;

/// <summary>Clips with several videos: a cover in front, a second angle, a second program.</summary>
public sealed class StreamChoiceTests(Clips clips, FormatModel model) : FormatTests(clips)
{
    const string Film = "-f lavfi -i testsrc2=s=64x48:r=24:d=0.5 -f lavfi -i sine=440:d=0.5";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cover_that_is_a_plain_stream_before_the_film_is_copied_and_the_film_restyled()
    {
        Clips.Ffmpeg($"-f lavfi -i color=red:s=80x80 -frames:v 1 -y \"{PathOf("cover.jpg")}\"");
        Clips.Ffmpeg($"-i \"{PathOf("cover.jpg")}\" {Film} -map 0 -map 1 -map 2 -c:v:0 copy -c:v:1 libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -disposition:v:0 0 -disposition:v:1 default -y \"{PathOf("in.mkv")}\"");

        ProgramRun run = await SucceedAsync("transcode", "in.mkv", "out.mkv", "--style", "negative", "--model", model.Folder, "--strict");

        Assert.StartsWith("note: the clip holds several videos: stream 1 (h264, 64×48) is restyled, stream 0 (mjpeg, 80×80) not; another can be chosen by its number", run.ErrorLines[0]);
        Assert.Equal(Clips.Packets(PathOf("in.mkv"), "v:0", "data_hash"), Clips.Packets(PathOf("out.mkv"), "v:0", "data_hash"));
        Assert.Equal(12, Clips.Packets(PathOf("out.mkv"), "v:1", "data_hash").Length);
        AssertNegative("in.mkv", "out.mkv", 1);
    }

    [Fact]
    public async Task A_cover_of_a_single_frame_is_told_from_the_film_where_both_claim_to_be_shown()
    {
        Clips.Ffmpeg($"-f lavfi -i color=red:s=80x80 -frames:v 1 -y \"{PathOf("cover.jpg")}\"");
        Clips.Ffmpeg($"-i \"{PathOf("cover.jpg")}\" {Film} -map 0 -map 1 -c:v:0 copy -c:v:1 libx264 -preset ultrafast -pix_fmt yuv420p -disposition:v default -y \"{PathOf("in.mp4")}\"");

        Assert.Equal(1, (await MediaProbe.ProbeAsync(PathOf("in.mp4"), Cancellation)).RequireVideo().Index);
    }

    [Fact]
    public async Task A_second_angle_is_taken_by_its_number_and_then_the_one_that_players_show()
    {
        string input = Angles("in.mkv");

        string[] look = ["--style", "negative", "--model", model.Folder];
        await SucceedAsync(["transcode", "in.mkv", "first.mkv", .. look]);
        await SucceedAsync(["transcode", "in.mkv", "second.mkv", .. look, "--stream", "1", "--contact-sheet", "sheet.png", "--report"]);

        Assert.Equal(Clips.Packets(input, "v:1", "data_hash"), Clips.Packets(PathOf("first.mkv"), "v:1", "data_hash"));
        AssertNegative("in.mkv", "first.mkv", 0);
        Assert.Equal(Clips.Packets(input, "v:0", "data_hash"), Clips.Packets(PathOf("second.mkv"), "v:0", "data_hash"));
        AssertNegative("in.mkv", "second.mkv", 1);
        Assert.Equal(1, (await MediaProbe.ProbeAsync(PathOf("second.mkv"), Cancellation)).RequireVideo().Index);
        Assert.DoesNotContain("Nothing was measured", File.ReadAllText(PathOf("second.mkv.report.json")));
    }

    [Fact]
    public async Task A_plan_keeps_the_choice_for_all_who_render_it()
    {
        Angles("in.mkv");

        await SucceedAsync("plan", "in.mkv", "out.mkv", "--style", "negative", "--model", model.Folder, "--stream", "1", "--preset", "ultrafast");
        await SucceedAsync("segment", "out.mkv.livestyle", "--index", "0");
        await SucceedAsync("assemble", "out.mkv.livestyle");

        AssertNegative("in.mkv", "out.mkv", 1);
    }

    [Fact]
    public async Task Of_a_pipe_too_the_choice_is_kept()
    {
        Angles("in.mkv");
        using var run = new PipedRun(Folder, Styled(model, "transcode", "-", "-", "--stream", "1", "--codec", "ffv1"));
        Task giving = run.GiveAsync(await File.ReadAllBytesAsync(PathOf("in.mkv"), Cancellation), end: true);

        (int code, string error) = await run.ToEndAsync(PathOf("out.mkv"));
        await giving;

        Assert.True(code == 0, error);
        Assert.Contains("stream 1 (ffv1, 64×48) is restyled, stream 0 (ffv1, 64×48) not", error);
        AssertNear(Pixels($"-i \"{PathOf("in.mkv")}\" -map 0:v:1"), Clips.Pixels(PathOf("out.mkv")), 3);
    }

    [Fact]
    public async Task Playing_takes_the_choice_too()
    {
        Angles("in.mkv");

        await SucceedAsync("play", "in.mkv", "--headless", "--out", "pictures", "--frames", "1", "--stream", "1", "--style", "original", "--model", model.Folder, "--device", "cpu");

        AssertNear(Pixels($"-i \"{PathOf("in.mkv")}\" -map 0:v:1 -frames:v 1"), Clips.Pixels(PathOf("pictures/frame-0001.png")), 1);
    }

    [Fact]
    public async Task A_number_of_no_video_is_refused_with_those_that_there_are()
    {
        Angles("in.mkv");

        ProgramRun run = await RunAsync("transcode", "in.mkv", "out.mkv", "--style", "negative", "--model", model.Folder, "--stream", "2");
        ProgramRun probe = await SucceedAsync("probe", "in.mkv");

        Assert.Equal("livestyle: stream 2 of in.mkv is no video; it has stream 0 (ffv1, 64×48), stream 1 (ffv1, 64×48)", Assert.Single(run.ErrorLines));
        Assert.Contains("video       stream 0 (ffv1, 64×48), the one that is shown and restyled by default", probe.Output);
        Assert.Contains("video       stream 1 (ffv1, 64×48); --stream 1 takes it", probe.Output);
    }

    [Fact]
    public async Task Programs_of_a_broadcast_are_named()
    {
        Clips.Ffmpeg($"{Film} -f lavfi -i testsrc=s=64x48:r=24:d=0.5 -map 0 -map 1 -map 2 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -program title=One:st=0:st=1 -program title=Two:st=2 -y \"{PathOf("in.ts")}\"");

        ProgramRun run = await SucceedAsync("transcode", "in.ts", "out.mkv", "--style", "negative", "--model", model.Folder);

        Assert.Matches("the clip holds several videos: stream [0-9] \\(h264, 64×48\\) is restyled, stream [0-9] \\(h264, 64×48\\) not", run.Error);
    }

    string Angles(string name)
    {
        Clips.Ffmpeg($"{Film} -f lavfi -i testsrc=s=64x48:r=24:d=0.5 -map 0 -map 2 -map 1 -c:v ffv1 -pix_fmt yuv444p -c:a aac -disposition:v:0 default -disposition:v:1 0 -y \"{PathOf(name)}\"");
        return PathOf(name);
    }

    void AssertNegative(string input, string output, int video)
    {
        byte[] original = Pixels($"-i \"{PathOf(input)}\" -map 0:v:{video}"), styled = Pixels($"-i \"{PathOf(output)}\" -map 0:v:{video}");
        Assert.Equal(original.Length, styled.Length);
        Assert.InRange(original.Zip(styled, (before, after) => Math.Abs(255 - before - after)).Average(), 0, 8);
    }
}
