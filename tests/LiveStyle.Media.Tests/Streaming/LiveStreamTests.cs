using System.Globalization;
using LiveStyle.Frames;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Streaming;
using LiveStyle.TestKit.Media;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Media.Tests.Streaming;

public sealed class LiveStreamTests
{
    static readonly FrameSize Size = new(64, 48);
    static readonly FrameFormat Planes = new(PixelLayout.Yuv420, ColorMatrix.Bt601, ColorRange.Limited, ChromaSiting.Left);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("show.mkv")]
    [InlineData("show.mp4")]
    [InlineData("show.mov")]
    [InlineData("show.ts")]
    public async Task A_recording_has_every_tick_at_its_time_and_what_was_left_out_is_a_gap(string name)
    {
        using var folder = new ClipFolder();
        var format = new StreamFormat(Size, Planes, new Rational(30000, 1001), HasSound: true);
        long[] ticks = [.. Enumerable.Range(1000, 40), .. Enumerable.Range(1060, 40)];
        await WriteAsync(folder[name], format, ticks);

        double[] times = folder.FrameTimes(folder[name]);

        // A container may begin a little after zero, for the sound's lead.
        Assert.InRange(times[0], 0, 0.1);
        Transcoding.AssertSameTimes([.. ticks.Select(tick => (tick - 1000) * 1001 / 30000.0)], [.. times.Select(time => time - times[0])], 0.0015);
        Assert.StartsWith("h264", folder.Ask(folder[name], "-select_streams v:0 -show_entries stream=codec_name"), StringComparison.Ordinal);
        Assert.StartsWith("aac", folder.Ask(folder[name], "-select_streams a:0 -show_entries stream=codec_name"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("show.mkv")]
    [InlineData("show.mp4")]
    [InlineData("show.ts")]
    public async Task Sound_stays_with_its_picture_after_a_gap_too(string name)
    {
        using var folder = new ClipFolder();
        var format = new StreamFormat(Size, Planes, new Rational(30, 1), HasSound: true);

        // A flash and a burst at ticks 20 and 90, and the sound of 31 ticks between them is missing.
        await WriteAsync(folder[name], format, [.. Enumerable.Range(0, 40), .. Enumerable.Range(71, 50)], marks: [20, 90]);

        if (name.EndsWith(".ts", StringComparison.Ordinal))
        {
            // Of a transport stream that it decodes, ffmpeg begins each stream at zero.
            folder.Ffmpeg($"-copyts -i \"{folder[name]}\" -c copy -y \"{folder["read.mkv"]}\"");
            name = "read.mkv";
        }

        double[] flashes = Marks(folder, name, "-map 0:v -vf blackdetect=d=0.02:pix_th=0.5,metadata=mode=print:file=-", "lavfi.black_end=");
        double[] bursts = Marks(folder, name, "-map 0:a -af silencedetect=n=0.05:d=0.1,ametadata=mode=print:file=-", "lavfi.silence_end=");
        Assert.Equal(2, flashes.Length);
        Assert.Equal(2, bursts.Length);
        Assert.All(flashes.Zip(bursts), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 0.02));
        Assert.InRange(flashes[1] - flashes[0], 70 / 30.0 - 0.002, 70 / 30.0 + 0.002);
    }

    [Fact]
    public async Task Key_frames_come_regularly_and_none_waits_for_a_later_one()
    {
        using var folder = new ClipFolder();
        await WriteAsync(folder["a.mkv"], new StreamFormat(Size, Planes, new Rational(25, 1), HasSound: false), [.. Enumerable.Range(0, 120)]);

        string[] kinds = folder.Ask(folder["a.mkv"], "-select_streams v:0 -show_entries frame=pict_type").Split('\n', StringSplitOptions.TrimEntries);

        Assert.Equal([0, 50, 100], kinds.Index().Where(kind => kind.Item.StartsWith('I')).Select(kind => kind.Index));
        Assert.DoesNotContain(kinds, kind => kind.StartsWith('B'));
    }

    [Fact]
    public async Task Colors_are_tagged_as_they_are_and_come_out_as_they_went_in()
    {
        using var folder = new ClipFolder();
        await WriteAsync(folder["planes.mkv"], new StreamFormat(Size, Planes, new Rational(25, 1), HasSound: false), [0, 1, 2]);
        await WriteAsync(folder["rgb.mkv"], new StreamFormat(Size, FrameFormat.Rgb, new Rational(25, 1), HasSound: false), [0, 1, 2]);
        const string Entries = "-select_streams v:0 -show_entries stream=pix_fmt,color_range,color_space,color_transfer,color_primaries";

        Assert.Equal("yuv420p tv smpte170m smpte170m smpte170m", folder.Ask(folder["planes.mkv"], Entries).ReplaceLineEndings(" "));
        Assert.Equal("yuv420p tv bt709 bt709 bt709", folder.Ask(folder["rgb.mkv"], Entries).ReplaceLineEndings(" "));
        byte[] shown = folder.Pixels(folder["rgb.mkv"], 1);
        Assert.InRange(Transcoding.Difference(shown, Enumerable.Repeat<byte>(40, shown.Length).ToArray()), 0, 3);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_in_one_line_without_the_key()
    {
        StreamOutput output = StreamOutput.TryParse($"rtmp://127.0.0.1:{LiveSender.FreePort()}/live/very-secret-key")!;

        MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(() => LiveStream.OpenAsync(output, new StreamFormat(Size, Planes, new Rational(25, 1), true), Cancellation));

        Assert.Contains("nobody listens there", failure.Message, StringComparison.Ordinal);
        var run = Assert.IsType<FfmpegException>(failure);
        Assert.All([run.Message, run.Location!, .. run.Arguments, .. run.ErrorOutput], text => Assert.DoesNotContain("very-secret-key", text, StringComparison.Ordinal));
        Assert.Contains(run.ErrorOutput, line => line.Contains("live/…", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_opening_that_takes_too_long_is_ended_by_its_token()
    {
        StreamOutput output = StreamOutput.TryParse($"srt://127.0.0.1:{LiveSender.FreePort()}?mode=listener")!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LiveStream.OpenAsync(output, new StreamFormat(Size, Planes, new Rational(25, 1), true), limit.Token));
    }

    [Fact]
    public async Task A_program_that_ends_is_told_by_the_next_write()
    {
        using var folder = new ClipFolder();
        var format = new StreamFormat(Size, Planes, new Rational(25, 1), HasSound: false);
        await using LiveStream stream = await LiveStream.OpenAsync(StreamOutput.TryParse(folder["a.mkv"])!, format, Cancellation);
        using HostFrame picture = Picture(format, 40);
        stream.Write(picture, [], 0);
        stream.Kill();

        MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(async () =>
        {
            for (int tick = 1; ; tick++)
            {
                stream.Write(picture, [], tick);
                await Task.Delay(1, Cancellation);
            }
        });
        Assert.Contains("signal 9", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_takes_no_pictures_is_told_in_one_line()
    {
        var format = new StreamFormat(Size, Planes, new Rational(25, 1), HasSound: true);
        using HostFrame picture = Picture(format, 40);

        MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(async () =>
        {
            await using LiveStream stream = await LiveStream.OpenAsync(StreamOutput.TryParse("v4l2:/dev/null")!, format, Cancellation);
            for (int tick = 0; ; tick++)
            {
                stream.Write(picture, [], tick);
                await Task.Delay(1, Cancellation);
            }
        });
        Assert.StartsWith("/dev/null takes no pictures", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    static async Task WriteAsync(string path, StreamFormat format, long[] ticks, long[]? marks = null)
    {
        await using LiveStream stream = await LiveStream.OpenAsync(StreamOutput.TryParse(path)!, format, Cancellation);
        using HostFrame usual = Picture(format, 40), flash = Picture(format, 220);
        foreach (long tick in ticks)
        {
            bool isMarked = marks?.Contains(tick) == true;
            var sound = new short[format.HasSound ? 2 * (int)(format.SamplesBefore(tick + 1) - format.SamplesBefore(tick)) : 0];
            for (int i = 0; isMarked && i < sound.Length; i++)
            {
                sound[i] = (short)(i / 2 % 48 < 24 ? 20_000 : -20_000);
            }

            stream.Write(isMarked ? flash : usual, sound, tick);
        }

        await stream.CompleteAsync(Cancellation);
        Assert.True(stream.IsFlowing);
    }

    static HostFrame Picture(StreamFormat format, byte level)
    {
        HostFrame picture = HostFrame.Allocate(format.Size, format.Pixels);
        for (int i = 0; i < format.Pixels.PlaneCount; i++)
        {
            picture.Plane(i).Bytes.Fill(i == 0 ? level : (byte)128);
        }

        return picture;
    }

    static double[] Marks(ClipFolder folder, string name, string filter, string mark) =>
        [.. folder.Ffmpeg($"-copyts -i \"{folder[name]}\" {filter} -f null -").Split('\n')
            .Where(line => line.StartsWith(mark, StringComparison.Ordinal))
            .Select(line => double.Parse(line[mark.Length..], CultureInfo.InvariantCulture))];
}
