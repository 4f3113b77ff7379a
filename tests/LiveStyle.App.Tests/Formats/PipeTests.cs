using System.Diagnostics;
using LiveStyle.TestKit.Programs;
using Xunit;

namespace LiveStyle.App.Tests.Formats;

public sealed class PipeTests(Clips clips, FormatModel model) : FormatTests(clips)
{
    const string Film = "-f lavfi -i testsrc2=s=64x48:r=24000/1001:d=1.5 -f lavfi -i sine=440:d=1.5:r=48000 -f lavfi -i sine=880:d=1.5:r=44100";

    [Fact]
    public async Task Between_two_commands_nothing_is_lost()
    {
        string film = Make("in.nut", "-map 0 -map 1 -map 2 -c:v rawvideo -pix_fmt rgb24 -c:a:0 aac -c:a:1 libmp3lame -metadata:s:a:1 language=deu -metadata title=Rain");

        string error = await PipeAsync(film, "out.nut", "--format", "nut", "--codec", "raw");

        string output = PathOf("out.nut");
        Assert.Equal(Clips.Pixels(film), Clips.Pixels(output));
        Assert.Equal(Packets(film, "v"), Packets(output, "v"));
        Assert.Equal(Packets(film, "a:0"), Packets(output, "a:0"));
        Assert.Equal(Packets(film, "a:1"), Packets(output, "a:1"));
        Assert.Contains("deu", Probe(output, "stream_tags=language"));
        Assert.Contains("Rain", Probe(output, "format_tags=title"));
        Assert.Contains("standard output: 36 frames", error);
    }

    [Theory]
    [InlineData("a place/with spaces")]
    [InlineData("it's a $place \"of\" sound #1")]
    [InlineData("deep/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Sound_finds_its_way_whatever_the_folder_for_temporary_files_is_called(string temporary)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There no folder takes part.");
        string film = Make("in.mkv", "-map 0 -map 1 -c:v libx264 -preset ultrafast -c:a aac");
        string place = Directory.CreateDirectory(PathOf(temporary)).FullName;
        ProcessStartInfo start = ProgramRun.Prepare(Folder, ["transcode", film, "-", "--format", "nut", "--style", "original", "--model", model.Folder]);
        start.Environment["TMPDIR"] = place;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        using (FileStream file = File.Create(PathOf("out.nut")))
        {
            await process.StandardOutput.BaseStream.CopyToAsync(file, TestContext.Current.CancellationToken);
        }

        ProgramRun run = await ProgramRun.ToEndAsync(process, Task.FromResult(""));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(Packets(film, "a:0").Select(Hash), Packets(PathOf("out.nut"), "a:0").Select(Hash));
        Assert.Empty(Directory.EnumerateFileSystemEntries(place, "livestyle*"));
    }

    [Theory]
    [InlineData("matroska", null, "h264")]
    [InlineData("matroska", "ffv1", "ffv1")]
    [InlineData("nut", null, "rawvideo")]
    [InlineData("nut", "ffv1", "ffv1")]
    [InlineData("mpegts", "hevc", "hevc")]
    [InlineData("mp4", null, "h264")]
    [InlineData(null, null, "h264")]
    public async Task A_film_goes_out_in_every_container(string? format, string? codec, string written)
    {
        string film = Make("in.mkv", "-map 0 -map 1 -map 2 -c:v libx264 -preset ultrafast -bf 2 -c:a:0 aac -c:a:1 libmp3lame");

        await PipeAsync(film, "out", [.. format is null ? [] : new[] { "--format", format }, .. codec is null ? [] : new[] { "--codec", codec }]);

        double[] expected = Clips.FrameTimes(film), actual = Clips.FrameTimes(PathOf("out"));
        Assert.Equal(written, Clips.Stream(PathOf("out"), "v", "codec_name").Split('\n')[0].Trim());
        Assert.Equal(expected.Length, actual.Length);
        double delay = format is "mpegts" ? actual[0] - expected[0] : 0;
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First + delay - pair.Second), 0, 0.0011));
        if (format is not "mpegts")
        {
            // Which gives each packet of AAC a header.
            Assert.Equal(Packets(film, "a:0").Select(Hash), Packets(PathOf("out"), "a:0").Select(Hash));
        }

        Assert.Equal(Packets(film, "a:1").Select(Hash), Packets(PathOf("out"), "a:1").Select(Hash));
        Assert.InRange(Time(Packets(PathOf("out"), "a:0")[5]) - Time(Packets(film, "a:0")[5]) - delay, -0.0011, 0.0011);
    }

    [Theory]
    [InlineData("in.mkv", "subrip", "-", "subrip")]
    [InlineData("in.mp4", "mov_text", "-", "subrip")]
    [InlineData("in.mkv", "ass", "-", "ass")]
    [InlineData("in.mkv", "subrip", "out.mp4", "mov_text")]
    public async Task Subtitles_go_with_it(string name, string from, string output, string to)
    {
        string film = WithSubtitles(name, from);

        using var run = new PipedRun(Folder, Styled(model, "transcode", name == "in.mp4" ? film : "-", output));
        await run.GiveAsync(File.ReadAllBytes(film), end: true);
        (int code, string error) = await run.ToEndAsync(output == "-" ? PathOf("out.mkv") : null);
        Assert.True(code == 0, error);

        string result = PathOf(output == "-" ? "out.mkv" : output);
        Assert.Equal($"{to},fra", Clips.Stream(result, "s", "codec_name:stream_tags=language"));
        Assert.Equal(Words(film), Words(result));
        Assert.Contains("World", Words(result));
    }

    [Theory]
    [InlineData("nut")]
    [InlineData("mp4")]
    [InlineData("mpegts")]
    public async Task Subtitles_that_would_lose_their_lengths_are_named_and_refused_where_nothing_may_be_lost(string format)
    {
        string film = WithSubtitles("in.mkv", "subrip");
        using var run = new PipedRun(Folder, Styled(model, "transcode", film, "-", "--format", format, "--strict"));
        (int code, string error) = await run.ToEndAsync(PathOf("nothing"));

        Assert.Equal(1, code);
        Assert.Contains("subtitles, stream 3 (subrip, fra)", Assert.Single(ProgramRun.LinesOf(error)));
        Assert.Empty(File.ReadAllBytes(PathOf("nothing")));
    }

    [Fact]
    public async Task A_pipe_becomes_a_file_like_the_one_that_its_file_becomes()
    {
        string film = WithSubtitles("in.mkv", "subrip");
        await MakeAsync(model, "transcode", film, "file.mkv", "--codec", "ffv1", "--start", "0.4", "--duration", "0.8");

        using var run = new PipedRun(Folder, Styled(model, "transcode", "-", "pipe.mkv", "--codec", "ffv1", "--start", "0.4", "--duration", "0.8"));
        await run.GiveAsync(File.ReadAllBytes(film), end: true);
        Assert.Equal(0, (await run.ToEndAsync(null)).ExitCode);

        Assert.Equal(Clips.Pixels(PathOf("file.mkv")), Clips.Pixels(PathOf("pipe.mkv")));
        foreach (string kind in new[] { "a:0", "a:1", "s:0" })
        {
            Assert.Equal(Packets(PathOf("file.mkv"), kind), Packets(PathOf("pipe.mkv"), kind));
        }

        Assert.Equal(Clips.FrameTimes(PathOf("file.mkv")), Clips.FrameTimes(PathOf("pipe.mkv")));
        Assert.Equal([PathOf("file.mkv"), film, PathOf("pipe.mkv"), PathOf("words.srt")], Directory.GetFileSystemEntries(Folder).Order());
    }

    [Fact]
    public async Task A_broadcast_with_its_own_clock_goes_through()
    {
        string film = Make("in.ts", "-map 0 -map 1 -c:v libx264 -preset ultrafast -c:a aac -f mpegts");

        await PipeAsync(film, "out.mkv");

        double[] expected = Clips.FrameTimes(film), actual = Clips.FrameTimes(PathOf("out.mkv"));
        Assert.InRange(expected[0], 1.4, 1.6);
        Assert.Equal(expected.Length, actual.Length);
        double offset = double.Parse(Probe(film, "format=start_time"), System.Globalization.CultureInfo.InvariantCulture);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First - offset - pair.Second), 0, 0.0011));
        Assert.Equal(Packets(film, "a:0").Length, Packets(PathOf("out.mkv"), "a:0").Length);
    }

    [Theory]
    [InlineData("matroska")]
    [InlineData("nut")]
    [InlineData("mpegts")]
    [InlineData("mp4")]
    public async Task The_sound_of_a_broadcast_goes_through_in_whatever_pieces_it_comes(string format)
    {
        // More than what lies in any buffer at once.
        Clips.Ffmpeg($"-f lavfi -i testsrc2=s=64x48:r=5:d=8 -f lavfi -i anoisesrc=d=8:r=48000 -f lavfi -i sine=880:d=8:r=44100 -map 0 -map 1 -map 2 -map 2 -c:v libx264 -preset ultrafast -c:a:0 aac -b:a:0 192k -c:a:1 mp2 -c:a:2 aac -f mpegts \"{PathOf("in.ts")}\"");

        await PipeAsync(PathOf("in.ts"), "out", "--format", format);

        foreach ((string kind, string codec) in new[] { ("a:0", "aac"), ("a:1", "mp2"), ("a:2", "aac") })
        {
            // MP4 has one name for both layers of MPEG's sound.
            Assert.StartsWith(format is "mp4" && codec is "mp2" ? "mp" : codec, Probe(PathOf("out"), $"stream=codec_name -select_streams {kind}"));
            Assert.Equal(Packets(PathOf("in.ts"), kind).Length, Packets(PathOf("out"), kind).Length);
            if (format is not "mp4")
            {
                // Which leaves out what comes before zero.
                Assert.Equal(Sound(PathOf("in.ts"), kind), Sound(PathOf("out"), kind));
            }
        }
    }

    [Theory]
    [InlineData("yuv4mpegpipe", "-map 0 -pix_fmt yuv420p")]
    [InlineData("avi", "-map 0 -map 1 -c:v ffv1 -c:a pcm_s16le")]
    public async Task Any_container_that_can_be_streamed_is_read(string format, string options)
    {
        string film = Make("in", $"{options} -f {format}");

        await PipeAsync(film, "out.nut", "--format", "nut");

        Assert.Equal(Clips.FrameTimes(film), Clips.FrameTimes(PathOf("out.nut")));
    }

    string WithSubtitles(string name, string codec)
    {
        File.WriteAllText(PathOf("words.srt"), "1\n00:00:00,200 --> 00:00:00,800\nHello\n\n2\n00:00:01,000 --> 00:00:01,400\nWorld\n");
        Clips.Ffmpeg($"{Film} -i \"{PathOf("words.srt")}\" -map 0 -map 1 -map 2 -map 3 -c:v libx264 -preset ultrafast -c:a:0 aac -c:a:1 libmp3lame -c:s {codec} -metadata:s:s:0 language=fra \"{PathOf(name)}\"");
        return PathOf(name);
    }

    string Make(string name, string options)
    {
        Clips.Ffmpeg($"{Film} {options} \"{PathOf(name)}\"");
        return PathOf(name);
    }

    async Task<string> PipeAsync(string film, string output, params string[] options)
    {
        using var run = new PipedRun(Folder, Styled(model, ["transcode", "-", "-", .. options]));
        Task giving = run.GiveAsync(File.ReadAllBytes(film), end: true);
        (int code, string error) = await run.ToEndAsync(PathOf(output));
        await giving;
        Assert.True(code == 0, error);
        return error;
    }

    static string Words(string path) => Clips.Ffmpeg($"-copyts -i \"{path}\" -map 0:s:0 -f srt -");

    /// <summary>"time,hash" of a stream's packets.</summary>
    static string[] Packets(string path, string kind) =>
        Clips.Packets(path, kind, "pts_time,data_hash");

    /// <summary>A hash of what is heard.</summary>
    static string Sound(string path, string kind) => Clips.Ffmpeg($"-i \"{path}\" -map 0:{kind} -f hash -");

    static string Probe(string path, string entries) => Clips.Probe($"-show_entries {entries} -of csv=p=0 \"{path}\"").Trim();

    static string Hash(string packet) => packet.Split(',')[1];

    static double Time(string packet) => double.Parse(packet.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture);
}
