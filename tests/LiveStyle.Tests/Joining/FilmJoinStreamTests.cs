using Xunit;
using LiveStyle.Media;
using LiveStyle.Tests.Media;

namespace LiveStyle.Tests.Joining;

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
        await FilmParts.JoinAsync(folder, input, folder["out.mp4"]);
        MediaInfo after = await MediaProbe.ProbeAsync(folder["out.mp4"], Cancellation);
        Assert.Equal(
            ["Audio aac eng English", "Video h264 fra Main", "Audio opus deu Mit \"Kommentar\"", "Subtitle mov_text eng ", "Subtitle mov_text ita "],
            after.Streams.Take(5).Select(stream => $"{stream.Kind} {stream.Codec} {stream.Language} {stream.Title}"));
        Assert.True(after.Streams[^1].IsCoverArt);
        Assert.Equal(["One", "Two = 2"], after.Chapters.Select(chapter => chapter.Title));
        Assert.Equal("A Film", after.Tags["title"]);
    }
}
