using System.Diagnostics;
using System.Text.Json;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Programs;

public sealed class LiveProgramTests(Clips clips) : ProgramTests(clips)
{
    [Fact]
    public async Task A_test_pattern_is_restyled_into_a_recording_and_its_figures_are_told()
    {
        ProgramRun run = await SucceedAsync("live", "test:64x48@10", "--to", "show.mkv", "--style", "munch-scream", "--duration", "4", "--progress", "json");

        JsonElement figures = run.Events.Last(news => ProgramRun.NameOf(news) == "figures"), done = run.Events[^1];
        Assert.Equal("done", ProgramRun.NameOf(done));
        Assert.InRange(done.GetProperty("frames").GetInt64(), 1, 42);
        Assert.True(figures.GetProperty("framesRestyled").GetInt64() > 0);
        Assert.True(figures.GetProperty("stages").TryGetProperty("leave", out _));
        Assert.Equal("show.mkv", figures.GetProperty("sinks")[0].GetProperty("name").GetString());
        Assert.Equal("h264,64,48", Clips.Stream(PathOf("show.mkv")));
        Assert.NotEmpty(Clips.FrameTimes(PathOf("show.mkv")));
    }

    [Fact]
    public async Task A_film_is_shown_at_its_own_pace_with_its_sound_and_ends_the_show()
    {
        ProgramRun run = await SucceedAsync("live", Clips["walk.mp4"], "--to", "show.mp4", "--style", "original", "--progress", "json");

        // Fewer than its 24 where the show took long to begin; never all of them at once.
        Assert.InRange(run.Events[^1].GetProperty("frames").GetInt64(), 1, 48);
        Assert.Equal("aac", Clips.Stream(PathOf("show.mp4"), "a", "codec_name"));
    }

    [Fact]
    public async Task An_interrupt_ends_the_show_with_its_recording_whole()
    {
        ProcessStartInfo start = ProgramRun.Prepare(Folder, ["live", "test:64x48@10", "--to", "show.mkv", "--style", "original", "--progress", "json"]);
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        string output = "";
        while (!output.Contains("\"phase\":\"running\"", StringComparison.Ordinal) && await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            output = line;
        }

        UnixSignal.Send(process.Id, UnixSignal.Interrupt);
        ProgramRun run = await ProgramRun.ToEndAsync(process, process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.ErrorLines);
        Assert.NotEmpty(Clips.FrameTimes(PathOf("show.mkv")));
    }

    [Fact]
    public async Task The_command_line_counts_more_than_the_file()
    {
        File.WriteAllText(PathOf("show.json"), """
            {
              "source": "test:64x48@10", "to": ["file.mkv"], "blend": "original", // a comment
              "presets": { "calm": { "blend": "munch-scream" } }
            }
            """);

        await SucceedAsync("live", "--config", "show.json", "--to", "line.mkv", "--duration", "2", "--progress", "none");

        Assert.True(File.Exists(PathOf("line.mkv")));
        Assert.False(File.Exists(PathOf("file.mkv")));
    }

    [Fact]
    public async Task The_schema_is_printed_as_json()
    {
        using JsonDocument schema = JsonDocument.Parse((await SucceedAsync("live", "--schema")).Output);

        Assert.True(schema.RootElement.GetProperty("properties").TryGetProperty("presets", out _));
    }

    [Fact]
    public async Task What_there_is_to_take_pictures_from_is_listed() =>
        Assert.Contains("Cameras", (await SucceedAsync("live", "--list")).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("no source is named; give a camera", "live", "--to", "null:")]
    [InlineData("the show goes nowhere; give --to window", "live", "test")]
    [InlineData("--latency soon: give 1ms to 10s", "live", "test", "--to", "null:", "--latency", "soon")]
    [InlineData("a show can't go to nowhere.txt; give an address", "live", "test", "--to", "nowhere.txt")]
    [InlineData("often frames a second: give a number", "live", "test", "--to", "null:", "--fps", "often")]
    [InlineData("control desk: give ADDRESS:PORT", "live", "test", "--to", "null:", "--control", "desk")]
    [InlineData("--token goes with --control", "live", "test", "--to", "null:", "--token", "x")]
    [InlineData("--size big: give WIDTHxHEIGHT", "live", "test", "--to", "null:", "--size", "big")]
    [InlineData("--steadiness 2: give", "live", "test", "--to", "null:", "--steadiness", "2")]
    public async Task What_is_misused_is_told_in_a_line(string message, params string[] line)
    {
        ProgramRun run = await RunAsync(line);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown style 'nobody-nothing'", "live", "test:64x48@10", "--to", "null:", "--style", "nobody-nothing")]
    [InlineData("there is no file none.mp4", "live", "none.mp4", "--to", "null:")]
    [InlineData("there is no camera /dev/video97", "live", "v4l2:97", "--to", "null:")]
    [InlineData("can be reached from other machines", "live", "test:64x48@10", "--control", "0.0.0.0:0")]
    [InlineData("show.json: no such file", "live", "--config", "show.json")]
    public async Task What_can_not_be_done_is_told_in_a_line(string message, params string[] line)
    {
        ProgramRun run = await RunAsync(line);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_in_the_file_is_told_with_its_line()
    {
        File.WriteAllText(PathOf("show.json"), "{\n  \"source\": \"test\",\n  \"too\": [\"null:\"]\n}");

        ProgramRun run = await RunAsync("live", "--config", "show.json");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("livestyle: show.json: line 3: 'too' is not known here; give one of source, ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }
}
