using System.Text.Json;
using LiveStyle.Progress;
using LiveStyle.Styles;
using LiveStyle.TestKit.Programs;
using LiveStyle.Transcoding.Batches;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Running;
using Xunit;

namespace LiveStyle.App.Tests.Films;

public sealed class BatchTests(Clips clips) : FilmTests(clips)
{
    string[] BatchLine(params string[] more) => ["batch", "a.mp4", "bad.mov", "b.mkv", "--out-dir", "painted", "--model", Model, .. more];

    [Fact]
    public async Task A_bad_film_holds_up_none_of_the_others_and_is_told_at_the_end()
    {
        Arrange();

        ProgramRun run = await RunAsync(BatchLine("--style", "dark", "--progress", "json"));

        JsonElement done = run.Events[^1];
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(120, Clips.FrameTimes(PathOf("painted/a.mp4")).Length);
        Assert.Equal(120, Clips.FrameTimes(PathOf("painted/b.mkv")).Length);
        Assert.False(File.Exists(PathOf("painted/bad.mov")));
        Assert.Equal((3, 2, 1), (done.GetProperty("films").GetInt32(), done.GetProperty("made").GetInt32(), done.GetProperty("failed").GetInt32()));
        Assert.Contains("bad.mov is ", Assert.Single(done.GetProperty("failures").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task The_same_batch_goes_on_with_what_is_not_there_yet()
    {
        Arrange();
        await RunAsync(BatchLine("--style", "dark"));
        DateTime made = File.GetLastWriteTimeUtc(PathOf("painted/a.mp4"));
        File.Delete(PathOf("painted/b.mkv"));
        File.Move(PathOf("a.mp4"), PathOf("bad.mov"), overwrite: true);
        MakeFilm("a.mp4");

        ProgramRun run = await SucceedAsync(BatchLine("--style", "dark"));

        Assert.Contains("2 of 3 films made, 1 there before", run.Error);
        Assert.Equal(made, File.GetLastWriteTimeUtc(PathOf("painted/a.mp4")));
    }

    [Fact]
    public async Task A_batch_that_is_stopped_before_a_film_is_begun_tells_of_those_that_are_there()
    {
        FilmSettings Film(string output) => new() { Input = PathOf("in.mp4"), Output = PathOf(output), Model = Model, Timeline = Timeline.Parse("0s dark") };
        MakeFilm();
        File.WriteAllText(PathOf("a.mp4"), "made before");
        BatchFilm[] films = [new(Film("a.mp4")), new(Film("b.mp4"))];

        StoppedException stopped = await Assert.ThrowsAsync<StoppedException>(
            () => new Batch().RunAsync(films, new TranscodeOptions { Film = films[0].Settings }, new CancellationToken(canceled: true)));

        Assert.EndsWith("b.mp4 was written; 1 of 2 films are there", stopped.Message);
    }

    [Fact]
    public async Task A_dry_run_makes_nothing_and_tells_sizes_lengths_time_and_disk()
    {
        Arrange();

        ProgramRun run = await RunAsync(BatchLine("--style", "dark", "--dry-run"));

        string row = Assert.Single(run.Output.Split('\n'), line => line.Contains("a.mp4"));
        Assert.Equal(1, run.ExitCode);
        Assert.False(Directory.Exists(PathOf("painted")));
        Assert.Matches(@"a\.mp4 +painted/a\.mp4 +64×48 +0:05\.0 +120 +0:\d\d\.\d +\d+ KiB", row);
        Assert.Contains("2 of 3 films, 240 frames: about ", run.Error);
        Assert.Contains("1 can't be made: bad.mov is ", run.Error);
    }

    [Fact]
    public async Task A_preset_gives_the_options_that_the_line_does_not()
    {
        Arrange();
        File.WriteAllText(PathOf("presets.json"), """{ "small": { "style": "dark", "size": "32x24", "codec": "ffv1", "keep-colors": false }, "other": {} }""");

        await RunAsync(BatchLine("--presets", "presets.json", "--use", "small", "--container", "mkv", "--size", "48x36"));
        ProgramRun unknown = await RunAsync(BatchLine("--presets", "presets.json", "--use", "smal"));

        Assert.Equal("ffv1,48,36", Clips.Stream(PathOf("painted/a.mkv")));
        Assert.Contains("presets.json has no preset 'smal'; it has small, other", Assert.Single(unknown.ErrorLines));
    }

    [Fact]
    public async Task Two_films_of_one_name_are_refused_before_any_work()
    {
        Arrange();
        Directory.CreateDirectory(PathOf("more"));

        ProgramRun run = await RunAsync("batch", "a.mp4", "more/a.mp4", "--out-dir", "painted", "--style", "dark", "--model", Model);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("a.mp4 and more/a.mp4 would both become", Assert.Single(run.ErrorLines));
        Assert.False(Directory.Exists(PathOf("painted")));
    }

    void Arrange()
    {
        MakeFilm("a.mp4");
        MakeFilm("b.mkv");
        File.WriteAllText(PathOf("bad.mov"), "Once upon a time.");
    }
}
