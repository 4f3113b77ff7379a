using LiveStyle.Live.Sinks;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Live.Tests.Sinks;

public sealed class SinkTargetsTests
{
    [Theory]
    [InlineData("null:", "null:")]
    [InlineData("rtmp://host/live/secret", "rtmp://host/live/…")]
    [InlineData("srt://host:9000?passphrase=secret&mode=listener", "srt://host:9000?passphrase=…&mode=listener")]
    [InlineData("show.mkv", "show.mkv")]
    [InlineData("hls:www", "hls:www")]
    [InlineData("pipewire:LiveStyle", "pipewire:LiveStyle")]
    [InlineData("v4l2:/dev/video9", "v4l2:/dev/video9")]
    public void A_text_names_a_target_and_no_key_is_told(string text, string name)
    {
        SinkTarget target = SinkTargets.Parse(text);

        Assert.Equal(name, target.Name);
        Assert.DoesNotContain("secret", target.ToString(), StringComparison.Ordinal);
        Assert.Equal(text.Contains("listener", StringComparison.Ordinal), target.WaitsForReader);
    }

    [Theory]
    [InlineData("show.avi")]
    [InlineData("nothing")]
    [InlineData("http://me:secret@host/a")]
    public void What_is_no_target_is_told_with_what_is(string text)
    {
        LiveStyleException failure = Assert.ThrowsAny<LiveStyleException>(() => SinkTargets.Parse(text));

        Assert.Contains("rtmp", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Theory]
    [InlineData("a\0b.mkv")]
    [InlineData("a\nb.m3u8")]
    [InlineData("rtmp://host/live/secret\u0085")]
    public void A_text_with_control_characters_is_refused(string text)
    {
        LiveStyleException failure = Assert.ThrowsAny<LiveStyleException>(() => SinkTargets.Parse(text));

        Assert.Equal("where a show is to go is written without control characters, such as line ends; write it in plain letters", failure.Message);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told_before_the_show_begins()
    {
        using var folder = new ClipFolder();
        using var feed = new ShowFeed();

        LiveStyleException failure = Assert.ThrowsAny<LiveStyleException>(() => SinkTargets.Parse(folder["far/away/show.mkv"]).Check(feed.Format));
        Assert.Contains("does not exist", failure.Message, StringComparison.Ordinal);
        Assert.ThrowsAny<LiveStyleException>(() => SinkTargets.Parse(folder["far/away/show.m3u8"]).Check(feed.Format));
        Assert.Empty(folder.Names);

        SinkTargets.Parse(folder["near/show.mkv"]).Check(feed.Format);
        Assert.Equal(["near"], folder.Names);
    }

    [Fact]
    public void A_list_that_no_show_has_left_is_refused_before_anything_of_it_is_lost()
    {
        using var folder = new ClipFolder();
        using var feed = new ShowFeed();
        folder.Ffmpeg($"-f lavfi -i testsrc2=s=64x48:r=25:d=3 -g 25 -hls_time 1 -hls_list_size 0 -hls_segment_filename \"{folder["film"]}-%05d.ts\" \"{folder["film.m3u8"]}\"");
        string[] names = [.. folder.Names];
        string list = File.ReadAllText(folder["film.m3u8"]);
        SinkTarget target = SinkTargets.Parse(folder["film.m3u8"]);

        LiveStyleException failure = Assert.ThrowsAny<LiveStyleException>(() => target.Check(feed.Format));
        Assert.Contains("choose another name or folder", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.Equal(names, folder.Names);
        Assert.Equal(list, File.ReadAllText(folder["film.m3u8"]));

        // Its files alone would be overwritten.
        File.Delete(folder["film.m3u8"]);
        Assert.Contains("film-0000", Assert.ThrowsAny<LiveStyleException>(() => target.Check(feed.Format)).Message, StringComparison.Ordinal);

        File.WriteAllText(folder["other.m3u8"], "#EXTM3U\n#EXTINF:1,\n#EXT-X-PROGRAM-DATE-TIME:2026-11-29T16:17:00.526+0000\nfilm-00000.ts\n");
        Assert.ThrowsAny<LiveStyleException>(() => SinkTargets.Parse(folder["other.m3u8"]).Check(feed.Format));
        SinkTargets.Parse(folder["third.m3u8"]).Check(feed.Format);
    }

    [Fact]
    public void A_control_character_in_a_target_is_refused_in_one_line()
    {
        foreach (string text in (string[])["null:\n", "rec/\rshow.mkv", "nothing\t"])
        {
            LiveStyleException failure = Assert.ThrowsAny<LiveStyleException>(() => SinkTargets.Parse(text));
            Assert.Contains("without control characters", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(failure.Message, char.IsControl);
        }
    }

    [Fact]
    public async Task A_camera_that_is_not_there_is_told_with_what_makes_one()
    {
        using var feed = new ShowFeed();

        LiveStyleException failure = await Assert.ThrowsAnyAsync<LiveStyleException>(
            () => SinkTargets.Parse("v4l2:/dev/video99").OpenAsync(feed.Format, TestContext.Current.CancellationToken));

        Assert.Contains("v4l2loopback", failure.Message, StringComparison.Ordinal);
    }
}
