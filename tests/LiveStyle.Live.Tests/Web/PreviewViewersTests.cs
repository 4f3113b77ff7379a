using System.Buffers;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using LiveStyle.Frames;
using LiveStyle.Live.Web;
using LiveStyle.TestKit.Media;
using LiveStyle.TestKit.Pictures;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace LiveStyle.Live.Tests.Web;

[Trait("Speed", "Slow")]
public sealed class PreviewViewersTests
{
    [Fact]
    public async Task The_newest_picture_is_a_JPEG()
    {
        await using WebScene scene = await WebScene.StartAsync();

        HttpResponseMessage answer = await scene.AskAsync("/preview.jpg");

        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.MediaType);
        AssertShown(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Ffmpeg_plays_the_stream()
    {
        await using WebScene scene = await WebScene.StartAsync();
        using var clips = new ClipFolder();

        await Task.Run(() => FfmpegTool.Ffmpeg($"-i \"{scene.Server.Address}/preview.mjpeg?token={scene.Server.Token}\" -frames:v 5 \"{clips["%d.png"]}\""), TestContext.Current.CancellationToken);

        Assert.Equal(["1.png", "2.png", "3.png", "4.png", "5.png"], clips.Names);
        AssertShown(File.ReadAllBytes(clips["5.png"]));
    }

    [Fact]
    public async Task A_viewer_by_WebSocket_gets_two_pictures_and_then_one_for_each_answer()
    {
        await using WebScene scene = await WebScene.StartAsync();
        using ClientWebSocket socket = await scene.OpenAsync("/preview"), other = await scene.OpenAsync("/preview");
        await AssertPictureAsync(socket);
        await AssertPictureAsync(socket);
        Task<(WebSocketMessageType, byte[])> third = WebScene.ReceiveAsync(socket);

        // Another viewer that answers goes on meanwhile.
        for (int i = 0; i < 10; i++)
        {
            await AssertPictureAsync(other);
            await WebScene.SayAsync(other, "next");
        }

        Assert.False(third.IsCompleted);
        await WebScene.SayAsync(socket, "next");
        AssertShown((await third).Item2);
    }

    [Fact]
    public async Task A_stream_that_is_not_read_asks_for_no_picture_and_goes_on_with_the_newest()
    {
        var feed = new PreviewFeed();
        using var gone = new CancellationTokenSource();
        await using var body = new StalledBody();
        var context = new DefaultHttpContext { RequestAborted = gone.Token };
        context.Response.Body = body;
        Task serving = new PreviewViewers(feed, CancellationToken.None).StreamAsync(context);
        body.Take(1);
        await WebScene.UntilAsync(() => feed.IsAwaited);
        Publish(feed, "picture 1");
        await WebScene.UntilAsync(() => body.IsStalled);

        for (int i = 2; i <= 50; i++)
        {
            Publish(feed, $"picture {i}");
            Assert.False(feed.IsAwaited);
            Assert.Equal(2, feed.Outstanding);
        }

        body.Take(1000);
        await WebScene.UntilAsync(() => feed.IsAwaited);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => serving);
        Assert.Equal(["picture 1", "picture 50"], body.Text.Split("\r\n").Where(line => line.StartsWith("picture", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_show_without_a_preview_says_so()
    {
        await using WebScene scene = await WebScene.StartAsync(new ControlOptions { Preview = null });

        foreach (string path in new[] { "/preview.jpg", "/preview.mjpeg", "/preview" })
        {
            HttpResponseMessage answer = await scene.AskAsync(path);
            Assert.Equal((HttpStatusCode.NotFound, "this show was started without a preview"), (answer.StatusCode, (await WebScene.JsonAsync(answer)).GetProperty("detail").GetString()));
        }

        Assert.Empty(scene.Show.Sinks);
    }

    static void Publish(PreviewFeed feed, string text)
    {
        PreviewPicture picture = feed.Rent();
        picture.File.Write(Encoding.ASCII.GetBytes(text));
        feed.Publish(picture);
    }

    static async Task AssertPictureAsync(WebSocket socket)
    {
        (WebSocketMessageType kind, byte[] message) = await WebScene.ReceiveAsync(socket);
        Assert.Equal(WebSocketMessageType.Binary, kind);
        AssertShown(message);
    }

    static void AssertShown(byte[] file)
    {
        RgbaPicture picture = RgbaPicture.Read(file);
        Assert.Equal(TickingShow.Size, picture.Size);
        for (int i = 0; i < picture.Pixels.Length; i += 4)
        {
            Assert.InRange(picture.Pixels[i], ShowColors.Orange[0] - 4, ShowColors.Orange[0] + 4);
            Assert.InRange(picture.Pixels[i + 2], ShowColors.Orange[2] - 4, ShowColors.Orange[2] + 4);
        }
    }
}
