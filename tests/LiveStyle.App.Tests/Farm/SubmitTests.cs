using System.Diagnostics;
using System.Text.Json;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Farm;

[Collection(FarmCollection.Name)]
public sealed class SubmitTests(FarmScene scene)
{
    [Fact]
    public async Task Several_processes_make_the_film_of_one_and_a_segment_that_fails_is_tried_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no bash.");
        string work = await scene.PlanAsync("local.mp4", "trip-2");

        ProgramRun run = await RunAsync(work, "--processes", "3", "--program", scene.Gate);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(scene.Single, scene.Hashes("local.mp4"));
        Assert.Equal("segment 2 failed: the disk of segment 2 is full", Assert.Single(run.Events, IsNote).GetProperty("message").GetString());
        Assert.Contains(run.Events, said => ProgramRun.NameOf(said) == "progress" && said.GetProperty("frames").GetInt64() == 960);
        Assert.Equal(960, run.Events[^1].GetProperty("framesOut").GetInt64());

        // Nothing is left but what the test itself put there.
        Assert.Equal([Path.Combine(work, "signs")], Directory.GetFileSystemEntries(work));
    }

    [Fact]
    public async Task A_segment_that_fails_for_good_is_told_and_the_rest_is_kept()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no bash.");
        string work = await scene.PlanAsync("broken.mp4", "fail-1");

        ProgramRun run = await RunAsync(work, "--program", scene.Gate);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            "livestyle: 1 of 4 segments failed 3 times (1): the disk of segment 1 is full; the same command tries them again", Assert.Single(run.ErrorLines));
        Assert.False(File.Exists(scene.PathOf("broken.mp4")));

        // Only what is missing is rendered: the others would fail now. A segment that was tampered with is missing too.
        foreach (string name in (string[])["fail-0", "fail-3"])
        {
            await File.WriteAllTextAsync(FarmScene.Sign(work, name), "", TestContext.Current.CancellationToken);
        }

        File.Delete(FarmScene.Sign(work, "fail-1"));
        await File.AppendAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(work, "segments"), "00002.m*")), "x", TestContext.Current.CancellationToken);
        ProgramRun again = await RunAsync(work, "--program", scene.Gate);

        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Equal(scene.Single, scene.Hashes("broken.mp4"));
    }

    [Fact]
    public async Task Stopped_processes_end_in_order_and_the_same_command_goes_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent as Linux does.");
        string work = await scene.PlanAsync("stopped.mp4");
        var mark = new KeyValuePair<string, string?>("LIVESTYLE_TEST_RUN", work);
        using Process process = scene.Start([mark], "submit", work, "--processes", "2", "--progress", "json");

        ProgramRun run = await ProgramRun.ToEndAsync(process, InterruptAsync(process));

        Assert.Equal(130, run.ExitCode);
        Assert.Matches($"^livestyle: stopped; [0-3] of 4 segments are kept in ", Assert.Single(run.ErrorLines));
        Assert.Empty(LinuxProcess.With(mark));
        Assert.Empty(Directory.GetDirectories(Path.Combine(work, "segments")));
        Assert.False(File.Exists(scene.PathOf("stopped.mp4")));

        ProgramRun again = await RunAsync(work);
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Equal(scene.Single, scene.Hashes("stopped.mp4"));
    }

    [Fact]
    public async Task What_cannot_be_submitted_is_said_in_a_line_with_its_cure()
    {
        string work = await scene.PlanAsync("refused.mp4");
        string nothing = Directory.CreateDirectory(scene.PathOf("nothing")).FullName;

        await AssertRefusedAsync("sbatch is not on this machine; submit on one of the cluster's own", new("PATH", nothing), work, "--engine", "slurm");
        await AssertRefusedAsync("nothing of .* was submitted to Slurm", new("PATH", nothing), work, "--follow");
        await AssertRefusedAsync("--engine abacus: give local, slurm or openjd", default, work, "--engine", "abacus");
        await AssertRefusedAsync("--processes 0: give 1 or more", default, work, "--processes", "0");
        await AssertRefusedAsync("no-such-program can't be started .*; name the program .* \\(use --program PATH\\)", default, work, "--program", "no-such-program");
        await AssertRefusedAsync("plan.json is not there; give the folder of a planned film \\(livestyle plan makes one\\)", default, nothing);
        await File.WriteAllTextAsync(scene.PathOf("refused.mp4"), "mine", TestContext.Current.CancellationToken);
        await AssertRefusedAsync("refused.mp4 is there already; .* \\(add --overwrite\\)", default, work);
    }

    Task<ProgramRun> RunAsync(string work, params string[] arguments) => scene.RunAsync([], ["submit", work, "--progress", "json", .. arguments]);

    async Task AssertRefusedAsync(string line, KeyValuePair<string, string?> setting, string work, params string[] arguments)
    {
        ProgramRun run = await scene.RunAsync(setting.Key is null ? [] : [setting], ["submit", work, .. arguments]);

        // What no plan could mend is misuse.
        Assert.Equal(line.StartsWith("--", StringComparison.Ordinal) ? 2 : 1, run.ExitCode);
        Assert.Matches(line, Assert.Single(run.ErrorLines));
    }

    /// <summary>Interrupts the program once frames come.</summary>
    static async Task<string> InterruptAsync(Process process)
    {
        string seen = "";
        bool sent = false;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            seen += line + "\n";
            using JsonDocument said = JsonDocument.Parse(line);
            if (!sent && said.RootElement.TryGetProperty("frame", out JsonElement frame) && frame.GetInt64() > 0)
            {
                sent = true;
                Assert.True(UnixSignal.Send(process.Id, UnixSignal.Interrupt));
            }
        }

        return seen;
    }

    static bool IsNote(JsonElement said) => ProgramRun.NameOf(said) == "note";
}
