using LiveStyle.Media.Decoding;
using LiveStyle.Media.Probing;
using LiveStyle.Presentation.Windowing;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Media.Tests.Films;

[Trait("Speed", "Slow")]
public sealed class DeinterlaceTests : IDisposable
{
    static readonly VideoSourceOptions Whole = new() { Deinterlace = true };

    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("h264", "mp4", "tff", FieldOrder.TopFirst, "top field first")]
    [InlineData("h264", "mkv", "bff", FieldOrder.BottomFirst, "bottom field first")]
    [InlineData("mpeg2", "ts", "tff", FieldOrder.TopFirst, "top field first")]
    [InlineData("ffv1", "mkv", "tff", FieldOrder.TopFirst, "top field first")]
    public async Task Interlaced_frames_become_whole_ones_at_the_same_times(string codec, string container, string parity, FieldOrder order, string name)
    {
        string path = Interlaced(codec, container, parity);
        VideoStreamInfo video = (await MediaProbe.ProbeAsync(path, Cancellation)).RequireVideo();
        Assert.Equal((order, true), (video.FieldOrder, video.IsInterlaced));
        Assert.Contains(name, video.InterlaceNote);
        Assert.Contains("deinterlacing makes whole frames", video.InterlaceNote);
        List<(double Time, byte[] Pixels)> woven = await Transcoding.ReadAllAsync(path), whole = await Transcoding.ReadAllAsync(path, Whole);
        Assert.Equal(woven.Select(frame => frame.Time), whole.Select(frame => frame.Time));
        Assert.Equal(12, whole.Count);
        Assert.InRange(Combing(whole[6].Pixels), 0, Combing(woven[6].Pixels) / 2);
    }

    [Fact]
    public async Task A_part_by_timestamps_is_deinterlaced_as_the_whole_is()
    {
        string path = Interlaced("h264", "mkv", "tff");
        List<(double Time, byte[] Pixels)> whole = await Transcoding.ReadAllAsync(path, Whole);
        long first;
        await using (VideoSource source = await VideoSource.OpenAsync(path, Whole, Cancellation))
        {
            first = (long)Math.Round(whole[5].Time / source.TimeBase.ToDouble());
        }

        List<(double Time, byte[] Pixels)> part = await Transcoding.ReadAllAsync(path, Whole with { Window = new TickWindow(first, null) });
        Assert.Equal(whole[5..].Select(frame => (frame.Time, Convert.ToHexString(frame.Pixels))), part.Select(frame => (frame.Time, Convert.ToHexString(frame.Pixels))));
    }

    [Fact]
    public async Task Planes_are_deinterlaced_too()
    {
        string path = Interlaced("h264", "mp4", "tff");
        List<(double Time, byte[] Pixels)> woven = await Transcoding.ReadAllAsync(path, new VideoSourceOptions { Planes = true });
        List<(double Time, byte[] Pixels)> whole = await Transcoding.ReadAllAsync(path, Whole with { Planes = true });
        Assert.Equal(woven.Select(frame => (frame.Time, frame.Pixels.Length)), whole.Select(frame => (frame.Time, frame.Pixels.Length)));
        Assert.NotEqual(woven[6].Pixels, whole[6].Pixels);
    }

    [Fact]
    public async Task A_progressive_clip_has_no_note_and_as_many_frames()
    {
        string path = folder.MakeSilent("a.mp4", "-vf \"select='lt(n,6)+not(mod(n,5))'\" -fps_mode vfr -c:v libx264 -bf 2 -pix_fmt yuv420p");
        VideoStreamInfo video = (await MediaProbe.ProbeAsync(path, Cancellation)).RequireVideo();
        Assert.Equal((FieldOrder.Progressive, null), (video.FieldOrder, video.InterlaceNote));
        Assert.Equal(
            (await Transcoding.ReadAllAsync(path)).Select(frame => frame.Time),
            (await Transcoding.ReadAllAsync(path, Whole)).Select(frame => frame.Time));
    }

    /// <summary>A bar that moves with every field, on 64×48: 12 frames.</summary>
    string Interlaced(string codec, string container, string parity)
    {
        string top = parity == "tff" ? "tff" : "bff";
        string encoding = codec switch
        {
            "h264" => $"-c:v libx264 -preset ultrafast -crf 10 -g 4 -flags +ildct+ilme -x264-params {top}=1 -pix_fmt yuv420p",
            "mpeg2" => $"-c:v mpeg2video -q:v 2 -flags +ildct+ilme -top {(parity == "tff" ? 1 : 0)} -pix_fmt yuv420p",
            _ => $"-c:v ffv1 -flags +ildct -field_order {(parity == "tff" ? "tt" : "bb")} -pix_fmt yuv420p",
        };
        return folder.Make($"a.{container}",
            "-f lavfi -i color=black:s=64x48:r=50:d=0.48 -f lavfi -i color=white:s=8x48:r=50:d=0.48 "
            + $"-filter_complex \"[0][1]overlay=x=n*2:y=0,interlace=scan={parity}:lowpass=0,setfield={parity}\" {encoding}");
    }

    /// <summary>How much more a row differs from its neighbor than from the one after: two fields of different times.</summary>
    static double Combing(byte[] pixels)
    {
        const int row = 64 * 3;
        double sum = 0;
        for (int i = 2 * row; i < pixels.Length - 2 * row; i++)
        {
            sum += Math.Max(0, Math.Abs(pixels[i] - pixels[i + row]) - Math.Abs(pixels[i] - pixels[i + 2 * row]));
        }

        return sum;
    }
}
