using System.Net;
using System.Net.WebSockets;
using LiveStyle.Frames;
using LiveStyle.Live.Web;
using LiveStyle.TestKit.Media;
using LiveStyle.TestKit.Pictures;
using Xunit;

namespace LiveStyle.Live.Tests.Web;

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
        await WebScene.UntilAsync(() => scene.Show.Sinks[0].Dropped == 0);
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
