using LiveStyle.Styles;
using LiveStyle.TestKit.Programs;
using LiveStyle.Transcoding.Assembly;
using LiveStyle.Transcoding.Plan;
using Xunit;

namespace LiveStyle.App.Tests.Films;

public sealed class FilmFolderTests(Clips clips) : FilmTests(clips)
{
    [Fact]
    public async Task A_folder_that_holds_other_things_is_no_place_for_a_plan_and_stays_as_it_is()
    {
        MakeFilm();
        Directory.CreateDirectory(PathOf("project/segments"));
        File.WriteAllText(PathOf("project/segments/thesis.txt"), "years of work");

        ProgramRun refused = await RunAsync(["plan", .. Line("in.mp4", "out.mp4", "--to", "project")]);
        ProgramRun failed = await RunAsync(["plan", .. Line("in.mp4", "out.mp4", "--to", "project", "--start", "100")]);

        Assert.Equal((1, 1), (refused.ExitCode, failed.ExitCode));
        Assert.Contains("project holds other things (segments); name an empty folder or a new one", Assert.Single(refused.ErrorLines));
        Assert.Equal("years of work", File.ReadAllText(PathOf("project/segments/thesis.txt")));
        Assert.Equal([PathOf("project/segments")], Directory.GetFileSystemEntries(PathOf("project")));
    }

    [Fact]
    public async Task What_users_put_beside_a_plan_outlives_it()
    {
        MakeFilm();
        await SucceedAsync(["plan", .. Line("in.mp4", "out.mp4", "--to", "work", "--duration", "1")]);
        await SucceedAsync("segment", "work", "--index", "0");
        File.WriteAllText(PathOf("work/notes.txt"), "mine");

        await SucceedAsync("assemble", "work");

        Assert.Equal([PathOf("work/notes.txt")], Directory.GetFileSystemEntries(PathOf("work")));
        Assert.True(File.Exists(PathOf("out.mp4")));
    }

    [Theory]
    [InlineData("assemble")]
    [InlineData("batch")]
    public async Task A_report_that_could_not_be_written_is_made_up_for_by_the_same_command_without_another_join(string command)
    {
        MakeFilm("in.mp4");
        string[] line = command == "assemble" ? ["assemble", "out/in.mp4.livestyle", "--report"]
            : ["batch", "in.mp4", "--out-dir", "out", .. Line("in.mp4", "")[2..], "--duration", "1", "--report"];
        Directory.CreateDirectory(PathOf("out/in.mp4.report.json/in the way"));
        if (command == "assemble")
        {
            await SucceedAsync(["plan", .. Line("in.mp4", "out/in.mp4", "--duration", "1")]);
            await SucceedAsync("segment", "out/in.mp4.livestyle", "--index", "0");
        }

        ProgramRun failed = await RunAsync(line);
        DateTime joined = File.GetLastWriteTimeUtc(PathOf("out/in.mp4"));
        Directory.Delete(PathOf("out/in.mp4.report.json"), recursive: true);
        await SucceedAsync(line);

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("in.mp4 is whole; the same command goes on with what is to follow", failed.Error);
        Assert.Equal(joined, File.GetLastWriteTimeUtc(PathOf("out/in.mp4")));
        Assert.Equal(["in.mp4", "in.mp4.report.html", "in.mp4.report.json"], Directory.GetFileSystemEntries(PathOf("out")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task No_link_of_a_folder_lets_a_film_replace_its_original()
    {
        MakeFilm();
        Directory.CreateSymbolicLink(PathOf("linked"), Folder);
        byte[] original = File.ReadAllBytes(PathOf("in.mp4"));

        ProgramRun refused = await RunAsync(["transcode", .. Line("in.mp4", "linked/in.mp4", "--overwrite")]);
        ProgramRun batch = await RunAsync(["batch", "in.mp4", "--out-dir", "linked", .. Line("in.mp4", "")[2..]]);

        Assert.Equal((1, 1), (refused.ExitCode, batch.ExitCode));
        Assert.Contains("input and output are the same file", Assert.Single(refused.ErrorLines));
        Assert.Contains("input and output are the same file", batch.ErrorLines[^1]);
        Assert.Equal(original, File.ReadAllBytes(PathOf("in.mp4")));
    }

    [Fact]
    public async Task What_another_ffmpeg_still_writes_under_the_partial_name_is_left_alone()
    {
        MakeFilm();
        File.WriteAllText(PathOf("other"), "of a run that was killed");
        File.CreateSymbolicLink(PathOf("out.partial.mp4"), PathOf("other"));

        await SucceedAsync(["transcode", .. Line("in.mp4", "out.mp4", "--duration", "1")]);

        Assert.Equal("of a run that was killed", File.ReadAllText(PathOf("other")));
        Assert.Null(new FileInfo(PathOf("out.mp4")).LinkTarget);
    }

    [Fact]
    public async Task Who_stops_a_report_is_told_that_the_film_is_whole()
    {
        using var stop = new CancellationTokenSource();
        var settings = new FilmSettings { Input = "in.mp4", Output = "out.mp4", Model = "tiny", Timeline = Timeline.Parse("0s dark") };

        StoppedException stopped = await Assert.ThrowsAsync<StoppedException>(() => FilmAssembler.FollowAsync(settings, StopAsync, stop.Token));

        Assert.StartsWith("stopped; ", stopped.Message);
        Assert.Contains("out.mp4 is whole; the same command goes on", stopped.Message);

        async Task StopAsync()
        {
            await stop.CancelAsync();
            stop.Token.ThrowIfCancellationRequested();
        }
    }
}
