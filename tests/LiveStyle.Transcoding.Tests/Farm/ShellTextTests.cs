using System.Diagnostics;
using LiveStyle.TestKit.Programs;
using LiveStyle.Transcoding.Farm;
using LiveStyle.Transcoding.Segments;
using Xunit;

namespace LiveStyle.Transcoding.Tests.Farm;

public sealed class ShellTextTests
{
    static readonly FarmProgram Program = new(["/opt/it's \"here\"/dotnet", "/opt/$HOME/`id`/livestyle.dll"]);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "''")]
    [InlineData("two words", "'two words'")]
    [InlineData("it's", @"'it'\''s'")]
    public void Words_are_quoted_where_a_shell_would_trip(string word, string quoted) => Assert.Equal(quoted, ShellText.Quote(word));

    [Fact]
    public async Task Bash_reads_back_what_was_quoted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no bash.");
        string[] words = ["", " ", "it's", "\"", "\\", "$HOME", "`id`", "*", "a\nb", "!x", "~", "#", "-e", "é", "{a,b}", "=;&|"];

        ProgramRun run = await BashAsync("-c", $"printf '%s\\0' {ShellText.Join(words)}");

        Assert.Equal(words, run.Output.Split('\0')[..^1]);
    }

    [Fact]
    public async Task A_segment_script_calls_the_program_with_the_segment_of_its_task()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no bash.");
        string script = SlurmScripts.Segment("/films/it's $mine.livestyle", Program);

        string[] words = await CalledAsync(script, "export SLURM_ARRAY_TASK_ID=7 SLURM_CPUS_ON_NODE=3", "2000");

        Assert.Equal([.. Program.Words, "segment", "/films/it's $mine.livestyle", "--index", "2007", "--threads", "3"], words);
    }

    [Fact]
    public async Task A_join_script_assembles_and_then_removes_only_what_is_of_the_work()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no bash.");
        string folder = Directory.CreateTempSubdirectory("it's $joined ").FullName;
        foreach (string part in (string[])["segments", "farm", "mended.mkv", "mine"])
        {
            Directory.CreateDirectory(Path.Combine(folder, part));
        }

        foreach (string file in FilmFolder.OwnFiles.Append($"plan.json.{Guid.NewGuid():n}.part"))
        {
            await File.WriteAllTextAsync(Path.Combine(folder, file), "", TestContext.Current.CancellationToken);
        }

        string[] words = await CalledAsync(SlurmScripts.Join(folder, Program, ["--report", "--vgg", "it's.safetensors"], "mended.mkv"), "");

        Assert.Equal([.. Program.Words, "assemble", folder, "--keep", "--overwrite", "--report", "--vgg", "it's.safetensors"], words);
        Assert.Equal([Path.Combine(folder, "mine")], Directory.GetFileSystemEntries(folder));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Runs a script with a function in the program's place, and gives the words that it was called with.</summary>
    static async Task<string[]> CalledAsync(string script, string before, params string[] arguments)
    {
        string file = Path.GetTempFileName();
        string instead = $"function {ShellText.Quote("show")} {{ printf '%s\\0' \"$@\"; }}\n{before}\n";
        await File.WriteAllTextAsync(file, instead + script.Replace("exec \"${program[@]}\"", "show \"${program[@]}\"").Replace("\n\"${program[@]}\"", "\nshow \"${program[@]}\""), TestContext.Current.CancellationToken);
        ProgramRun run = await BashAsync([file, .. arguments]);
        File.Delete(file);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output.Split('\0')[..^1];
    }

    static Task<ProgramRun> BashAsync(params string[] arguments)
    {
        Process process = Process.Start(new ProcessStartInfo("bash", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        return ProgramRun.ToEndAsync(process, process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
    }
}
