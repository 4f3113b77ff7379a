using LiveStyle.Live.Sinks;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Live.Tests.Sinks;

[Trait("Speed", "Slow")]
public sealed class StreamSinkTests : IDisposable
{
    static readonly SinkHubOptions Quick = new() { FirstRetry = TimeSpan.FromSeconds(0.1), LongestRetry = TimeSpan.FromSeconds(0.5), HangTimeout = TimeSpan.FromSeconds(1) };

    readonly ClipFolder folder = new();
    readonly int port = LiveSender.FreePort();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("rtmp")]
    [InlineData("srt")]
    [InlineData("srt listener")]
    [InlineData("rtsp")]
    [InlineData("tcp")]
    public async Task A_server_gets_every_tick_and_its_sound(string protocol)
    {
        using var feed = new ShowFeed();
        string copy = folder["copy.mkv"];
        (string address, Func<StreamServer> serve) = protocol switch
        {
            "rtmp" => ($"rtmp://127.0.0.1:{port}/live/key", () => StreamServer.Rtmp(port, copy)),
            "srt" => ($"srt://127.0.0.1:{port}", (Func<StreamServer>)(() => StreamServer.Srt(port, copy))),
            "rtsp" => ($"rtsp://127.0.0.1:{port}/live", () => new StreamServer($"-rtsp_flags listen -i rtsp://127.0.0.1:{port}/live", copy)),
            "tcp" => ($"tcp://127.0.0.1:{port}", () => new StreamServer($"-i tcp://127.0.0.1:{port}?listen=1", copy)),
            _ => ($"srt://127.0.0.1:{port}?mode=listener", () => new StreamServer($"-i srt://127.0.0.1:{port}", copy)),
        };
        await using var hub = new SinkHub(feed.Format, Quick, null, TimeProvider.System);
        SinkTarget target = SinkTargets.Parse(address);
        using StreamServer server = serve();
        Thread.Sleep(500);
        hub.Add(target);

        feed.Give(hub, 90, target.Name);
        ShowFeed.Await(() => ShowFeed.Status(hub, target.Name).Phase == SinkPhase.Running, () => ShowFeed.Tell(hub));
        Assert.Equal(0, ShowFeed.Status(hub, target.Name).Restarts);

        // A server that looks at a stream first may miss what follows at once.
        Thread.Sleep(1500);
        await hub.CompleteAsync(TimeSpan.FromSeconds(10));
        server.AwaitEnd();

        // SRT sends nothing more once a connection is ended, of which a tenth of a second may be on its way.
        Assert.InRange(folder.FrameTimes(copy).Length, protocol.StartsWith("srt", StringComparison.Ordinal) ? 80 : 90, 90);
        double sound = folder.PacketTimes(copy, "a:0").Length * 1024 / 48_000.0;
        Assert.InRange(sound, 2.6, 3.2);
        Assert.Equal(0, feed.Outstanding);
    }

    [Theory]
    [InlineData("udp")]
    [InlineData("rtp")]
    public async Task Packets_that_nobody_answers_reach_who_listens(string protocol)
    {
        using var feed = new ShowFeed();
        await using var hub = new SinkHub(feed.Format, Quick, null, TimeProvider.System);
        File.WriteAllText(folder["a.sdp"], $"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=a\nc=IN IP4 127.0.0.1\nt=0 0\nm=video {port} RTP/AVP 33\n");
        using var server = new StreamServer(protocol == "udp" ? $"-i udp://127.0.0.1:{port}" : $"-protocol_whitelist file,udp,rtp -i \"{folder["a.sdp"]}\"");
        Thread.Sleep(500);
        hub.Add(SinkTargets.Parse($"{protocol}://127.0.0.1:{port}"));

        feed.GiveUntil(hub, () => server.Pictures > 50 && server.Sounds > 50);
        await hub.CompleteAsync(TimeSpan.FromSeconds(5));
        Assert.All(hub.Statuses, status => Assert.Null(status.Reason));
    }

    [Fact]
    public async Task A_server_that_is_killed_in_mid_stream_and_comes_back_is_found_again_each_time()
    {
        using var feed = new ShowFeed(rate: 50);
        await using var hub = new SinkHub(feed.Format, Quick, null, TimeProvider.System);
        hub.Add(SinkTargets.Parse($"rtmp://127.0.0.1:{port}/live/very-secret"));
        var other = new FakeTarget("other");
        hub.Add(other);
        string name = $"rtmp://127.0.0.1:{port}/live/…";
        int losses = Breadth.Of(2, 20);
        for (int i = 0; i <= losses; i++)
        {
            using var server = StreamServer.Rtmp(port);
            feed.GiveUntil(hub, () => server.Pictures > 10);
        }

        feed.GiveUntil(hub, () => ShowFeed.Status(hub, name).Phase == SinkPhase.Retrying);
        SinkStatus status = ShowFeed.Status(hub, name);
        Assert.InRange(status.Restarts, losses, long.MaxValue);
        Assert.DoesNotContain("secret", ShowFeed.Tell(hub), StringComparison.Ordinal);
        await hub.CompleteAsync(TimeSpan.FromSeconds(2));

        Assert.Equal(feed.Tick, other.Ticks.Length);
        status = ShowFeed.Status(hub, name);
        Assert.InRange(status.Written + status.Dropped, 1, feed.Tick);
        Assert.Equal(0, feed.Outstanding);
    }

    [Fact]
    public async Task A_server_that_freezes_is_cut_off_while_another_sink_gets_every_tick()
    {
        // Noise at a high rate, so that what the system keeps for a connection is soon full.
        using var feed = new ShowFeed(320, 240, rate: 50, isNoise: true);
        await using var hub = new SinkHub(feed.Format, Quick, null, TimeProvider.System);
        string address = $"rtmp://127.0.0.1:{port}/live/key";
        SinkTarget target = SinkTargets.Parse(address, new() { BitRate = 60_000_000, Preset = "ultrafast" });
        var other = new FakeTarget("other");
        using (var server = StreamServer.Rtmp(port))
        {
            Thread.Sleep(500);
            hub.Add(target);
            hub.Add(other);
            feed.GiveUntil(hub, () => server.Pictures > 10);
            server.Freeze();
            feed.GiveUntil(hub, () => ShowFeed.Status(hub, target.Name) is { Phase: SinkPhase.Retrying, Reason: "it took nothing for 1 s and was cut off" });
        }

        using (var server = StreamServer.Rtmp(port))
        {
            feed.GiveUntil(hub, () => server.Pictures > 10);
        }

        await hub.CompleteAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(feed.Tick, other.Ticks.Length);
        Assert.Equal(0, feed.Outstanding);
    }

    [Fact]
    public async Task A_list_of_short_files_can_be_played_and_goes_on_where_it_was()
    {
        using var feed = new ShowFeed();
        for (int run = 0; run < 2; run++)
        {
            await using var hub = new SinkHub(feed.Format, Quick, null, TimeProvider.System);
            SinkTarget target = SinkTargets.Parse($"hls:{folder["www"]}");
            hub.Add(target);
            feed.Give(hub, 90, target.Name);
            await hub.CompleteAsync(TimeSpan.FromSeconds(10));
            Assert.Null(ShowFeed.Status(hub, target.Name).Reason);
        }

        string list = File.ReadAllText(folder["www/live.m3u8"]);
        Assert.Equal(6, list.Split("#EXTINF:").Length - 1);
        Assert.Contains("#EXT-X-DISCONTINUITY", list, StringComparison.Ordinal);
        folder.Ffmpeg($"-i \"{folder["www/live.m3u8"]}\" -map 0:v -fps_mode passthrough -f null -");
        Assert.Equal(180, folder.PacketTimes(folder["www/live.m3u8"], "v:0").Length);
        Assert.InRange(folder.PacketTimes(folder["www/live.m3u8"], "a:0").Length, 270, 290);
        Assert.Equal(0, feed.Outstanding);
    }

    [Fact]
    public async Task Old_files_of_a_list_are_removed()
    {
        using var feed = new ShowFeed();
        await using var hub = new SinkHub(feed.Format, Quick, null, TimeProvider.System);
        SinkTarget target = SinkTargets.Parse(folder["100%.m3u8"]);
        hub.Add(target);
        feed.Give(hub, 30 * 20, target.Name);
        await hub.CompleteAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(8, File.ReadAllText(folder["100%.m3u8"]).Split("#EXTINF:").Length - 1);
        string[] parts = [.. folder.Names.Where(name => name.EndsWith(".ts", StringComparison.Ordinal))];
        Assert.InRange(parts.Length, 8, 14);
        Assert.Contains("100%-00019.ts", parts);
    }
}
