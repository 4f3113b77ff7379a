using LiveStyle.Frames;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Joining;
using LiveStyle.Media.Probing;
using LiveStyle.TestKit.Media;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Media.Tests.Films;

[Trait("Speed", "Slow")]
public sealed class MediaProbeTests : IDisposable
{
    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Probe_tells_what_a_clip_holds()
    {
        string path = folder.Make("a.mkv",
            "-f lavfi -i testsrc2=s=64x48:r=30000/1001:d=1 -f lavfi -i sine=d=1:r=48000 -map 0 -map 1 -map 1 "
            + "-c:v libx264 -pix_fmt yuv420p -colorspace bt709 -color_range tv -c:a:0 aac -c:a:1 libopus -metadata:s:a:1 language=deu");
        MediaInfo info = await MediaProbe.ProbeAsync(path, Cancellation);
        VideoStreamInfo video = info.RequireVideo();
        Assert.Contains("matroska", info.Container);
        Assert.InRange(info.Duration.TotalSeconds, 0.9, 1.2);
        Assert.Equal(("h264", "yuv420p", new FrameSize(64, 48)), (video.Codec, video.PixelFormat, video.Size));
        Assert.Equal((new Rational(30000, 1001), new Rational(1, 1000)), (video.FrameRate, video.TimeBase));
        Assert.Equal(("bt709", "tv"), (video.Color.Matrix, video.Color.Range));
        Assert.False(video.IsVariableFrameRate);
        Assert.Equal([("aac", 1, 48000, null), ("opus", 1, 48000, "deu")],
            info.Audio.Select(track => (track.Codec, track.Channels, track.SampleRate, track.Language)));
    }

    [Fact]
    public async Task Probe_turns_the_size_of_a_rotated_clip_upright()
    {
        string flat = folder.MakeSilent("flat.mp4");
        string path = folder.Make("a.mp4", $"-i \"{flat}\" -c copy -metadata:s:v rotate=90");
        VideoStreamInfo video = (await MediaProbe.ProbeAsync(path, Cancellation)).RequireVideo();
        Assert.Equal((new FrameSize(64, 48), new FrameSize(48, 64)), (video.CodedSize, video.Size));
        Assert.Contains(video.Rotation, new[] { 90, 270 }); // versions of ffmpeg read the option both ways
    }

    [Fact]
    public async Task Probe_makes_pixels_square()
    {
        string path = folder.Make("a.mp4", "-f lavfi -i testsrc2=s=72x48:r=24:d=0.2 -vf setsar=16/15 -c:v libx264 -pix_fmt yuv420p");
        Assert.Equal(new FrameSize(77, 48), (await MediaProbe.ProbeAsync(path, Cancellation)).RequireVideo().Size);
    }

    [Fact]
    public async Task Probe_tells_fields_aspects_chapters_and_tags()
    {
        await File.WriteAllTextAsync(folder["meta.txt"], ";FFMETADATA1\ntitle=Ein Film\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=500\ntitle=Eins\n", Cancellation);
        string path = folder.Make("a.mov",
            $"-f lavfi -i testsrc2=s=72x48:r=25:d=0.5 -f ffmetadata -i \"{folder["meta.txt"]}\" -map 0 -map_metadata 1 -vf setsar=16/15,setfield=tff -c:v mpeg2video -flags +ildct+ilme "
            + "-metadata:s:v language=ita -timecode 10:00:00:00");
        MediaInfo info = await MediaProbe.ProbeAsync(path, Cancellation);
        VideoStreamInfo video = info.RequireVideo();
        Assert.True(video.IsInterlaced);
        Assert.Equal((new Rational(16, 15), new Rational(8, 5)), (video.PixelAspect, video.DisplayAspect));
        Assert.Equal(("10:00:00:00", "Ein Film", "Eins"), (info.Timecode, info.Tags["TITLE"], Assert.Single(info.Chapters).Title));
        Assert.Equal(["mpeg2video", "tmcd"], new[] { info.Streams[0].Codec, info.Streams[^1].CodecTag });
        Assert.DoesNotContain(StreamPlan.Of(info, "a.mp4").Streams, decision => decision.Fate is StreamFate.Copied or StreamFate.Lost);
        Assert.Equal("ita", info.Streams[0].Language);
    }

    [Fact]
    public async Task Probe_guesses_a_variable_frame_rate()
    {
        string path = folder.MakeSilent("a.mp4", "-vf select='lt(n\\,8)+not(mod(n\\,5))' -fps_mode vfr -c:v libx264");
        Assert.True((await MediaProbe.ProbeAsync(path, Cancellation)).RequireVideo().IsVariableFrameRate);
    }

    [Theory]
    [InlineData("missing.mp4", "does not exist")]
    [InlineData("", "is a folder")]
    [InlineData("empty.mp4", "is empty")]
    [InlineData("notes.txt", "is not a media file")]
    [InlineData("noise.dat", "is not a media file")]
    [InlineData("headless.mp4", "moov atom not found")]
    public async Task Probe_says_in_one_line_what_is_wrong_with_a_file(string name, string expected)
    {
        await File.WriteAllBytesAsync(folder["empty.mp4"], [], Cancellation);
        await File.WriteAllTextAsync(folder["notes.txt"], string.Concat(Enumerable.Repeat("just some notes\n", 300)), Cancellation);
        await File.WriteAllBytesAsync(folder["noise.dat"], [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * i / 7))], Cancellation);
        byte[] whole = await File.ReadAllBytesAsync(folder.MakeSilent("whole.mp4"), Cancellation);
        await File.WriteAllBytesAsync(folder["headless.mp4"], whole[..(whole.Length / 2)], Cancellation);

        MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(() => MediaProbe.ProbeAsync(folder[name], Cancellation));
        Assert.Contains(expected, failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Theory]
    [InlineData("tone.wav", "-f lavfi -i sine=d=0.2", "holds only sound")]
    [InlineData("cover.mp3", "-f lavfi -i sine=d=0.2 -f lavfi -i color=s=16x16:d=0.1 -map 0 -map 1 -frames:v 1 -c:v png -disposition:v attached_pic", "holds only sound")]
    [InlineData("still.png", "-f lavfi -i color=s=16x16 -frames:v 1", "is a still picture; restyle it as one, or give moving pictures")]
    [InlineData("still.jpg", "-f lavfi -i color=s=16x16 -frames:v 1", "is a still picture; restyle it as one, or give moving pictures")]
    [InlineData("words.srt", "", "holds no moving pictures")]
    public async Task What_has_no_moving_pictures_is_refused_as_video(string name, string options, string expected)
    {
        if (options.Length > 0)
        {
            folder.Make(name, options);
        }
        else
        {
            await File.WriteAllTextAsync(folder[name], "1\n00:00:00,000 --> 00:00:01,000\nHello\n\n", Cancellation);
        }

        MediaInfo info = await MediaProbe.ProbeAsync(folder[name], Cancellation);
        Assert.Contains(expected, Assert.ThrowsAny<MediaException>(() => info.RequireVideo()).Message);
    }

    [Theory]
    [InlineData("it's \"quoted\" & odd.mp4")]
    [InlineData("-dash.mp4")]
    [InlineData("http:clock 12:30 %d.mp4")]
    public async Task Any_file_name_is_taken_as_a_name(string name)
    {
        File.Copy(folder.MakeSilent("a.mp4"), folder[name]);
        Assert.NotNull((await MediaProbe.ProbeAsync(folder[name], Cancellation)).Video);
    }

    [Fact]
    public void An_absent_ffmpeg_is_named_with_the_cure()
    {
        MediaException failure = Assert.ThrowsAny<MediaException>(() => FfmpegPrograms.Find("ffmpeg", "ffmpeg", folder.Root));
        Assert.StartsWith("ffmpeg was not found; install it (Debian: apt-get install ffmpeg", failure.Message);
    }
}
