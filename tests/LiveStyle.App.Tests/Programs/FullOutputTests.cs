using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Programs;

/// <summary>Logs, progress and results that nobody can take: a full disk, a reader that has gone.</summary>
public sealed class FullOutputTests(Clips clips) : ProgramTests(clips)
{
    readonly TinyBundle bundle = new();

    string Film => $"transcode '{Clips["walk.mp4"]}' out.mp4 --style dark --model '{bundle.Directory}'";

    [Theory]
    [InlineData("--progress json >/dev/full", "the progress can't be written (No space left on device")]
    [InlineData("--progress json | head -c 10 >/dev/null; exit ${PIPESTATUS[0]}", "")]
    [InlineData("--progress json >&-", "")]
    [InlineData("2>/dev/full", "")]
    [InlineData("--progress auto 2>&-", "")]
    [InlineData("--progress json >/dev/full 2>&1", "")]
    public async Task A_film_is_made_whoever_can_not_take_its_progress(string redirected, string told)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no device that is always full.");

        ProgramRun run = await RunInShellAsync($"\"$@\" {Film} {redirected}");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.DoesNotContain("   at ", run.Error);
        Assert.Contains(told, run.Error);
        Assert.Equal(24, Clips.FrameTimes(PathOf("out.mp4")).Length);
        Assert.False(Directory.Exists(PathOf("out.mp4.livestyle")));
    }

    [Theory]
    [InlineData("transcode nowhere.mp4 out.mp4 --style dark --progress json >/dev/full", 1)]
    [InlineData("transcode nowhere.mp4 out.mp4 --style dark --progress json 2>/dev/full", 1)]
    [InlineData("transcode nowhere.mp4 out.mp4 --style dark 2>&-", 1)]
    [InlineData("transcode a.mp4 b.mp4 --stile dark 2>/dev/full", 2)]
    [InlineData("probe CLIP >/dev/full", 1)]
    [InlineData("styles >/dev/full", 1)]
    [InlineData("devices --json >/dev/full", 1)]
    [InlineData("--help >/dev/full", 1)]
    [InlineData("transcode CLIP - --style dark >/dev/full", 1)]
    [InlineData("stylize PICTURE - >/dev/full --style dark", 1)]
    [InlineData("transcode CLIP /dev/full --style dark", 1)]
    public async Task What_fails_keeps_its_code_and_leaves_no_trace_whoever_can_be_told(string line, int code)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no device that is always full.");
        string made = line.Replace("CLIP", $"'{Clips["walk.mp4"]}'").Replace("PICTURE", $"'{Clips["picture.png"]}'");
        string model = line.StartsWith("--", StringComparison.Ordinal) || line.Contains("probe") || line.Contains("devices") ? "" : $"--model '{bundle.Directory}'";

        ProgramRun run = await RunInShellAsync($"\"$@\" {made} {model}");

        Assert.Equal(code, run.ExitCode);
        Assert.DoesNotContain("   at ", run.Error);
        Assert.InRange(run.ErrorLines.Count(error => error.StartsWith("livestyle: ", StringComparison.Ordinal) && !error.Contains("note: ")), 0, 1);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
    }

    [Fact]
    public async Task A_film_that_goes_to_a_full_device_says_so()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no device that is always full.");

        ProgramRun run = await RunInShellAsync($"\"$@\" transcode '{Clips["walk.mp4"]}' - --style dark --model '{bundle.Directory}' >/dev/full");

        Assert.Equal("livestyle: the disk is full: standard output could not be written; free some space or choose another folder", run.ErrorLines[^1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--dry-run >/dev/null")]
    public async Task A_batch_without_progress_still_says_which_film_was_not_made(string more)
    {
        ProgramRun run = await RunInShellAsync(
            $"\"$@\" batch '{Clips["walk.mp4"]}' missing.mp4 --out-dir out --style dark --model '{bundle.Directory}' --progress none {more}");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("livestyle: missing.mp4 does not exist; check the path", Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task A_name_with_control_characters_is_told_in_one_line()
    {
        File.Copy(Clips["walk.mp4"], PathOf("a\u001b[2J\nb.mp4"));

        ProgramRun run = await RunAsync("transcode", "a\u001b[2J\nb.mp4", "c\nd.mp4", "--style", "dark", "--model", bundle.Directory);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.StartsWith("c d.mp4: 24 of 24 frames", Assert.Single(run.ErrorLines));
    }
}
