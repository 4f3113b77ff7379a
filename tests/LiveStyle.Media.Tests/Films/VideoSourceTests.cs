using LiveStyle.Frames;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Probing;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Media.Tests.Films;

[Trait("Speed", "Slow")]
public sealed class VideoSourceTests : IDisposable
{
    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("24", "mp4")]
    [InlineData("24000/1001", "mp4")]
    [InlineData("30000/1001", "mkv")]
    [InlineData("25/2", "mov")]
    public async Task Source_reads_every_frame_at_its_time(string rate, string container)
    {
        string path = folder.Make($"a.{container}", $"-f lavfi -i testsrc2=s=64x48:r={rate}:d=2 -c:v libx264 -bf 3 -pix_fmt yuv420p");
        Transcoding.AssertSameTimes(folder.FrameTimes(path), [.. (await Transcoding.ReadAllAsync(path)).Select(frame => frame.Time)], 1e-5);
    }

    [Theory]
    [InlineData("mp4")]
    [InlineData("mkv")]
    public async Task Source_keeps_a_variable_frame_rate_and_a_late_start(string container)
    {
        string path = folder.MakeSilent($"a.{container}",
            "-vf \"select='lt(n,6)+not(mod(n,5))',setpts=PTS+0.3/TB\" -fps_mode vfr -c:v libx264 -bf 2 -pix_fmt yuv420p");
        double[] times = [.. (await Transcoding.ReadAllAsync(path)).Select(frame => frame.Time)];
        Assert.InRange(times[0], 0.28, 0.31);
        Transcoding.AssertSameTimes(folder.FrameTimes(path), times, 1e-5);
    }

    [Theory]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public async Task Source_turns_a_rotated_clip_upright(int turn)
    {
        string flat = folder.Make("flat.mp4", "-f lavfi -i testsrc2=s=64x48:r=24:d=0.2 -c:v libx264 -crf 1 -pix_fmt yuv444p");
        string turned = folder.Make("turned.mp4", $"-i \"{flat}\" -c copy -metadata:s:v rotate={turn}");
        int rotation = (await MediaProbe.ProbeAsync(turned, Cancellation)).RequireVideo().Rotation;
        string filter = rotation switch { 90 => "transpose=clock", 180 => "hflip,vflip", 270 => "transpose=cclock", _ => "null" };
        byte[] expected = folder.Pixels(flat, 0, filter);
        Assert.NotEqual(0, rotation);
        Assert.InRange(Transcoding.Difference(expected, (await Transcoding.ReadAllAsync(turned))[0].Pixels), 0, 1);
    }

    [Theory]
    [InlineData("64x48", "", 601)]
    [InlineData("64x48", "-colorspace bt709", 709)]
    [InlineData("64x48", "-colorspace bt2020nc", 2020)]
    [InlineData("720x720", "", 709)]
    [InlineData("64x48", "-color_range pc", 601)]
    public async Task Source_turns_color_numbers_into_the_colors_that_they_stand_for(string size, string tags, int matrix)
    {
        string name = matrix switch { 601 => "smpte170m", 709 => "bt709", _ => "bt2020" };
        string range = tags.Contains("pc") ? "pc" : "tv";
        string path = folder.Make("a.mkv",
            $"-f lavfi -i color=0xC82828:s={size}:r=10:d=0.3 -vf scale=out_color_matrix={name}:out_range={range},format=yuv444p -c:v libx264 -crf 1 {tags}");
        byte[] pixels = (await Transcoding.ReadAllAsync(path))[0].Pixels;
        Assert.InRange(pixels[0], 197, 203);
        Assert.InRange(pixels[1], 37, 43);
        Assert.InRange(pixels[2], 37, 43);
    }

    [Theory]
    [InlineData("64x48", "-c:v libx265 -x265-params log-level=none -pix_fmt yuv420p10le")]
    [InlineData("64x48", "-c:v ffv1 -pix_fmt gray")]
    [InlineData("63x47", "-c:v ffv1 -pix_fmt yuv420p")]
    [InlineData("16x16", "-vf format=bgr0,crop=1:1 -c:v ffv1")]
    [InlineData("15x15", "-c:v png")]
    [InlineData("64x48", "-c:v prores_ks")]
    public async Task Source_reads_any_depth_and_size(string size, string codec)
    {
        string path = folder.Make("a.mkv", $"-f lavfi -i color=gray:s={size}:r=10:d=0.5 {codec}");
        List<(double Time, byte[] Pixels)> frames = await Transcoding.ReadAllAsync(path);
        Assert.Equal(5, frames.Count);
        Assert.All(frames[4].Pixels, value => Assert.InRange(value, 122, 134));
    }

    [Fact]
    public async Task Source_scales_to_the_size_asked_for()
    {
        string path = folder.MakeSilent("a.mp4");
        await using VideoSource source = await VideoSource.OpenAsync(path, new VideoSourceOptions { Size = new FrameSize(33, 17) }, Cancellation);
        using HostFrame? frame = await source.ReadAsync(Cancellation);
        Assert.Equal((new FrameSize(33, 17), new FrameSize(33, 17)), (source.Size, frame!.Size));
    }

    [Theory]
    [InlineData(0.5, 0.25)]
    [InlineData(0.1, null)]
    [InlineData(null, 0.3)]
    public async Task A_cut_begins_at_zero_and_takes_exactly_the_frames_inside(double? start, double? duration)
    {
        string path = folder.MakeSilent("a.mp4", "-c:v libx264 -g 5 -bf 2 -pix_fmt yuv420p");
        double begin = start ?? 0;
        double[] expected = [.. folder.FrameTimes(path).Select(time => time - begin).Where(time => time >= -1e-9 && time < (duration ?? 100) - 1e-9)];
        var options = new VideoSourceOptions { Start = Time(start), Duration = Time(duration) };
        Transcoding.AssertSameTimes(expected, [.. (await Transcoding.ReadAllAsync(path, options)).Select(frame => frame.Time)], 1e-4);
    }

    [Fact]
    public async Task A_broadcast_stream_begins_at_its_own_first_moment()
    {
        string path = folder.MakeWithSound("a.ts", "-c:a mp2");
        double[] times = [.. (await Transcoding.ReadAllAsync(path)).Select(frame => frame.Time)];
        Assert.Equal(24, times.Length);
        Assert.InRange(times[0], 0, 0.1);
        double[] cut = [.. (await Transcoding.ReadAllAsync(path, new VideoSourceOptions { Start = TimeSpan.FromSeconds(0.5) })).Select(frame => frame.Time)];
        Transcoding.AssertSameTimes([.. times.Select(time => time - 0.5).Where(time => time >= 0)], cut, 1e-4);
    }

    [Fact]
    public async Task A_clip_that_changes_size_midway_keeps_the_first()
    {
        folder.MakeSilent("small.ts");
        folder.Make("large.ts", "-f lavfi -i testsrc2=s=96x64:r=24:d=1 -c:v libx264 -pix_fmt yuv420p");
        await using (FileStream joined = File.Create(folder["joined.ts"]))
        {
            joined.Write(await File.ReadAllBytesAsync(folder["small.ts"], Cancellation));
            joined.Write(await File.ReadAllBytesAsync(folder["large.ts"], Cancellation));
        }

        List<(double Time, byte[] Pixels)> frames = await Transcoding.ReadAllAsync(folder["joined.ts"]);
        Assert.InRange(frames.Count, 40, 48);
        Assert.All(frames, frame => Assert.Equal(64 * 48 * 3, frame.Pixels.Length));
    }

    [Fact]
    public async Task A_truncated_clip_gives_the_frames_that_decode_and_says_so()
    {
        await using VideoSource source = await VideoSource.OpenAsync(await MakeHalfAsync(), new VideoSourceOptions(), Cancellation);
        await DrainAsync(source);
        Assert.InRange(source.FramesRead, 1, 23);
        Assert.Contains("ends too early", source.Note);
        Assert.True(source.Complaints > 0);
        Assert.Equal(0, source.Pool.Outstanding);
    }

    [Fact]
    public async Task A_truncated_clip_read_strictly_fails()
    {
        await using VideoSource source = await VideoSource.OpenAsync(await MakeHalfAsync(), new VideoSourceOptions { Strict = true }, Cancellation);
        MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(() => DrainAsync(source));
        Assert.Contains("is damaged", failure.Message);
        Assert.Equal(0, source.Pool.Outstanding);
    }

    async Task<string> MakeHalfAsync()
    {
        byte[] whole = await File.ReadAllBytesAsync(folder.MakeSilent("whole.mp4", "-c:v mjpeg -movflags +faststart"), Cancellation);
        await File.WriteAllBytesAsync(folder["half.mp4"], whole[..(whole.Length * 2 / 3)], Cancellation);
        return folder["half.mp4"];
    }

    static async Task DrainAsync(VideoSource source)
    {
        while (await source.ReadAsync(Cancellation) is { } frame)
        {
            frame.Dispose();
        }
    }

    [Fact]
    public async Task Nothing_decodable_is_one_clear_line()
    {
        byte[] clip = await File.ReadAllBytesAsync(folder.MakeSilent("whole.mkv", "-c:v libvpx-vp9 -cpu-used 8"), Cancellation);
        int media = clip.AsSpan().IndexOf<byte>([0x1F, 0x43, 0xB6, 0x75]); // the first cluster
        clip.AsSpan(media + 24).Clear();
        await File.WriteAllBytesAsync(folder["hollow.mkv"], clip, Cancellation);
        MediaException failure = await Assert.ThrowsAsync<NoPictureException>(() => Transcoding.ReadAllAsync(folder["hollow.mkv"]));
        Assert.Contains("no picture could be decoded", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public async Task A_start_behind_the_end_is_refused_with_the_length()
    {
        string path = folder.MakeSilent("a.mp4");
        MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(
            () => Transcoding.ReadAllAsync(path, new VideoSourceOptions { Start = TimeSpan.FromSeconds(5) }));
        Assert.Contains("is 1 s long", failure.Message);
    }

    [Fact]
    public async Task Cancelling_ends_a_source_and_leaks_no_frame()
    {
        string path = folder.MakeSilent("a.mp4");
        using var stop = new CancellationTokenSource();
        await using VideoSource source = await VideoSource.OpenAsync(path, new VideoSourceOptions(), Cancellation);
        (await source.ReadAsync(stop.Token))!.Dispose();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await source.ReadAsync(stop.Token));
        Assert.Equal(0, source.Pool.Outstanding);
    }

    static TimeSpan? Time(double? seconds) => seconds is { } value ? TimeSpan.FromSeconds(value) : null;
}
