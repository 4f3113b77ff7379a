using LiveStyle.Frames;
using LiveStyle.Media.Color;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Probing;
using LiveStyle.TestKit.Media;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Media.Tests.Films;

[Trait("Speed", "Slow")]
public sealed class PlanarSourceTests : IDisposable
{
    static readonly VideoSourceOptions Planes = new() { Planes = true };

    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("nv12", PixelLayout.Nv12)]
    [InlineData("yuv444p10le", PixelLayout.Yuv444Ten)]
    public async Task A_clips_planes_come_byte_for_byte(string pixelFormat, PixelLayout layout)
    {
        string path = folder.Make("a.nut", $"{Pattern(35, 21)} -pix_fmt {pixelFormat} -c:v rawvideo");
        await AssertFramesAsync(path, layout, pixelFormat);
    }

    [Theory]
    [InlineData("yuvj420p", PixelLayout.Yuv420)]
    [InlineData("yuvj422p", PixelLayout.Yuv422)]
    public async Task Planes_of_full_range_keep_it(string pixelFormat, PixelLayout layout)
    {
        string path = folder.Make("a.mov", $"{Pattern(35, 21)} -pix_fmt {pixelFormat} -c:v mjpeg -q:v 2");
        FrameFormat format = await AssertFramesAsync(path, layout, pixelFormat);
        Assert.Equal((ColorMatrix.Bt601, ColorRange.Full, ChromaSiting.Center), (format.Matrix, format.Range, format.Siting));
    }

    [Theory]
    [InlineData("yuv410p", PixelLayout.Yuv444, "yuv444p")]
    [InlineData("yuva420p", PixelLayout.Yuv420, "yuv420p")]
    [InlineData("yuv422p12le", PixelLayout.Yuv422Ten, "yuv422p10le")]
    [InlineData("bgr0", PixelLayout.Rgb24, "rgb24")]
    public async Task Other_layouts_come_in_the_nearest_that_loses_nothing(string pixelFormat, PixelLayout layout, string nearest)
    {
        string path = folder.Make("a.mkv", $"{Pattern(36, 24)} -pix_fmt {pixelFormat} -c:v ffv1");
        await using VideoSource source = await VideoSource.OpenAsync(path, Planes, Cancellation);
        Assert.Equal(layout, source.Format.Layout);
        using HostFrame frame = (await source.ReadAsync(Cancellation))!;
        string via = layout is PixelLayout.Rgb24 ? "scale=flags=bicubic+accurate_rnd+full_chroma_int" : "scale=flags=bicubic+accurate_rnd";
        byte[] expected = folder.Pixels(path, 0, via, nearest);
        Assert.InRange(Differences(frame, expected), 0, 1.5);
    }

    [Theory]
    [InlineData(PixelLayout.Yuv420, "yuv420p yuvj420p yuva420p nv21 gray ya8")]
    [InlineData(PixelLayout.Yuv422, "yuv422p yuvj422p yuva422p yuyv422 uyvy422 yvyu422 nv16")]
    [InlineData(PixelLayout.Yuv444, "yuv444p yuvj444p yuva444p yuv410p yuv411p yuvj411p yuv440p nv24 nv42 vuya uyyvyy411")]
    [InlineData(PixelLayout.Nv12, "nv12")]
    [InlineData(PixelLayout.Yuv420Ten, "yuv420p10le yuv420p10be yuv420p9le yuv420p16le yuva420p10le p010be p016le gray9le gray16be ya16le")]
    [InlineData(PixelLayout.Yuv422Ten, "yuv422p10le yuv422p12le yuva422p16be nv20le p210le p216le y210le y212le")]
    [InlineData(PixelLayout.Yuv444Ten, "yuv444p10le yuv444p14be yuv440p10le p410le p416be ayuv64le xv30le xv36le")]
    [InlineData(PixelLayout.P010, "p010le")]
    [InlineData(PixelLayout.Rgb24, "rgb24 bgr0 gbrp gbrp10le gbrap rgba64le x2rgb10le pal8 monow xyz12le bayer_rggb8 unknown")]
    public void Every_pixel_format_has_its_nearest_layout(PixelLayout layout, string pixelFormats) =>
        Assert.All(pixelFormats.Split(' '), name => Assert.Equal(layout, ClipFormat.Of(Stream(name)).Layout));

    [Theory]
    [InlineData("gray", "-color_range tv", PixelLayout.Yuv420, ColorRange.Limited)]
    [InlineData("gray10le", "", PixelLayout.Yuv420Ten, ColorRange.Full)]
    public async Task Gray_keeps_its_numbers_and_gets_colorless_chroma(string pixelFormat, string tags, PixelLayout layout, ColorRange range)
    {
        string path = folder.Make("a.mkv", $"{Pattern(35, 21)} -pix_fmt {pixelFormat} -c:v ffv1 {tags}");
        await using VideoSource source = await VideoSource.OpenAsync(path, Planes, Cancellation);
        using HostFrame frame = (await source.ReadAsync(Cancellation))!;
        Assert.Equal((layout, range), (frame.Format.Layout, frame.Format.Range));
        Assert.Equal(folder.Pixels(path, 0, format: pixelFormat), frame.Plane(0).Bytes.ToArray());
        byte[] middle = frame.Format.BytesPerSample == 1 ? [128] : [0, 2];
        byte[] chroma = frame.Plane(2).Bytes.ToArray();
        Assert.All(chroma.Index(), value => Assert.Equal(middle[value.Index % middle.Length], value.Item));
    }

    [Theory]
    [InlineData(36, 22, "", ColorMatrix.Bt601, ColorRange.Limited, ChromaSiting.Left)]
    [InlineData(1280, 16, "", ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left)]
    [InlineData(36, 22, "-colorspace bt2020nc -color_range pc -chroma_sample_location topleft", ColorMatrix.Bt2020, ColorRange.Full, ChromaSiting.TopLeft)]
    [InlineData(1280, 16, "-colorspace bt470bg -chroma_sample_location center", ColorMatrix.Bt601, ColorRange.Limited, ChromaSiting.Center)]
    public async Task The_format_tells_matrix_range_and_siting_by_the_clips_tags(
        int width, int height, string tags, ColorMatrix matrix, ColorRange range, ChromaSiting siting)
    {
        string path = folder.Make("a.mkv", $"{Pattern(width, height)} -pix_fmt yuv420p -c:v ffv1 {tags}");
        FrameFormat format = ClipFormat.Of((await MediaProbe.ProbeAsync(path, Cancellation)).RequireVideo());
        Assert.Equal(new FrameFormat(PixelLayout.Yuv420, matrix, range, siting), format);
    }

    [Theory]
    [InlineData("yuv420p", 90)]
    [InlineData("yuv420p10le", 270)]
    [InlineData("yuv422p", 180)]
    public async Task A_rotated_clips_planes_come_upright(string pixelFormat, int turn)
    {
        (string flat, string path, string filter) = await MakeTurnedAsync(pixelFormat, turn);
        await using VideoSource source = await VideoSource.OpenAsync(path, Planes, Cancellation);
        using HostFrame frame = (await source.ReadAsync(Cancellation))!;
        Assert.Equal(turn == 180 ? new FrameSize(36, 22) : new FrameSize(22, 36), frame.Size);
        Assert.Equal(folder.Pixels(flat, 0, filter, pixelFormat), Transcoding.Bytes(frame));
    }

    [Theory]
    [InlineData("yuv422p", PixelLayout.Yuv444)]
    [InlineData("yuv422p10le", PixelLayout.Yuv444Ten)]
    public async Task A_quarter_turn_gives_unevenly_halved_chroma_its_full_size_and_keeps_the_range(string pixelFormat, PixelLayout layout)
    {
        (string flat, string path, string filter) = await MakeTurnedAsync(pixelFormat, 90, "-color_range pc");
        await using VideoSource source = await VideoSource.OpenAsync(path, Planes, Cancellation);
        using HostFrame frame = (await source.ReadAsync(Cancellation))!;
        string full = pixelFormat.Replace("422", "444");
        byte[] expected = folder.Pixels(flat, 0, $"scale=in_range=pc:out_range=pc,format={full},{filter}", full);
        Assert.Equal((layout, ColorRange.Full), (frame.Format.Layout, frame.Format.Range));
        Assert.Equal(expected[..frame.Plane(0).Bytes.Length], frame.Plane(0).Bytes.ToArray());
        Assert.InRange(Differences(frame, expected), 0, 3);
    }

    [Theory]
    [InlineData("yuv420p", "pc", 255)]
    [InlineData("yuv422p10le", "pc", 1020)]
    public async Task Planes_scale_to_the_size_asked_for_and_keep_their_numbers(string pixelFormat, string range, int white)
    {
        string path = folder.Make("a.mkv",
            $"-f lavfi -i color=white:s=36x22:r=10:d=0.2 -vf scale=out_range={range},format={pixelFormat} -c:v ffv1 -color_range {range}");
        var size = new FrameSize(51, 17);
        await using VideoSource source = await VideoSource.OpenAsync(path, Planes with { Size = size }, Cancellation);
        using HostFrame frame = (await source.ReadAsync(Cancellation))!;
        Assert.Equal((size, size), (source.Size, frame.Size));
        Assert.All(Samples(Transcoding.Bytes(frame), frame.Format)[..(int)size.Pixels], value => Assert.InRange(value, white - 1, white + 1));
    }

    [Fact]
    public async Task Planes_come_at_the_same_times_as_rgb_and_are_cut_alike()
    {
        string path = folder.MakeSilent("a.mp4",
            "-vf \"select='lt(n,6)+not(mod(n,5))',setpts=PTS+0.3/TB\" -fps_mode vfr -c:v libx264 -bf 2 -pix_fmt yuv420p");
        var cut = new VideoSourceOptions { Start = TimeSpan.FromSeconds(0.4), Duration = TimeSpan.FromSeconds(0.6) };
        double[] packed = [.. (await Transcoding.ReadAllAsync(path, cut)).Select(frame => frame.Time)];
        double[] planar = [.. (await Transcoding.ReadAllAsync(path, cut with { Planes = true })).Select(frame => frame.Time)];
        Assert.NotEmpty(packed);
        Assert.Equal(packed, planar);
    }

    [Fact]
    public async Task A_clip_that_changes_size_and_layout_midway_keeps_the_first()
    {
        string joined = folder["joined.ts"];
        await using (FileStream file = File.Create(joined))
        {
            file.Write(await File.ReadAllBytesAsync(folder.MakeSilent("small.ts"), Cancellation));
            file.Write(await File.ReadAllBytesAsync(
                folder.Make("large.ts", "-f lavfi -i testsrc2=s=96x64:r=24:d=1 -c:v libx264 -preset ultrafast -pix_fmt yuv444p"), Cancellation));
        }

        List<(double Time, byte[] Pixels)> frames = await Transcoding.ReadAllAsync(joined, Planes);
        Assert.InRange(frames.Count, 40, 48);
        Assert.All(frames, frame => Assert.Equal(64 * 48 * 3 / 2, frame.Pixels.Length));
    }

    [Fact]
    public async Task Frames_are_rgb_unless_planes_are_asked_for()
    {
        string path = folder.MakeSilent("a.mp4");
        await using VideoSource source = await VideoSource.OpenAsync(path, new VideoSourceOptions(), Cancellation);
        using HostFrame frame = (await source.ReadAsync(Cancellation))!;
        Assert.Equal((FrameFormat.Rgb, FrameFormat.Rgb), (source.Format, frame.Format));
    }

    /// <summary>Three frames. Drawn as RGB, since the pattern's size would shrink to what its chroma divides.</summary>
    internal static string Pattern(int width, int height) => $"-f lavfi -i testsrc2=s={width}x{height}:r=10:d=0.3,format=rgb24";

    static VideoStreamInfo Stream(string pixelFormat) => new(
        0, "any", new FrameSize(64, 48), new FrameSize(64, 48), 0, default, default, false, new Rational(1, 25), default,
        pixelFormat, new ColorInfo(null, null, null, null), null, false);

    /// <summary>Samples of the planes, one after another.</summary>
    internal static int[] Samples(byte[] planes, FrameFormat format) => format.BytesPerSample == 1
        ? [.. planes.Select(value => (int)value)]
        : [.. planes.Chunk(2).Select(pair => pair[0] | pair[1] << 8)];

    async Task<(string Flat, string Turned, string Filter)> MakeTurnedAsync(string pixelFormat, int turn, string tags = "")
    {
        string flat = folder.Make("flat.mp4", $"{Pattern(36, 22)} -pix_fmt {pixelFormat} -c:v libx264 -qp 0 {tags}");
        string turned = folder.Make("turned.mp4", $"-i \"{flat}\" -c copy -metadata:s:v rotate={turn}");
        int rotation = (await MediaProbe.ProbeAsync(turned, Cancellation)).RequireVideo().Rotation;
        Assert.NotEqual(0, rotation);
        return (flat, turned, rotation switch { 90 => "transpose=clock", 180 => "hflip,vflip", _ => "transpose=cclock" });
    }

    /// <summary>Mean absolute difference of the samples.</summary>
    static double Differences(HostFrame frame, byte[] expected)
    {
        int[] actual = Samples(Transcoding.Bytes(frame), frame.Format);
        int[] wanted = Samples(expected, frame.Format);
        Assert.Equal(wanted.Length, actual.Length);
        return wanted.Zip(actual, (a, b) => Math.Abs(a - b)).Average();
    }

    async Task<FrameFormat> AssertFramesAsync(string path, PixelLayout layout, string pixelFormat)
    {
        await using VideoSource source = await VideoSource.OpenAsync(path, Planes, Cancellation);
        Assert.Equal(layout, source.Format.Layout);
        byte[] expected = folder.AllPixels(path, pixelFormat);
        var actual = new List<byte>();
        while (await source.ReadAsync(Cancellation) is { } frame)
        {
            using HostFrame owned = frame;
            Assert.Equal((source.Format, new FrameSize(35, 21)), (frame.Format, frame.Size));
            actual.AddRange(Transcoding.Bytes(frame));
        }

        Assert.Equal(3, source.FramesRead);
        Assert.Equal(expected, actual);
        Assert.Equal(0, source.Pool.Outstanding);
        return source.Format;
    }
}
