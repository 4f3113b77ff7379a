using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Farm;

[Collection(FarmCollection.Name)]
public sealed class SlurmTests(SlurmCluster cluster, FarmScene scene)
{
    [Fact]
    public async Task A_film_by_two_nodes_with_a_task_requeued_in_mid_run_is_that_of_a_single_run()
    {
        string work = await PlanAsync("requeued.mp4", "hold-1");
        using Process process = Submit(work);
        Task<ProgramRun> run = ToEndAsync(process);
        await HeldAsync(work, 1);
        string task = $"{Arrays(work)[0]}_1";

        await cluster.RunAsync("scontrol", "requeue", task);
        await TakeTurnAsync(task);

        AssertMade(await run, "requeued.mp4", work);
        Assert.Equal(("1", "COMPLETED"), (await FieldAsync(task, "Restarts"), await FieldAsync(task, "JobState")));
        string all = await cluster.RunAsync("scontrol", "--oneliner", "show", "job");
        Assert.All(SlurmCluster.Nodes, node => Assert.Contains($" NodeList={node} ", all));
    }

    [Fact]
    public async Task A_node_that_dies_in_mid_job_leaves_its_segment_to_the_other()
    {
        string work = await PlanAsync("orphaned.mp4", "hold-0");
        using Process process = Submit(work);
        Task<ProgramRun> run = ToEndAsync(process);
        await HeldAsync(work, 0);
        string task = $"{Arrays(work)[0]}_0";
        string node = await FieldAsync(task, "NodeList");

        cluster.Kill(node);

        try
        {
            await TakeTurnAsync(task);
            AssertMade(await run, "orphaned.mp4", work);
            Assert.Equal(("1", "COMPLETED"), (await FieldAsync(task, "Restarts"), await FieldAsync(task, "JobState")));
            Assert.Equal(SlurmCluster.Nodes.Single(other => other != node), await FieldAsync(task, "NodeList"));
        }
        finally
        {
            cluster.StartNode(node);
            await cluster.UntilIdleAsync();
        }
    }

    [Fact]
    public async Task Jobs_go_on_when_nobody_follows_and_end_when_they_are_canceled()
    {
        string work = await PlanAsync("canceled.mp4", "hold-2", "hold-3");
        using Process process = Submit(work);
        Task<ProgramRun> run = ToEndAsync(process);
        await HeldAsync(work, 2);
        await HeldAsync(work, 3);
        long[] arrays = Arrays(work);

        UnixSignal.Send(process.Id, UnixSignal.Interrupt);

        ProgramRun followed = await run;
        Assert.Equal(130, followed.ExitCode);
        Assert.Contains($"no longer following; jobs {string.Join(", ", arrays)}, ", Assert.Single(followed.ErrorLines));
        Assert.Equal("RUNNING", await StateAsync($"{arrays[0]}_2"));
        Assert.Contains("are under way already", (await RunAsync(work, "--engine", "slurm", "--no-follow")).Output);

        ProgramRun canceled = await RunAsync(work, "--cancel");

        Assert.True(canceled.ExitCode == 0, canceled.Error);
        JsonElement done = canceled.Events[^1];
        Assert.Equal((2, Segments), (done.GetProperty("done").GetInt32(), done.GetProperty("segments").GetInt32()));
        Assert.DoesNotContain("RUNNING", await cluster.RunAsync("squeue", "--noheader", "--array", "--format=%T"));
        Assert.DoesNotContain(LinuxProcess.With(cluster.Setting), left => left.Words.Contains(work));
        Assert.False(File.Exists(scene.PathOf("canceled.mp4")));
        Assert.Equal(1, (await RunAsync(work, "--follow")).ExitCode);
    }

    [Fact]
    public async Task A_failed_task_is_told_by_its_segment_and_last_line_and_the_same_command_mends_it()
    {
        string work = await PlanAsync("mended.mp4", "fail-1");

        ProgramRun submitted = await RunAsync(work, "--engine", "slurm", "--no-follow", "--cpus", $"{SlurmCluster.Processors}", "--program", scene.Gate);
        Assert.True(submitted.ExitCode == 0, submitted.Error);
        ProgramRun followed = await RunAsync(work, "--follow");

        Assert.Equal(1, followed.ExitCode);
        Assert.Matches(
            @"^livestyle: 1 of 4 segments are missing \(1\): segment 1 failed on n[12] \(FAILED, exit code 1:0\): the disk of segment 1 is full; the same command submits them again$",
            Assert.Single(followed.ErrorLines));
        Assert.False(File.Exists(scene.PathOf("mended.mp4")));

        File.Delete(FarmScene.Sign(work, "fail-1"));
        using Process process = Submit(work);
        ProgramRun run = await ToEndAsync(process);
        Assert.Contains("submitted: 1 segments as job array ", run.Output);
        AssertMade(run, "mended.mp4", work);
    }

    [Fact]
    public async Task What_the_cluster_refuses_is_said_in_its_own_words_and_leaves_no_job()
    {
        string work = await PlanAsync("refused by the cluster.mp4");

        ProgramRun run = await RunAsync(work, "--engine", "slurm", "--partition", "nowhere");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("livestyle: sbatch: Batch job submission failed: Invalid partition name specified", Assert.Single(run.ErrorLines));
        Assert.False(File.Exists(Path.Combine(work, "farm", "slurm.json")));
    }

    const int Segments = FarmScene.Segments;

    Task<string> PlanAsync(string name, params string[] signs)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Slurm runs on Linux.");
        return scene.PlanAsync(name, signs);
    }

    /// <summary>Hands in tasks that each take a whole node.</summary>
    Process Submit(string work) => scene.Start(
        [cluster.Setting], "submit", work, "--engine", "slurm", "--cpus", $"{SlurmCluster.Processors}", "--program", scene.Gate, "--progress", "json");

    Task<ProgramRun> RunAsync(string work, params string[] arguments) =>
        scene.RunAsync([cluster.Setting], ["submit", work, "--progress", "json", .. arguments]);

    Task HeldAsync(string work, int segment) =>
        cluster.UntilAsync(() => Task.FromResult(File.Exists(FarmScene.Sign(work, $"held-{segment}"))), $"segment {segment} is being rendered");

    /// <summary>Waits until a task is back in the queue; there it would wait for what is left of the time that Slurm gives its old credentials.</summary>
    async Task TakeTurnAsync(string task)
    {
        await cluster.UntilAsync(async () => await StateAsync(task) == "PENDING", $"task {task} waits again");
        await cluster.RunAsync("scontrol", "update", $"JobId={task}", "StartTime=now");
    }

    async Task<string> StateAsync(string task) => await FieldAsync(task, "JobState");

    async Task<string> FieldAsync(string task, string name) =>
        Regex.Match(await cluster.RunAsync("scontrol", "--oneliner", "show", "job", task), $@"\b{name}=(\S*)").Groups[1].Value;

    void AssertMade(ProgramRun run, string film, string work)
    {
        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        Assert.Equal("done", ProgramRun.NameOf(run.Events[^1]));
        Assert.Equal(scene.Single, scene.Hashes(film));

        // The test's own; all that the work had is gone.
        Assert.Equal([Path.Combine(work, "signs")], Directory.GetFileSystemEntries(work));
    }

    static Task<ProgramRun> ToEndAsync(Process process) => ProgramRun.ToEndAsync(process, process.StandardOutput.ReadToEndAsync());

    static long[] Arrays(string work)
    {
        using JsonDocument submission = JsonDocument.Parse(File.ReadAllText(Path.Combine(work, "farm", "slurm.json")));
        return [.. submission.RootElement.GetProperty("arrays").EnumerateArray().Select(array => array.GetProperty("job").GetInt64())];
    }
}
