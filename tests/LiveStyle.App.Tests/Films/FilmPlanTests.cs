using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Programs;
using LiveStyle.Transcoding.Plan;
using Xunit;

namespace LiveStyle.App.Tests.Films;

public sealed class FilmPlanTests(Clips clips) : FilmTests(clips)
{
    [Fact]
    public async Task Segments_rendered_in_any_order_are_the_film_of_one_run()
    {
        MakeFilm();
        await PlanAsync("in.mp4", "whole.mp4");
        await SucceedAsync(["transcode", .. Line("in.mp4", "whole.mp4")]);
        await PlanAsync("in.mp4", "parts.mp4");
        foreach (int index in (int[])[4, 0, 2, 1, 3])
        {
            await SucceedAsync("segment", "parts.mp4.livestyle", "--index", $"{index}");
        }

        await SucceedAsync("assemble", "parts.mp4.livestyle");

        Assert.Equal(FrameHashes(PathOf("whole.mp4")), FrameHashes(PathOf("parts.mp4")));
        Assert.Equal(Clips.FrameTimes(PathOf("in.mp4")), Clips.FrameTimes(PathOf("parts.mp4")));
        Assert.Equal(Clips.SoundHash(PathOf("in.mp4")), Clips.SoundHash(PathOf("parts.mp4")));
    }

    [Fact]
    public async Task Segments_of_a_film_that_the_processor_paints_plane_by_plane_are_the_film_of_one_run_and_as_ONNX_Runtime_paints_it()
    {
        MakeFilm(seconds: 3);
        string[] Live(string output, string device) => ["in.mp4", output, "--model", "live", "--style", "munch-scream", "--codec", "ffv1", "--device", device];
        await SucceedAsync(["transcode", .. Live("whole.mkv", "cpu")]);
        await SucceedAsync(["transcode", .. Live("other.mkv", "onnx")]);
        await SucceedAsync(["plan", .. Live("parts.mkv", "cpu"), "--segment-seconds", "1"]);
        foreach (int index in (int[])[2, 0, 1])
        {
            await SucceedAsync("segment", "parts.mkv.livestyle", "--index", $"{index}");
        }

        await SucceedAsync("assemble", "parts.mkv.livestyle");

        Assert.Equal(FrameHashes(PathOf("whole.mkv")), FrameHashes(PathOf("parts.mkv")));
        byte[] own = Clips.Pixels(PathOf("whole.mkv")), other = Clips.Pixels(PathOf("other.mkv"));
        Assert.Equal(other.Length, own.Length);
        Assert.InRange(own.Zip(other, (one, two) => Math.Abs(one - two)).Average(), 0, 2);
    }

    [Theory]
    [InlineData("in.h264", "-c:v libx264 -preset ultrafast -bf 2 -g 12 -pix_fmt yuv420p -an")]
    [InlineData("in.m2v", "-c:v mpeg2video -bf 2 -g 12 -q:v 2 -r 24000/1001 -an")]
    public async Task Segments_of_a_stream_without_times_are_the_film_of_one_run(string input, string options)
    {
        MakeFilm(input, options);
        await PlanAsync(input, "whole.mp4");
        await SucceedAsync(["transcode", .. Line(input, "whole.mp4")]);
        await PlanAsync(input, "parts.mp4");
        await SucceedAsync("segment", "parts.mp4.livestyle", "--index", "3");
        await SucceedAsync(["transcode", .. Line(input, "parts.mp4")]);
        await SucceedAsync(["transcode", .. Line(input, "cut.mp4", "--start", "2", "--duration", "1")]);

        Assert.Equal(120, Clips.FrameTimes(PathOf("whole.mp4")).Length);
        Assert.Equal(FrameHashes(PathOf("whole.mp4")), FrameHashes(PathOf("parts.mp4")));
        Assert.InRange(Clips.FrameTimes(PathOf("cut.mp4")).Length, 23, 24);
    }

    [Fact]
    public async Task A_film_lacks_no_segment()
    {
        MakeFilm();
        await PlanAsync("in.mp4", "out.mp4");
        await SucceedAsync("segment", "out.mp4.livestyle", "--index", "0");

        ProgramRun run = await RunAsync("assemble", "out.mp4.livestyle");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("4 of 5 segments are missing or were changed (the first is 1)", Assert.Single(run.ErrorLines));
        Assert.False(File.Exists(PathOf("out.mp4")));
    }

    [Theory]
    [InlineData("version", "plan of version 99, and this program reads version 1; plan the film again")]
    [InlineData("segments", "is damaged; plan the film again")]
    public async Task A_plan_that_this_version_can_not_read_is_refused(string entry, string message)
    {
        MakeFilm();
        await PlanAsync("in.mp4", "out.mp4");
        EditPlan("out.mp4", plan => plan[entry] = 99);

        ProgramRun run = await RunAsync("segment", "out.mp4.livestyle", "--index", "0");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task A_model_that_changed_since_the_plan_is_refused()
    {
        MakeFilm();
        await PlanAsync("in.mp4", "out.mp4");
        using var other = new TinyBundle(rows: TinyBundle.Styles.Select(style => (style.Slug, new long[] { 2 }, new ReadOnlyMemory<float>([0.3f, 0.1f]))));
        EditPlan("out.mp4", plan => plan["settings"]!["model"] = other.Directory);

        ProgramRun run = await RunAsync("segment", "out.mp4.livestyle", "--index", "0");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("has changed since the film was planned", Assert.Single(run.ErrorLines));
    }

    [Theory]
    [InlineData("segment")]
    [InlineData("assemble")]
    public async Task An_original_that_changed_since_the_plan_is_refused(string command)
    {
        MakeFilm();
        await PlanAsync("in.mp4", "out.mp4");
        File.AppendAllText(PathOf("in.mp4"), "more");

        ProgramRun run = await RunAsync(command == "segment" ? ["segment", "out.mp4.livestyle", "--index", "0"] : ["assemble", "out.mp4.livestyle"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("in.mp4 has changed since the film was planned", Assert.Single(run.ErrorLines));
    }

    [Fact]
    public void Frames_of_one_time_stay_in_one_segment_and_a_short_rest_goes_with_the_last()
    {
        IReadOnlyList<PlannedSegment> segments = FilmPlanner.Cut([0, 10, 20, 20, 30, 40, 50, 60], 3);

        Assert.Equal([new(0, null, 30, 4), new PlannedSegment(1, 30, null, 4)], segments);
    }

    [Fact]
    public async Task A_plan_is_hashed_once_and_a_changed_copy_anew()
    {
        MakeFilm();
        await PlanAsync("in.mp4", "out.mp4");
        FilmPlan plan = FilmPlan.Load(PathOf("out.mp4.livestyle/plan.json"));

        string identity = plan.Identity;

        Assert.Same(identity, plan.Identity);
        Assert.Equal(identity, FilmPlan.Load(PathOf("out.mp4.livestyle/plan.json")).Identity);
        Assert.NotEqual(identity, (plan with { Device = "other" }).Identity);
    }
}
