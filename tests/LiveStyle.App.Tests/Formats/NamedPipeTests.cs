using LiveStyle.App.Tests.Programs;
using LiveStyle.Files;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Formats;

/// <summary>Process substitutions, named pipes and devices in the place of files.</summary>
public sealed class NamedPipeTests(Clips clips, FormatModel model) : FormatTests(clips)
{
    string Look => $"--model '{model.Folder}' --style original";

    [Fact]
    public async Task A_clip_comes_from_a_process_substitution()
    {
        string clip = Clips["silent.mkv"];

        ProgramRun run = await RunInShellAsync($"\"$@\" transcode <(cat '{clip}') out.mkv --codec ffv1 {Look}");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(24, Clips.FrameTimes(PathOf("out.mkv")).Length);
    }

    [Fact]
    public async Task A_clip_comes_from_a_named_pipe_and_goes_to_another_which_stays_one()
    {
        ProgramRun run = await RunInShellAsync(
            $"mkfifo in.fifo out.nut; timeout 100 cat '{Clips["full.mkv"]}' > in.fifo & timeout 100 cat out.nut > got & \"$@\" transcode in.fifo out.nut {Look}; code=$?; wait; exit $code");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.True(StreamFile.IsStream(PathOf("out.nut")) && StreamFile.IsStream(PathOf("in.fifo")));
        Assert.False(StreamFile.IsStream(PathOf("got")) || StreamFile.IsStream(Folder) || StreamFile.IsStream(PathOf("nowhere")));
        Assert.Equal("rawvideo,64,48", Clips.Stream(PathOf("got")));
        AssertNear(Clips.Pixels(Clips["full.mkv"]), Clips.Pixels(PathOf("got")), 3);
        Assert.Contains("out.nut: 12 frames, 64×48", run.Error);
    }

    [Fact]
    public async Task A_film_goes_to_a_process_substitution_beside_its_events()
    {
        ProgramRun run = await RunInShellAsync($"\"$@\" transcode '{Clips["walk.mp4"]}' >(cat > got) --format mpegts {Look} --progress json; sleep 0.5");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("done", ProgramRun.NameOf(run.Events[^1]));
        Assert.Contains("mpegts", Clips.Probe($"-show_entries format=format_name -of csv=p=0 \"{PathOf("got")}\""));
    }

    [Fact]
    public async Task Masks_and_a_style_come_from_pipes_and_a_film_that_was_cut_short_goes_on()
    {
        Clips.Ffmpeg($"-f lavfi -i color=white:s=64x48 -frames:v 1 -y \"{PathOf("white.png")}\"");
        GalleryStyles.TwinOf(model.Folder, "negative", "mine").Save(PathOf("mine.style.safetensors"));
        string line = $"\"$@\" transcode '{Clips["walk.mp4"]}' out.mkv --codec ffv1 --mask <(cat white.png) --region <(cat white.png)=mine --style-file <(cat mine.style.safetensors) {Look} --report";

        // The report can't be written, so that the film is there and its work is not done.
        ProgramRun failed = await RunInShellAsync($"mkdir -p out.mkv.report.json/x; {line}");
        ProgramRun again = await RunInShellAsync($"rm -r out.mkv.report.json; {line}");

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("out.mkv is whole; the same command goes on", failed.Error);
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Contains("all of it was rendered before", again.Error);
        byte[] original = Clips.Pixels(Clips["walk.mp4"]), film = Clips.Pixels(PathOf("out.mkv"));
        Assert.InRange(original.Zip(film, (before, after) => Math.Abs(255 - before - after)).Average(), 0, 8);
        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), "livestyle-" + new string('?', 64)));
    }

    [Fact]
    public async Task Pictures_come_from_pipes_and_go_to_them()
    {
        ProgramRun run = await RunInShellAsync(
            $"mkfifo out.png; timeout 100 cat out.png > got.png & \"$@\" stylize <(cat '{Clips["picture.png"]}') out.png {Look}; code=$?; wait; exit $code");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.True(StreamFile.IsStream(PathOf("out.png")));
        Assert.Equal(Clips.Pixels(Clips["picture.png"]), Clips.Pixels(PathOf("got.png")));
    }

    [Fact]
    public async Task A_pipe_is_probed()
    {
        ProgramRun run = await RunInShellAsync($"\"$@\" probe <(cat '{Clips["silent.mkv"]}') && cat '{Clips["silent.mkv"]}' | \"$@\" probe -");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(2, run.Output.Split('\n').Count(line => line.StartsWith("picture     ffv1, 64×48", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("plan <(cat CLIP) out.mkv", "a pipe is read and written once")]
    [InlineData("plan CLIP out.mkv --mask <(cat CLIP)", "is a pipe, which gives its bytes only once; give a file")]
    [InlineData("batch <(cat CLIP) --out-dir films", "a pipe is read and written once")]
    [InlineData("play <(cat CLIP) --headless --out pictures", "is a pipe or a device, which gives its bytes only once; give a file")]
    [InlineData("transcode CLIP out.fifo --report", "a report needs a film that can be read again; give files by their names")]
    [InlineData("transcode <(true) out.mkv", "is empty; who writes to it gave nothing")]
    [InlineData("transcode /dev/null out.mkv", "/dev/null is empty")]
    [InlineData("transcode CLIP out.webm", "is a pipe, which can't hold such a file; ask for matroska, nut, mpegts or mp4, or name a file (use --format NAME)")]
    [InlineData("play CLIP --headless --record out.fifo.mkv --overwrite", "is a pipe or a device; name a file")]
    public async Task What_can_not_be_done_with_a_pipe_is_said_in_a_line(string line, string message)
    {
        string kinds = "mkfifo out.fifo out.webm out.fifo.mkv; ";

        ProgramRun run = await RunInShellAsync($"{kinds}timeout 100 \"$@\" {line.Replace("CLIP", $"'{Clips["silent.mkv"]}'")} {Look}");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.ErrorLines[^1]);
        Assert.StartsWith("livestyle: ", run.ErrorLines[^1].Replace("0 of 1 films made, 1 not: ", "livestyle: "));
        Assert.Equal(3, Directory.GetFiles(Folder).Count(StreamFile.IsStream));
    }
}
