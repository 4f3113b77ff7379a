using System.Net;
using LiveStyle.Live.Sinks;
using LiveStyle.Live.Web;
using LiveStyle.Media.Streaming;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Live.Tests.Web;

[Trait("Speed", "Slow")]
public sealed class RequestedSinksTests
{
    [Theory]
    [InlineData("tcp://0.0.0.0:0?listen=1")]
    [InlineData("tcp://127.0.0.1:9?timeout=1&LISTEN")]
    [InlineData("tcp://127.0.0.1:9?%6Cisten=2")]
    [InlineData("srt://:9?mode=listener")]
    [InlineData("srt://127.0.0.1:9?latency=1&mode=rendezvous")]
    [InlineData("rtmp://127.0.0.1:9/live/key?listen=1")]
    public async Task No_sink_waits_for_callers_without_a_token(string to)
    {
        await using WebScene scene = await WebScene.StartAsync();

        Assert.StartsWith("the web opens no sink that waits for callers", await RefusalAsync(scene, to));
    }

    [Theory]
    [InlineData("v4l2:/dev/video9")]
    [InlineData("/dev/video9")]
    [InlineData("pipewire:LiveStyle")]
    public async Task No_camera_of_the_machine_is_opened(string to)
    {
        await using WebScene scene = await WebScene.StartAsync();

        Assert.StartsWith("the web opens no camera of this machine", await RefusalAsync(scene, to));
    }

    [Theory]
    [InlineData("srt://127.0.0.1:9?mode=caller")]
    [InlineData("tcp://127.0.0.1:9/listening?listen=0")]
    [InlineData("null:")]
    public async Task Addresses_are_sent_to(string to)
    {
        await using WebScene scene = await WebScene.StartAsync();

        Assert.Equal(HttpStatusCode.Created, (await scene.PostAsync("/api/sinks", Body(to))).StatusCode);
        Assert.Equal(2, scene.Show.Sinks.Count);
    }

    [Theory]
    [InlineData("show.mkv")]
    [InlineData("live.m3u8")]
    [InlineData("hls:www")]
    public async Task Nothing_is_recorded_where_no_folder_was_named(string to)
    {
        await using WebScene scene = await WebScene.StartAsync();

        Assert.StartsWith("the web records nothing here, as no folder was named for it", await RefusalAsync(scene, to));
    }

    [Theory]
    [InlineData("/show.mkv")]
    [InlineData("../show.mkv")]
    [InlineData("a/../../show.mkv")]
    [InlineData("a/.. /show.mkv")]
    [InlineData("a\\..\\show.mkv")]
    [InlineData("C:show.mkv")]
    [InlineData("file:show.mkv")]
    [InlineData("a//show.mkv")]
    [InlineData("../live.m3u8")]
    [InlineData("hls:..")]
    [InlineData("hls:/www")]
    public async Task No_path_leads_out_of_the_folder(string to)
    {
        using var folder = new ClipFolder();
        await using WebScene scene = await WebScene.StartAsync(new ControlOptions { Recordings = folder["rec"] });

        Assert.StartsWith("the web records below one folder alone; give a plain path such as show.mkv", await RefusalAsync(scene, to));
        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task A_plain_path_is_recorded_below_the_folder()
    {
        using var folder = new ClipFolder();
        Directory.CreateDirectory(folder["rec"]);
        await using WebScene scene = await WebScene.StartAsync(new ControlOptions { Recordings = folder["rec"] });

        Assert.Equal(HttpStatusCode.Created, (await scene.PostAsync("/api/sinks", Body("evening/show.mkv"))).StatusCode);

        string file = Path.Combine(folder["rec"], "evening", "show.mkv");
        await WebScene.UntilAsync(() => scene.Show.Sinks[1].Written > 0);
        Assert.True(File.Exists(file));
        Assert.Equal(HttpStatusCode.OK, (await scene.AskAsync($"/api/sinks/{Uri.EscapeDataString(file)}", HttpMethod.Delete)).StatusCode);
    }

    [Fact]
    public async Task What_may_be_opened_is_read_as_the_show_reads_it()
    {
        using var folder = new ClipFolder();
        Directory.CreateDirectory(folder["rec"]);
        var read = new List<string>();
        await using WebScene scene = await WebScene.StartAsync(new ControlOptions
        {
            Recordings = folder["rec"],
            ParseSink = text =>
            {
                read.Add(text);
                return SinkTargets.Parse(text, new StreamCoding { Preset = "ultrafast" });
            },
        });

        await scene.PostAsync("/api/sinks", Body("show.mkv"));
        await scene.PostAsync("/api/sinks", Body("tcp://127.0.0.1:9"));
        await RefusalAsync(scene, "pipewire:LiveStyle");

        Assert.Equal([Path.Combine(folder["rec"], "show.mkv"), "tcp://127.0.0.1:9"], read);
    }

    [Fact]
    public async Task The_web_makes_sixteen_sinks_of_a_show_at_most()
    {
        await using WebScene scene = await WebScene.StartAsync();
        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => scene.PostAsync("/api/sinks", Body($"tcp://127.0.0.1:9/{i}"))));

        Assert.Equal(15, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(16, scene.Show.Sinks.Count);
        Assert.Equal("the show has 16 sinks, and the web adds none beyond 16; end one first", await RefusalAsync(scene, "tcp://127.0.0.1:9/more"));
    }

    [Theory]
    [InlineData("""{"to":"\ud800"}""", "that has half a character in it")]
    [InlineData("""{"to":"\u0000"}""", "where a show is to go is written without control characters")]
    [InlineData("""{"to":"a\u0000b.m3u8"}""", "where a show is to go is written without control characters")]
    [InlineData("""{"to":"a\nb.mkv"}""", "where a show is to go is written without control characters")]
    public async Task A_text_that_is_none_is_told_in_one_line(string body, string expected)
    {
        await using WebScene scene = await WebScene.StartAsync();

        Assert.StartsWith(expected, await RefusalAsync(await scene.PostAsync("/api/sinks", body)));
    }

    static string Body(string to) => System.Text.Json.JsonSerializer.Serialize(new { to });

    static async Task<string> RefusalAsync(WebScene scene, string to)
    {
        int before = scene.Show.Sinks.Count;
        string line = await RefusalAsync(await scene.PostAsync("/api/sinks", Body(to)));
        Assert.Equal(before, scene.Show.Sinks.Count);
        return line;
    }

    static async Task<string> RefusalAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        string line = (await WebScene.JsonAsync(answer)).GetProperty("detail").GetString()!;
        Assert.DoesNotContain('\n', line);
        return line;
    }
}
