using CsCheck;
using LiveStyle.Frames;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Nut;
using LiveStyle.TestKit.Properties;
using LiveStyle.Presentation.Presenting;
using LiveStyle.TestKit.Media;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Media.Tests.Films;

public sealed class NutTests
{
    static readonly FrameSize Size = new(20, 10);
    static readonly Rational TimeBase = new(1, 90000);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ffmpeg_reads_the_muxers_pictures_with_their_timestamps()
    {
        using var folder = new ClipFolder();
        long[] times = [0, 3003, 3004, 900_000, 40_000_000_000];
        await File.WriteAllBytesAsync(folder["a.nut"], await MuxAsync(times), Cancellation);
        string report = folder.Ffmpeg($"-copyts -f nut -i \"{folder["a.nut"]}\" -fps_mode passthrough -enc_time_base 1:90000 -f framecrc -");
        string[] lines = [.. report.Split('\n').Where(line => line.StartsWith("0,", StringComparison.Ordinal))];
        Assert.Equal(times, lines.Select(line => long.Parse(line.Split(',')[2])));
        Assert.All(lines, line => Assert.Equal(Size.Pixels * 3, long.Parse(line.Split(',')[4])));
    }

    [Fact]
    public async Task Reader_gives_back_what_the_muxer_wrote()
    {
        long[] times = [5, 6, 1000, 999_999_999_999];
        var reader = new NutReader(new MemoryStream(await MuxAsync(times)));
        NutVideoStream? stream = await reader.ReadHeadersAsync(Cancellation);
        Assert.Equal((NutVideoStream.Rgb24, Size, TimeBase), (stream!.FourCc, stream.Size, stream.TimeBase));
        Assert.Equal(new Rational(30, 1), reader.FrameRate);
        var pixels = new byte[Size.Pixels * 3];
        for (int i = 0; i < times.Length; i++)
        {
            NutPicture picture = (await reader.ReadPictureAsync(Cancellation))!.Value;
            Assert.True(await reader.ReadPixelsAsync(pixels, Cancellation));
            Assert.Equal((times[i], pixels.Length), (picture.Pts, picture.ByteLength));
            Assert.Equal(Picture(i), pixels);
        }

        Assert.Null(await reader.ReadPictureAsync(Cancellation));
    }

    [Theory]
    [InlineData(2, 2)] // small enough for first bytes to be elided and for short headers
    [InlineData(64, 48)]
    public async Task Reader_reads_what_ffmpeg_muxes(int width, int height)
    {
        using var folder = new ClipFolder();
        string path = folder.Make("a.nut", $"-f lavfi -i testsrc2=s={width}x{height}:r=30000/1001:d=2 -c:v rawvideo -pix_fmt rgb24 -f nut");
        string raw = folder.Make("a.raw", $"-f lavfi -i testsrc2=s={width}x{height}:r=30000/1001:d=2 -c:v rawvideo -pix_fmt rgb24 -f rawvideo");
        List<(double Time, byte[] Pixels)> pictures = await DemuxAsync(File.OpenRead(path));
        Assert.Equal(60, pictures.Count);
        Transcoding.AssertSameTimes([.. Enumerable.Range(0, 60).Select(i => i * 1001 / 30000.0)], [.. pictures.Select(picture => picture.Time)], 1e-6);
        Assert.Equal(await File.ReadAllBytesAsync(raw, Cancellation), pictures.SelectMany(picture => picture.Pixels));
    }

    [Fact]
    public async Task Sound_between_the_pictures_is_heard_whole_and_in_time()
    {
        using var folder = new ClipFolder();
        const string Inputs = "-f lavfi -i testsrc2=s=64x48:r=30000/1001:d=2 -f lavfi -i sine=440:d=2:r=48000";
        string path = folder.Make("a.nut", $"{Inputs} -c:v rawvideo -pix_fmt rgb24 -c:a pcm_s16le -ac 2 -f nut");
        string raw = folder.Make("a.raw", $"{Inputs} -map 1:a -c:a pcm_s16le -ac 2 -f s16le");
        List<byte> sound = [];
        bool isInTime = true;
        await using FileStream file = File.OpenRead(path);
        var reader = new NutReader(file, (bytes, pts) =>
        {
            isInTime &= pts == sound.Count / 4;
            sound.AddRange(bytes);
        });
        NutVideoStream stream = (await reader.ReadHeadersAsync(Cancellation))!;
        Assert.Equal((48_000, 2, new Rational(1, 48_000)), (reader.Sound!.SampleRate, reader.Sound.Channels, reader.Sound.TimeBase));
        Assert.Equal(new Rational(30_000, 1001), reader.FrameRate);
        var pixels = new byte[stream.Size.Pixels * 3];
        int pictures = 0;
        for (; await reader.ReadPictureAsync(Cancellation) is { } picture; pictures++)
        {
            Assert.Equal(pictures * 1001, TickScale.Rescale(picture.Pts, stream.TimeBase, new Rational(1, 30_000)));
            Assert.True(await reader.ReadPixelsAsync(pixels, Cancellation));
        }

        Assert.Equal((60, true), (pictures, isInTime));
        Assert.Equal(await File.ReadAllBytesAsync(raw, Cancellation), sound);
    }

    [Fact]
    public async Task Sound_that_nobody_listens_to_is_refused()
    {
        using var folder = new ClipFolder();
        string path = folder.Make("a.nut", "-f lavfi -i testsrc2=s=64x48:d=1 -f lavfi -i sine=d=1 -c:v rawvideo -pix_fmt rgb24 -c:a pcm_s16le -f nut");
        await using FileStream file = File.OpenRead(path);
        Assert.Contains("other streams", (await Assert.ThrowsAsync<MediaException>(() => new NutReader(file).ReadHeadersAsync(Cancellation).AsTask())).Message);
    }

    [Theory]
    [InlineData(PixelLayout.Rgb24)]
    [InlineData(PixelLayout.Yuv420)]
    [InlineData(PixelLayout.Yuv422)]
    [InlineData(PixelLayout.Yuv444)]
    [InlineData(PixelLayout.Nv12)]
    [InlineData(PixelLayout.Yuv420Ten)]
    [InlineData(PixelLayout.Yuv422Ten)]
    [InlineData(PixelLayout.Yuv444Ten)]
    [InlineData(PixelLayout.P010)]
    [InlineData(PixelLayout.Gray8)]
    [InlineData(PixelLayout.Rgba32)]
    public async Task Pictures_of_every_layout_are_marked_and_as_long_as_ffmpeg_writes_them(PixelLayout layout)
    {
        using var folder = new ClipFolder();
        string path = folder.Make("a.nut", $"-f lavfi -i testsrc2=s=36x22 -frames:v 2 -vf format={RawVideo.PixelFormat(layout)},crop=35:21:0:0:exact=1 -c:v rawvideo -f nut");
        await using FileStream file = File.OpenRead(path);
        var reader = new NutReader(file);
        NutVideoStream stream = (await reader.ReadHeadersAsync(Cancellation))!;
        NutPicture picture = (await reader.ReadPictureAsync(Cancellation))!.Value;
        var format = new FrameFormat(layout, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left);
        Assert.Equal(new FrameSize(35, 21), stream.Size);
        Assert.Equal(stream.FourCc, RawVideo.FourCc(layout) ?? stream.FourCc);
        Assert.Equal(format.ByteLength(stream.Size), picture.ByteLength);
    }

    [Fact]
    public async Task Reader_survives_pieces_of_any_size()
    {
        byte[] whole = await MuxAsync([0, 1, 2, 3]);
        Gen.Int[1, 300].Holds(step => Assert.Equal(4, Demux(new SlowStream(whole, step))), times: 60);
    }

    [Fact]
    public async Task A_truncated_stream_yields_its_whole_pictures_and_ends()
    {
        byte[] whole = await MuxAsync([0, 1, 2, 3]);
        int last = -1;
        for (int length = 0; length <= whole.Length; length++)
        {
            int pictures = Demux(new MemoryStream(whole, 0, length)) ?? 0;
            Assert.True(pictures >= last, $"{length} bytes gave {pictures} pictures, one less {last}");
            last = pictures;
        }

        Assert.Equal(4, last);
    }

    [Fact]
    public async Task A_corrupted_stream_ends_or_is_called_damaged()
    {
        byte[] whole = await MuxAsync([0, 1, 2, 3]);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[1, 8].Holds(
            changes =>
            {
                byte[] broken = [.. whole];
                foreach ((int at, byte value) in changes)
                {
                    broken[at] = value;
                }

                Assert.True(Demux(new MemoryStream(broken)) is null or (>= 0 and <= 4));
            },
            times: 3000);
    }

    [Fact]
    public void Random_bytes_behind_the_file_id_are_called_damaged() =>
        Gen.Byte.Array[0, 400].Holds(
            bytes => Assert.True(Demux(new MemoryStream([.. NutStartCode.FileId.ToArray(), .. bytes])) is null or 0),
            times: 2000);

    static byte[] Picture(int index) => [.. Enumerable.Range(0, (int)Size.Pixels * 3).Select(i => (byte)(i * 7 + index))];

    static async Task<byte[]> MuxAsync(long[] times)
    {
        var stream = new MemoryStream();
        var writer = new NutWriter(stream, Size, FrameFormat.Rgb, TimeBase, new Rational(30, 1));
        await writer.WriteHeadersAsync(Cancellation);
        for (int i = 0; i < times.Length; i++)
        {
            await writer.WritePictureAsync(Picture(i), times[i], Cancellation);
        }

        return stream.ToArray();
    }

    static async Task<List<(double Time, byte[] Pixels)>> DemuxAsync(Stream input)
    {
        await using Stream owned = input;
        var reader = new NutReader(input);
        var pictures = new List<(double, byte[])>();
        if (await reader.ReadHeadersAsync(Cancellation) is not { } stream)
        {
            return pictures;
        }

        while (await reader.ReadPictureAsync(Cancellation) is { } picture)
        {
            if (picture.ByteLength > 1 << 20)
            {
                throw new MediaException("more than any picture here");
            }

            var pixels = new byte[picture.ByteLength];
            picture.Elided.CopyTo(pixels);
            if (!await reader.ReadPixelsAsync(pixels.AsMemory(picture.Elided.Length), Cancellation))
            {
                break;
            }

            pictures.Add((new Timestamp(picture.Pts, stream.TimeBase).Seconds, pixels));
        }

        return pictures;
    }

    /// <summary>Pictures read; null where the stream was called damaged. Anything else that is thrown fails the test.</summary>
    static int? Demux(Stream input)
    {
        try
        {
            return DemuxAsync(input).GetAwaiter().GetResult().Count;
        }
        catch (MediaException)
        {
            return null;
        }
    }

    /// <summary>Gives at most so many bytes at once, as a pipe may.</summary>
    sealed class SlowStream(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(step, buffer.Length)], cancellationToken);
    }
}
