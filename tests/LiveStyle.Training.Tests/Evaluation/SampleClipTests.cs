using System.Diagnostics;
using System.Numerics;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Training.Evaluation;
using Xunit;

namespace LiveStyle.Training.Tests.Evaluation;

public sealed class SampleClipTests : IDisposable
{
    static readonly string Clip = Repository.PathOf("media/sample.mp4");

    static readonly Vector2[] Steps = [new(0.5f, 0), new(-0.5f, 0), new(0, 0.5f), new(0, -0.5f)];

    readonly string folder = Directory.CreateTempSubdirectory("livestyle-sample-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Sample_clip_is_what_its_readme_says()
    {
        string video = Run("ffprobe", "-v", "error", "-select_streams", "v", "-count_packets", "-show_entries",
            "stream=codec_name,width,height,r_frame_rate,nb_read_packets", "-of", "default=nw=1", Clip);
        string sound = Run("ffprobe", "-v", "error", "-select_streams", "a", "-show_entries",
            "stream=codec_name,channels,duration", "-of", "default=nw=1", Clip);

        foreach (string fact in new[] { "codec_name=h264", "width=640", "height=360", "r_frame_rate=24/1", "nb_read_packets=240" })
            Assert.Contains(fact, video);
        foreach (string fact in new[] { "codec_name=aac", "channels=2", "duration=10.0" })
            Assert.Contains(fact, sound);
        Assert.InRange(new FileInfo(Clip).Length, 500_000, 1_600_000);
    }

    [Fact]
    public void Sample_still_shows_the_clip()
    {
        using HostFrame still = StillImage.Load(Repository.PathOf("media/sample.jpg"));
        using HostFrame shown = Frame(120), later = Frame(130);
        Assert.Equal(shown.Size, still.Size);
        // The codec blurs fine texture; a few frames later nothing is in its place.
        Assert.InRange(Distance(shown, still), 0, 9);
        Assert.True(Distance(later, still) > 20);
    }

    [Theory]
    [InlineData(60, 61), InlineData(30, 38), InlineData(222, 212)]
    public void Stated_motion_carries_the_pixels_of_one_frame_onto_another(int from, int to)
    {
        using LayeredMotion motion = LayeredMotion.Load(Repository.PathOf("media/sample.motion.json"));
        using HostFrame first = Frame(from), second = Frame(to);
        Vector2[] places = motion.Trace(from, to);
        double moved = 0, still = 0;
        var beside = new double[Steps.Length];
        int count = 0;
        for (int y = 4; y < 356; y += 2)
            for (int x = 4; x < 636; x += 2)
            {
                Vector2 there = places[y * 640 + x];
                if (float.IsNaN(there.X) || !IsInside(there))
                    continue;
                moved += Difference(first, x, y, second, there);
                still += Difference(first, x, y, second, new(x + 0.5f, y + 0.5f));
                for (int i = 0; i < Steps.Length; i++)
                    beside[i] += Difference(first, x, y, second, there + Steps[i]);
                count++;
            }

        TestContext.Current.TestOutputHelper?.WriteLine($"{from} to {to}: {moved / count:0.00} along the motion, {still / count:0.00} without, {string.Join(' ', beside.Select(error => $"{error / count:0.00}"))} beside, {count} pixels");
        Assert.Equal(240, motion.Frames);
        Assert.True(count > 40_000, $"only {count} pixels are seen in both frames");
        // What is left is the codec's. Half a pixel beside the stated place, in any direction, it fits worse.
        Assert.InRange(moved / count, 0, 6.5);
        Assert.True(moved < still * 0.55, $"{moved / count:0.00} along the stated motion, {still / count:0.00} without any");
        Assert.All(beside, error => Assert.True(error > moved * 1.15, $"{moved / count:0.00} there, {error / count:0.00} beside it"));
    }

    static bool IsInside(Vector2 place) => place.X is > 4 and < 636 && place.Y is > 4 and < 356;

    /// <summary>Mean absolute difference of the channels, the second frame read between its pixels.</summary>
    static double Difference(HostFrame first, int x, int y, HostFrame second, Vector2 place)
    {
        float u = place.X - 0.5f, v = place.Y - 0.5f;
        int left = (int)u, top = (int)v;
        float fx = u - left, fy = v - top;
        double sum = 0;
        for (int channel = 0; channel < 3; channel++)
        {
            int i = left * 3 + channel;
            float upper = second.Row(top)[i] * (1 - fx) + second.Row(top)[i + 3] * fx;
            float lower = second.Row(top + 1)[i] * (1 - fx) + second.Row(top + 1)[i + 3] * fx;
            sum += Math.Abs(first.Row(y)[x * 3 + channel] - (upper * (1 - fy) + lower * fy));
        }

        return sum / 3;
    }

    static double Distance(HostFrame a, HostFrame b) =>
        Enumerable.Range(0, (int)a.ByteLength).Average(i => Math.Abs(a.Pixels[i] - b.Pixels[i]));

    HostFrame Frame(int index)
    {
        // Not PNG: ffmpeg notes the film's gamma in it, and a reader that heeds it changes the numbers.
        string path = Path.Combine(folder, $"{index}.bmp");
        Run("ffmpeg", "-v", "error", "-i", Clip, "-vf", $"select=eq(n\\,{index})", "-frames:v", "1", path);
        return StillImage.Load(path);
    }

    static string Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
