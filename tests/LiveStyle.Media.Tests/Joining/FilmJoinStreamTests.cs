using LiveStyle.Media.Joining;
using LiveStyle.Media.Probing;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Media.Tests.Joining;

[Trait("Speed", "Slow")]
public sealed class FilmJoinStreamTests : IDisposable
{
    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    /// <summary>All that a Matroska file can hold.</summary>
    string MakeRich()
    {
        File.WriteAllText(folder["a.srt"], "1\n00:00:00,200 --> 00:00:00,700\nHello\n\n2\n00:00:01,100 --> 00:00:01,600\nWorld\n\n");
        folder.Make("b.ass", $"-i \"{folder["a.srt"]}\"");
        File.WriteAllBytes(folder["font.ttf"], [.. Enumerable.Range(0, 500).Select(i => (byte)i)]);
        folder.Make("cover.jpg", "-f lavfi -i color=red:s=32x32 -frames:v 1");
        File.WriteAllText(folder["meta.txt"],
            ";FFMETADATA1\ntitle=A Film\nartist=Somebody\nMOOD=blue \\= good\\; \\#1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=900\ntitle=One\n"
            + "[CHAPTER]\nTIMEBASE=1/1000\nSTART=900\nEND=2000\ntitle=Two \\= 2\n");
        return folder.Make("in.mkv",
            $"-f lavfi -i testsrc2=s=64x48:r=24:d=2 -f lavfi -i sine=d=2 -f lavfi -i sine=880:d=2 -i \"{folder["a.srt"]}\" -i \"{folder["b.ass"]}\" "
            + $"-f ffmetadata -i \"{folder["meta.txt"]}\" -map 1 -map 0 -map 2 -map 3 -map 4 -map_metadata 5 -map_chapters 5 -c:v libx264 -preset ultrafast -pix_fmt yuv420p "
            + "-c:a:0 aac -c:a:1 libopus -c:s:0 copy -c:s:1 copy -metadata:s:v title=Main -metadata:s:v language=fra "
            + "-metadata:s:a:0 language=eng -metadata:s:a:0 title=English -metadata:s:a:1 language=deu -metadata:s:a:1 \"title=Mit \\\"Kommentar\\\"\" "
            + "-disposition:a:0 0 -disposition:a:1 default+comment -metadata:s:s:0 language=eng -disposition:s:0 forced -metadata:s:s:1 language=ita -disposition:s:1 0 "
            + $"-attach \"{folder["font.ttf"]}\" -metadata:s:t:0 mimetype=application/x-truetype-font "
            + $"-attach \"{folder["cover.jpg"]}\" -metadata:s:t:1 mimetype=image/jpeg");
    }

    /// <summary>Every stream in words, without what coding it anew changes.</summary>
    static IEnumerable<string> Describe(MediaInfo info) => info.Streams.Select(stream =>
        $"{stream.Kind} {stream.Codec} [{string.Join("+", stream.Dispositions)}] "
        + string.Join(" ", stream.Tags.Where(tag => tag.Key is not ("DURATION" or "ENCODER")).OrderBy(tag => tag.Key).Select(tag => $"{tag.Key}={tag.Value}")));

    [Fact]
    public async Task Matroska_keeps_every_stream_and_tag()
    {
        string input = MakeRich();
        await FilmParts.JoinAsync(folder, input, folder["out.mkv"]);
        MediaInfo before = await MediaProbe.ProbeAsync(input, Cancellation), after = await MediaProbe.ProbeAsync(folder["out.mkv"], Cancellation);
        Assert.Equal(7, before.Streams.Count);
        Assert.Equal(Describe(before), Describe(after));
        Assert.Equal(before.Chapters.Select(chapter => (chapter.Start, chapter.End, chapter.Title)), after.Chapters.Select(chapter => (chapter.Start, chapter.End, chapter.Title)));
        Assert.Equal(["blue = good; #1", "A Film", "Somebody"], new[] { "mood", "title", "artist" }.Select(name => after.Tags[name]));
        Assert.Equal(folder.PacketTimes(input, "s:0"), folder.PacketTimes(folder["out.mkv"], "s:0"));
        folder.Ffmpeg($"-dump_attachment:t:0 \"{folder["back.ttf"]}\" -i \"{folder["out.mkv"]}\" -map 0:v:0 -frames:v 1 -f null -");
        Assert.Equal(await File.ReadAllBytesAsync(folder["font.ttf"], Cancellation), await File.ReadAllBytesAsync(folder["back.ttf"], Cancellation));
        Assert.Empty(StreamPlan.Of(before, folder["out.mkv"]).Losses);
    }

    [Fact]
    public async Task Mp4_keeps_what_it_can_hold_and_the_rest_is_named()
    {
        string input = MakeRich();
        MediaInfo before = await MediaProbe.ProbeAsync(input, Cancellation);
        StreamPlan plan = StreamPlan.Of(before, folder["out.mp4"]);
        Assert.Contains(plan.Losses, loss => loss.StartsWith("attachment, stream 5 (font.ttf, ttf)", StringComparison.Ordinal));
        Assert.Contains(plan.Losses, loss => loss.StartsWith("subtitles, stream 4 (ass, ita)", StringComparison.Ordinal));
        Assert.Contains("tags (MOOD): an .mp4 file has no place for them; .mkv has", plan.Losses);
        Assert.Equal(3, plan.Losses.Count);
        await FilmParts.JoinAsync(folder, input, folder["out.mp4"]);
        MediaInfo after = await MediaProbe.ProbeAsync(folder["out.mp4"], Cancellation);
        Assert.Equal(
            [
                "Audio aac eng English", "Video h264 fra Main", "Audio opus deu Mit \"Kommentar\"",
                "Subtitle mov_text eng SubtitleHandler", "Subtitle mov_text ita SubtitleHandler",
            ],
            after.Streams.Take(5).Select(stream => $"{stream.Kind} {stream.Codec} {stream.Language} {stream.Tags["handler_name"]}"));
        Assert.True(after.Streams[^1].IsCoverArt);
        Assert.Equal(["One", "Two = 2"], after.Chapters.Select(chapter => chapter.Title));
        Assert.Equal("A Film", after.Tags["title"]);
    }

    [Theory]
    [InlineData("mov", null)]
    [InlineData("mp4", 0.5)]
    [InlineData("mkv", 0.5)]
    public async Task Subtitles_chapters_and_timecode_of_an_mp4_come_along(string to, double? start)
    {
        await File.WriteAllTextAsync(folder["a.srt"], "1\n00:00:00,200 --> 00:00:00,700\nHello\n\n2\n00:00:01,100 --> 00:00:01,600\nWorld\n\n", Cancellation);
        await File.WriteAllTextAsync(folder["meta.txt"],
            ";FFMETADATA1\ntitle=A Film\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=900\ntitle=One\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=900\nEND=2000\ntitle=Two\n", Cancellation);
        string input = folder.Make("in.mp4",
            $"-f lavfi -i testsrc2=s=64x48:r=30000/1001:d=2 -f lavfi -i sine=d=2 -i \"{folder["a.srt"]}\" -f ffmetadata -i \"{folder["meta.txt"]}\" -map 0 -map 1 -map 2 "
            + "-map_metadata 3 -map_chapters 3 -c:v libx264 -preset ultrafast -g 15 -pix_fmt yuv420p -c:a aac -c:s mov_text -metadata:s:s language=swe -timecode \"00:00:59;20\"");
        MediaInfo before = await MediaProbe.ProbeAsync(input, Cancellation);
        Assert.Equal(("00:00:59;20", 2), (before.Timecode, before.Chapters.Count));
        Assert.Empty(StreamPlan.Of(before, folder[$"out.{to}"]).Losses);
        await FilmParts.JoinAsync(folder, input, folder[$"out.{to}"], start);
        MediaInfo after = await MediaProbe.ProbeAsync(folder[$"out.{to}"], Cancellation);
        Assert.Equal(start is null ? "00:00:59;20" : "00:01:00;07", after.Timecode);
        Assert.Equal(to != "mkv", after.Streams.Any(stream => stream.CodecTag == "tmcd"));
        Assert.Equal([("One", 0, 0.9 - (start ?? 0)), ("Two", 0.9 - (start ?? 0), 2 - (start ?? 0))],
            after.Chapters.Select(chapter => (chapter.Title!, Math.Round(chapter.Start.TotalSeconds, 3), Math.Round(chapter.End.TotalSeconds, 3))));
        Assert.Equal((to == "mkv" ? "subrip" : "mov_text", to == "mov" ? "sve" : "swe"), after.Streams.Where(stream => stream.Kind is StreamKind.Subtitle).Select(stream => (stream.Codec, stream.Language)).Single());
        folder.Ffmpeg($"-i \"{folder[$"out.{to}"]}\" -map 0:s \"{folder["back.srt"]}\"");
        string words = await File.ReadAllTextAsync(folder["back.srt"], Cancellation);
        Assert.Contains(start is null ? "00:00:01,100 --> 00:00:01,600\nWorld" : "00:00:00,600 --> 00:00:01,100\nWorld", words.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task WebM_keeps_what_it_can_hold_and_the_rest_is_named()
    {
        string input = MakeRich();
        MediaInfo before = await MediaProbe.ProbeAsync(input, Cancellation);
        StreamPlan plan = StreamPlan.Of(before, folder["out.webm"]);
        Assert.Equal(
            [
                "subtitles, stream 4 (ass, ita): a .webm file holds their words, not all of their styles and places; .mkv does",
                "attachment, stream 5 (font.ttf, ttf): a .webm file can't hold attachments; .mkv can",
                "cover art, stream 6 (cover.jpg, mjpeg): a .webm file can't hold it; .mkv can",
            ],
            plan.Losses);
        Assert.Equal(3, plan.Conversions.Count);
        await FilmParts.JoinAsync(folder, input, folder["out.webm"], codec: "libvpx-vp9 -deadline realtime -cpu-used 8");
        MediaInfo after = await MediaProbe.ProbeAsync(folder["out.webm"], Cancellation);
        Assert.Equal(["opus eng English", "vp9 fra Main", "opus deu Mit \"Kommentar\"", "webvtt eng ", "webvtt ita "],
            after.Streams.Select(stream => $"{stream.Codec} {stream.Language} {stream.Title}"));
        Assert.Equal("blue = good; #1", after.Tags["mood"]);
        Assert.Equal(["One", "Two = 2"], after.Chapters.Select(chapter => chapter.Title));
    }

    [Fact]
    public async Task Cover_art_that_ffmpeg_does_not_write_into_a_mov_file_is_named()
    {
        string input = MakeRich();
        MediaInfo before = await MediaProbe.ProbeAsync(input, Cancellation);

        await FilmParts.JoinAsync(folder, input, folder["out.mov"]);

        Assert.DoesNotContain((await MediaProbe.ProbeAsync(folder["out.mov"], Cancellation)).Streams, stream => stream.IsCoverArt);
        Assert.Contains("cover art, stream 6 (cover.jpg, mjpeg): an .mov file can't hold it; .mkv can", StreamPlan.Of(before, folder["out.mov"]).Losses);
    }

    [Fact]
    public async Task Further_pictures_come_along_where_the_container_holds_them()
    {
        string input = folder.Make("in.mkv",
            "-f lavfi -i testsrc2=s=64x48:r=24:d=1 -f lavfi -i testsrc=s=32x32:r=24:d=1 -f lavfi -i testsrc=s=32x32:r=24:d=1 -map 0 -map 1 -map 2 "
            + "-c:v:0 libx264 -c:v:1 mpeg4 -c:v:2 ffv1 -metadata:s:v:1 title=Angle");
        MediaInfo before = await MediaProbe.ProbeAsync(input, Cancellation);
        Assert.Equal(["video, stream 2 (ffv1): an .mp4 file can't hold further pictures of this codec; .mkv can"], StreamPlan.Of(before, "a.mp4").Losses);
        Assert.Equal(2, StreamPlan.Of(before, "a.webm").Losses.Count);
        foreach (string to in new[] { "mkv", "mp4" })
        {
            await FilmParts.JoinAsync(folder, input, folder[$"out.{to}"]);
            Assert.Equal(to == "mkv" ? "h264\nmpeg4\nffv1" : "h264\nmpeg4", folder.Ask(folder[$"out.{to}"], "-show_entries stream=codec_name"));
            Assert.Equal(24, folder.PacketTimes(folder[$"out.{to}"], "v:1").Length);
        }
    }

    [Fact]
    public async Task Tags_of_phones_stay_by_their_names()
    {
        string input = folder.Make("in.mov",
            "-f lavfi -i testsrc2=s=64x48:r=24:d=0.5 -c:v libx264 -pix_fmt yuv420p -metadata com.apple.quicktime.make=Apple "
            + "-metadata com.apple.quicktime.location.ISO6709=+40.0-003.0/ -metadata creation_time=2020-01-02T03:04:05Z -movflags use_metadata_tags");
        MediaInfo before = await MediaProbe.ProbeAsync(input, Cancellation);
        foreach (string to in new[] { "mov", "mkv" })
        {
            Assert.Empty(StreamPlan.Of(before, folder[$"out.{to}"]).Losses);
            await FilmParts.JoinAsync(folder, input, folder[$"out.{to}"], parts: 1);
            MediaInfo after = await MediaProbe.ProbeAsync(folder[$"out.{to}"], Cancellation);
            Assert.Equal(("Apple", "+40.0-003.0/"), (after.Tags["com.apple.quicktime.make"], after.Tags["com.apple.quicktime.location.iso6709"]));
            Assert.StartsWith("2020-01-02T03:04:05", after.Tags["creation_time"], StringComparison.Ordinal);
        }
    }
}
