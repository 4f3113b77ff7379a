using System.Diagnostics;
using System.Text.Json;
using CsCheck;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Joining;
using LiveStyle.Media.Probing;
using LiveStyle.TestKit.Media;
using LiveStyle.TestKit.Programs;
using LiveStyle.TestKit.Properties;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Media.Tests.Ffmpeg;

/// <summary>Names and texts on their way to ffmpeg, as the real programs read them.</summary>
public sealed class QuotingPropertyTests : IDisposable
{
    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    /// <summary>Many words a process, since starting one is what takes time.</summary>
    [Fact]
    public void Quoted_words_reach_a_program_as_they_are_by_our_rules_and_by_dotnet_s()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no printf.");
        NastyText.Word.Array[1, 60].Holds(words =>
        {
            string line = $"{QuotedPath.Quote("%s\\0")} {string.Join(' ', words.Select(QuotedPath.Quote))}";
            Assert.Equal(["%s\\0", .. words], ArgumentLine.Split(line));
            using Process process = Process.Start(new ProcessStartInfo("printf", line) { RedirectStandardOutput = true })!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(words, output.Split('\0')[..^1]);
        }, times: 40);
    }

    [Fact]
    public async Task Files_of_any_name_are_read_written_and_joined()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows knows fewer names.");
        string clip = folder.Make("in.mp4", "-f lavfi -i testsrc2=s=32x32:r=10:d=0.2 -c:v libx264 -preset ultrafast");
        MediaInfo original = await MediaProbe.ProbeAsync(clip, Cancellation);
        NastyText.FileName.Holds(name =>
        {
            string place = Directory.CreateDirectory(Path.Combine(folder.Root, "in " + name)).FullName, path = Path.Combine(place, name + ".mp4");
            File.Copy(clip, path, overwrite: true);
            Assert.Equal("2", Run(FfmpegPrograms.Ffprobe(), $"-v error -count_packets -show_entries stream=nb_read_packets -of csv=p=0 {QuotedPath.Input(path).Text}"));

            string copy = Path.Combine(place, name + ".mkv");
            Run(FfmpegPrograms.Ffmpeg(), $"-nostdin -v error {QuotedPath.Input(path).Text} -c copy -y {QuotedPath.Output(copy).Text}");
            Assert.True(File.Exists(copy));

            using var names = new ListedFiles();
            FilmSegment[] segments = [new(path, [0, 1024]), new(path, [2048, 3072])];
            var options = new FilmJoinOptions { Output = "film.mp4", Original = original, Segments = segments, TimeBase = original.RequireVideo().TimeBase };
            string list = Path.Combine(folder.Root, "list.txt");
            File.WriteAllText(list, JoinList.Text(segments, new JoinTimeline(options, ClipCut.Of(original, null, null)), names));
            Assert.Equal("4", Run(FfmpegPrograms.Ffprobe(), $"-v error -f concat -safe 0 -count_packets -show_entries stream=nb_read_packets -of csv=p=0 {QuotedPath.Input(list).Text}"));
            Directory.Delete(place, recursive: true);
        }, times: 12);
    }

    [Fact]
    public async Task Chapters_keep_titles_of_any_kind()
    {
        string clip = folder.Make("in.mp4", "-f lavfi -i testsrc2=s=32x32:r=10:d=60 -c:v libx264 -preset ultrafast");
        MediaInfo original = await MediaProbe.ProbeAsync(clip, Cancellation);
        // ffmpeg 5 takes the line's end for a part of a title that ends in a backslash, however that is escaped.
        NastyText.Word.Where(title => title.Length > 0 && !title.EndsWith('\\')).Array[1, 50].Holds(titles =>
        {
            MediaInfo told = original with
            {
                Chapters = [.. titles.Select((title, i) => new ChapterInfo(TimeSpan.FromSeconds(i), TimeSpan.FromSeconds(i + 1), new Dictionary<string, string> { ["title"] = title }))],
            };
            FilmSegment[] segments = [new(clip, [.. Enumerable.Range(0, 600).Select(i => i * original.RequireVideo().TimeBase.Denominator / 10)])];
            var options = new FilmJoinOptions { Output = "film.mp4", Original = told, Segments = segments, TimeBase = new Rational(1, original.RequireVideo().TimeBase.Denominator) };
            string file = Path.Combine(folder.Root, "chapters.txt");
            File.WriteAllText(file, ChapterFile.Text(told, new JoinTimeline(options, ClipCut.Of(told, null, null))));

            using JsonDocument read = JsonDocument.Parse(Run(FfmpegPrograms.Ffprobe(), $"-v error -f ffmetadata -show_chapters -of json {QuotedPath.Input(file).Text}"));

            Assert.Equal(titles, read.RootElement.GetProperty("chapters").EnumerateArray().Select(chapter => chapter.GetProperty("tags").GetProperty("title").GetString()!));
        }, times: 15);
    }

    static string Run(string program, string arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync(Cancellation);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {arguments}: {error.Result}");
        return output.Trim();
    }
}
