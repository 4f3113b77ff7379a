using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Programs;

/// <summary>--log, of every command.</summary>
public sealed class LogOptionTests(Clips clips) : ProgramTests(clips)
{
    [Fact]
    public async Task A_log_tells_the_command_the_device_and_every_run_of_ffmpeg_with_its_end()
    {
        ProgramRun run = await SucceedAsync("transcode", Clips["walk.mp4"], "out.mp4", "--style", "munch-scream", "--model", Live, "--size", "64x36", "--log", "log.txt");

        string[] lines = await File.ReadAllLinesAsync(PathOf("log.txt"), TestContext.Current.CancellationToken);
        Assert.All(lines, line => Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z (debug|information|warning|error) LiveStyle[A-Za-z.]*: .", line));
        Assert.Contains(lines, line => line.Contains(" LiveStyle.App: livestyle ") && line.Contains("--style munch-scream"));
        Assert.Contains(lines, line => line.Contains(" LiveStyle.Stylization: the network of live runs on "));
        Assert.Contains(lines, line => line.Contains(" LiveStyle.Transcoding.Segments: segments 0 to "));
        string[] starts = [.. lines.Where(line => line.Contains(" LiveStyle.Media.Ffmpeg: ") && line.Contains("ffmpeg -hide_banner"))];
        Assert.NotEmpty(starts);
        Assert.All(starts, start => Assert.Contains(lines, line => line.Contains($" LiveStyle.Media.Ffmpeg: {start.Split(' ')[4]} ended with exit code ")));
        Assert.DoesNotContain("log", run.Error);
    }

    [Fact]
    public async Task A_failure_ends_the_log_and_a_second_run_goes_on_below_it()
    {
        await RunAsync("probe", "missing.mp4", "--log", "log.txt");
        await RunAsync("probe", "missing.mp4", "--log", "log.txt");

        string[] lines = await File.ReadAllLinesAsync(PathOf("log.txt"), TestContext.Current.CancellationToken);
        Assert.Equal(2, lines.Count(line => line.Contains(" error LiveStyle.App: ended with exit code 1: missing.mp4")));
        Assert.Contains(" error ", lines[^1]);
    }

    [Fact]
    public async Task A_password_in_an_address_stays_out_of_the_log()
    {
        await RunAsync("probe", "http://user:s3cret@127.0.0.1:1/a.mp4", "--log", "log.txt");

        Assert.DoesNotContain("s3cret", await File.ReadAllTextAsync(PathOf("log.txt"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_log_that_cant_be_written_is_one_line_with_the_cure()
    {
        ProgramRun run = await RunAsync("devices", "--log", "nowhere/log.txt");

        Assert.Equal(1, run.ExitCode);
        string line = Assert.Single(run.Error.Trim().Split('\n'));
        Assert.Contains("name another file with --log", line);
    }
}
