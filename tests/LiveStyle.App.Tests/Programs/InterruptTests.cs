using System.Diagnostics;
using System.Text.RegularExpressions;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Programs;

public sealed class InterruptTests(Clips clips) : ProgramTests(clips)
{
    [Theory]
    [InlineData(UnixSignal.Interrupt, "out.mp4")]
    [InlineData(UnixSignal.Terminate, "out.mkv")]
    public async Task A_stopped_transcode_keeps_its_segments_and_says_where(int signal, string output)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent as Linux does.");

        // The second segment begins at frame 250.
        (ProgramRun run, IReadOnlyList<int> children) = await StopAsync(
            signal, "\"frame\":([3-9]\\d\\d|\\d{4})", "transcode", Clips["long.mp4"], output, "--style", "munch-scream", "--progress", "json", "--model", Live);

        int frames = Directory.GetFiles(PathOf(output + ".livestyle/segments"), "*.mov").Sum(segment => Clips.FrameTimes(segment).Length);
        Assert.Equal(130, run.ExitCode);
        Assert.Empty(Directory.GetFiles(Folder));
        Assert.InRange(frames, 250, 2999);
        Assert.Equal(
            $"livestyle: stopped; {frames} of 3000 frames are kept in {output}.livestyle, and the same command goes on; {output} was not written", Assert.Single(run.ErrorLines));
        Assert.Equal(output + ".livestyle", run.Events[^1].GetProperty("partial").GetString());
        Assert.Equal(130, run.Events[^1].GetProperty("exitCode").GetInt32());
        Assert.NotEmpty(children);
        Assert.All(children, child => Assert.False(IsRunning(child), "ffmpeg is left running."));
    }

    [Fact]
    public async Task A_transcode_stopped_before_anything_is_whole_leaves_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent as Linux does.");

        (ProgramRun run, _) = await StopAsync(
            UnixSignal.Interrupt, "\"frame\":0", "transcode", Clips["long.mp4"], "out.mp4", "--style", "munch-scream", "--progress", "json", "--size", "640x480");

        Assert.Equal(130, run.ExitCode);
        Assert.Equal("livestyle: stopped before there was anything to keep; out.mp4 was not written", Assert.Single(run.ErrorLines));
        Assert.False(run.Events[^1].TryGetProperty("partial", out _));
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public async Task Stopping_among_many_pictures_keeps_those_that_are_done()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent as Linux does.");
        string[] pictures = [.. Enumerable.Range(0, 400).Select(i => $"{i}.png")];
        foreach (string picture in pictures)
        {
            File.Copy(Clips["picture.png"], PathOf(picture));
        }

        (ProgramRun run, _) = await StopAsync(UnixSignal.Interrupt, "\"frame\":[1-9]", ["stylize", .. pictures, "out/", "--style", "munch-scream", "--progress", "json"]);

        int done = Directory.GetFiles(PathOf("out"), "*.png").Length;
        Assert.Equal(130, run.ExitCode);
        Assert.InRange(done, 1, 399);
        Assert.StartsWith($"livestyle: stopped; {done} of 400 pictures are done", Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task Stopping_headless_playing_keeps_the_pictures_and_a_playable_part_of_the_film()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent as Linux does.");

        (ProgramRun run, IReadOnlyList<int> children) = await StopAsync(
            UnixSignal.Interrupt, "\"frame\":[1-9]",
            "play", Clips["long.mp4"], "--headless", "--out", "pictures", "--record", "film.mkv", "--style", "munch-scream", "--device", "cpu", "--progress", "json");

        int pictures = Directory.GetFiles(PathOf("pictures")).Length;
        Assert.Equal(130, run.ExitCode);
        Assert.InRange(pictures, 1, 2999);
        Assert.StartsWith($"livestyle: stopped; pictures holds the first {pictures} frames; film.partial.mkv holds the first ", Assert.Single(run.ErrorLines));
        Assert.InRange(Clips.FrameTimes(PathOf("film.partial.mkv")).Length, pictures - 1, pictures + 1);
        Assert.False(File.Exists(PathOf("film.mkv")));
        Assert.All(children, child => Assert.False(IsRunning(child), "ffmpeg is left running."));
    }

    /// <summary>Starts the program, sends it a signal once a line of its output matches a pattern, and waits for its end.</summary>
    /// <returns>The run, and the processes that it had started when the signal came.</returns>
    async Task<(ProgramRun Run, IReadOnlyList<int> Children)> StopAsync(int signal, string after, params string[] arguments)
    {
        // Whoever starts the tests may have them ignore interrupts, which programs inherit.
        using Process process = Process.Start(ProgramRun.Prepare(Folder, arguments, "env", "--default-signal=INT,TERM"))!;
        process.StandardInput.Close();
        IReadOnlyList<int> children = [];
        async Task<string> FollowAsync()
        {
            string seen = "";
            bool sent = false;
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                bool isFirst = !sent && Regex.IsMatch(line, after);
                seen += line + "\n";
                if (isFirst)
                {
                    sent = true;
                    children = ChildrenOf(process.Id);
                    Assert.True(UnixSignal.Send(process.Id, signal));
                }
            }

            return seen;
        }

        return (await ProgramRun.ToEndAsync(process, FollowAsync()), children);
    }

    static List<int> ChildrenOf(int parent) =>
        [.. Directory.GetDirectories("/proc").Select(path => Path.GetFileName(path)).Where(name => name.All(char.IsAsciiDigit)).Select(int.Parse)
            .Where(id => Status(id) is [_, var its, ..] && its == $"{parent}")];

    /// <summary>One that has ended and whose end nobody has asked for yet counts as ended.</summary>
    static bool IsRunning(int id) => Status(id) is [var state, ..] && state != "Z";

    /// <summary>State, parent and so on: what follows the program's name.</summary>
    static string[] Status(int id)
    {
        try
        {
            string text = File.ReadAllText($"/proc/{id}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }
}
