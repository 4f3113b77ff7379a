using System.Text.Json;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Formats;

public sealed class BrokenPipeTests(Clips clips, FormatModel model) : FormatTests(clips)
{
    /// <summary>Some hundred frames of nine kilobytes.</summary>
    const string Film = "-f lavfi -i testsrc2=s=64x48:r=25:d=16 -f lavfi -i sine=440:d=16:r=48000 -c:v rawvideo -pix_fmt rgb24 -c:a pcm_s16le";

    [Fact]
    public async Task Frames_flow_before_the_input_has_ended()
    {
        byte[] film = Make();
        using PipedRun run = Pipe();
        await run.GiveAsync(film.AsMemory(0, film.Length * 7 / 8), end: false);

        // A fourth of the film comes out while the rest is not there yet.
        byte[] begin = await run.TakeAsync(film.Length / 4);
        Task giving = run.GiveAsync(film.AsMemory(film.Length * 7 / 8), end: true);
        (int code, string error) = await run.ToEndAsync(PathOf("rest"));
        await giving;

        Assert.True(code == 0, error);
        File.WriteAllBytes(PathOf("out.nut"), [.. begin, .. File.ReadAllBytes(PathOf("rest"))]);
        Assert.Equal(Clips.Pixels(PathOf("in.nut")), Clips.Pixels(PathOf("out.nut")));
        Assert.Equal(Clips.Packets(PathOf("in.nut"), "a", "data_hash"), Clips.Packets(PathOf("out.nut"), "a", "data_hash"));

        // The sound lies beside the pictures, not behind them.
        string[] kinds = Clips.Probe($"-show_entries packet=stream_index -of csv=p=0 \"{PathOf("out.nut")}\"").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(kinds.Take(kinds.Length / 8), kind => kind[0] == '0');
        Assert.Contains(kinds.Take(kinds.Length / 8), kind => kind[0] == '1');
    }

    [Fact]
    public async Task A_reader_that_goes_ends_the_work_with_one_line()
    {
        byte[] film = Make();
        using PipedRun run = Pipe();
        Task giving = run.GiveAsync(film, end: true);
        await run.TakeAsync(20_000);
        run.CloseOutput();
        (int code, string error) = await run.ToEndAsync(null);
        await giving;

        Assert.Equal(1, code);
        Assert.Matches("^livestyle: what reads the film from standard output closed it after [0-9]+ frames$", Assert.Single(ProgramRun.LinesOf(error)));
    }

    [Fact]
    public async Task A_stop_ends_it_though_neither_side_moves()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent as Linux does.");
        byte[] film = Make();
        using PipedRun run = Pipe();
        await run.GiveAsync(film.AsMemory(0, film.Length / 4), end: false);
        await run.TakeAsync(1000);

        UnixSignal.Send(run.Id, UnixSignal.Interrupt);
        (int code, string error) = await run.ToEndAsync(PathOf("rest"));

        Assert.Equal(130, code);
        Assert.Contains("a pipe can't be gone on with", error);
    }

    [Fact]
    public async Task An_input_that_was_cut_short_gives_what_there_is_of_it()
    {
        byte[] film = Make();
        using PipedRun run = Pipe();
        Task giving = run.GiveAsync(film.AsMemory(0, film.Length / 2), end: true);
        (int code, string error) = await run.ToEndAsync(PathOf("out.nut"));
        await giving;

        Assert.True(code == 0, error);
        Assert.InRange(Clips.FrameTimes(PathOf("out.nut")).Length, 190, 210);
    }

    [Theory]
    [InlineData("", "standard input is empty")]
    [InlineData("No film at all, only words.", "standard input is not a media file")]
    public async Task What_is_no_film_is_told(string text, string told)
    {
        using var run = new PipedRun(Folder, Styled(model, "transcode", "-", "out.mkv"));
        await run.GiveAsync(System.Text.Encoding.UTF8.GetBytes(text), end: true);
        (int code, string error) = await run.ToEndAsync(PathOf("nothing"));

        Assert.Equal(1, code);
        Assert.Contains(told, Assert.Single(ProgramRun.LinesOf(error)));
        Assert.False(File.Exists(PathOf("out.mkv")));
    }

    [Fact]
    public async Task Nothing_but_the_film_goes_to_standard_output()
    {
        using var run = new PipedRun(Folder, Styled(model, "transcode", Clips["odd.mkv"], "-", "--codec", "ffv1", "--progress", "json"));
        (int code, string error) = await run.ToEndAsync(PathOf("out.mkv"));
        using var wrong = new PipedRun(Folder, Styled(model, "transcode", Clips["odd.mkv"], "-", "--codec", "theora", "--progress", "json"));
        (int failed, _) = await wrong.ToEndAsync(PathOf("wrong.mkv"));

        Assert.Equal((0, 2), (code, failed));
        Assert.Equal(Clips.Pixels(Clips["odd.mkv"]), Clips.Pixels(PathOf("out.mkv")));
        Assert.Equal("done", JsonDocument.Parse(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement.GetProperty("event").GetString());
        Assert.Empty(File.ReadAllBytes(PathOf("wrong.mkv")));
    }

    [Theory]
    [InlineData(1, "once", "plan", "-", "out.mkv")]
    [InlineData(1, "a pipe can't become pictures", "transcode", "-", "%d.png")]
    [InlineData(2, "--format is for", "transcode", "CLIP", "out.mkv", "--format", "nut")]
    [InlineData(2, "--format webm: no container for a pipe; give nut, matroska, mpegts or mp4", "transcode", "CLIP", "-", "--format", "webm")]
    [InlineData(1, "can't hold vp9", "transcode", "CLIP", "-", "--format", "mpegts", "--codec", "vp9")]
    [InlineData(1, "contact sheet needs", "transcode", "CLIP", "-", "--contact-sheet", "a.png")]
    public async Task What_a_pipe_cannot_do_is_refused(int exitCode, string told, params string[] arguments)
    {
        using var run = new PipedRun(Folder, Styled(model, [.. arguments.Select(argument => argument == "CLIP" ? Clips["odd.mkv"] : argument)]));
        await run.GiveAsync(File.ReadAllBytes(Clips["odd.mkv"]), end: true);
        (int code, string error) = await run.ToEndAsync(PathOf("nothing"));

        Assert.Equal(exitCode, code);
        Assert.Contains(told, Assert.Single(ProgramRun.LinesOf(error)));
        Assert.Equal([PathOf("nothing")], Directory.GetFileSystemEntries(Folder));
    }

    byte[] Make()
    {
        Clips.Ffmpeg($"{Film} \"{PathOf("in.nut")}\"");
        return File.ReadAllBytes(PathOf("in.nut"));
    }

    PipedRun Pipe() => new(Folder, Styled(model, "transcode", "-", "-", "--format", "nut"));
}
