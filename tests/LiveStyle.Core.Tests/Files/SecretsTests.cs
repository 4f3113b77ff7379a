using LiveStyle.Files;
using Xunit;

namespace LiveStyle.Core.Tests.Files;

public sealed class SecretsTests
{
    [Theory]
    [InlineData("rtsp://me:secret@host/1", "rtsp://host/1")]
    [InlineData("rtsp://me@host/1", "rtsp://host/1")]
    [InlineData("rtsp://me:sec/ret@host:554/1", "rtsp://host:554/1")]
    [InlineData("rtsp://me:sec@ret@host/1", "rtsp://host/1")]
    [InlineData("rtsp://me:s@ec/ret@host/1", "rtsp://host/1")]
    [InlineData("rtsp://me:sec?ret#@host/1", "rtsp://host/1")]
    [InlineData("rtsp://me:/secret@host/1", "rtsp://host/1")]
    [InlineData("srt://host:9000?mode=caller&passphrase=secret&latency=20", "srt://host:9000?mode=caller&passphrase=…&latency=20")]
    [InlineData("srt://host:9000?streamid=secret&latency=20", "srt://host:9000?streamid=…&latency=20")]
    [InlineData("rtmp://host:1935/live/secret", "rtmp://host:1935/live/…")]
    [InlineData("rtmps://me:you@host/app/room/secret?backup=1", "rtmps://host/app/room/…?backup=1")]
    [InlineData("rtmp://host/live", "rtmp://host/live")]
    [InlineData("https://host/a.m3u8?access_token=secret#begin", "https://host/a.m3u8?access_token=…#begin")]
    [InlineData("https://host/video@1080.mp4", "https://host/video@1080.mp4")]
    [InlineData("https://host:8080/video@1080.mp4?t=5", "https://host:8080/video@1080.mp4?t=5")]
    [InlineData("rtsp://[fe80::1]:554/live@2", "rtsp://[fe80::1]:554/live@2")]
    [InlineData("/films/me:you@home.mp4", "/films/me:you@home.mp4")]
    public void An_address_is_told_without_what_opens_it(string address, string told)
    {
        Assert.Equal(told, Secrets.Hide(address));
        Assert.Equal($"{told}: Connection refused; or \"{told}\", twice", Secrets.Hide($"{address}: Connection refused; or \"{address}\", twice"));
    }
}
