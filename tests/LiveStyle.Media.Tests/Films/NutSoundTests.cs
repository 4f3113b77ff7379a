using System.Globalization;
using System.Runtime.InteropServices;
using LiveStyle.Frames;
using LiveStyle.Media.Nut;
using LiveStyle.TestKit.Media;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Media.Tests.Films;

public sealed class NutSoundTests
{
    static readonly FrameSize Size = new(20, 10);

    [Theory]
    [InlineData(30, 1)]
    [InlineData(30000, 1001)]
    [InlineData(60, 1)]
    public void Ffmpeg_reads_the_muxers_sound_beside_its_pictures(int numerator, int denominator)
    {
        using var folder = new ClipFolder();
        var rate = new Rational(numerator, denominator);
        long[] ticks = [0, 1, 2, 3, 40, 41, 100_000];
        File.WriteAllBytes(folder["a.nut"], Mux(rate, ticks));

        string[] lines = folder.Ffmpeg($"-copyts -f nut -i \"{folder["a.nut"]}\" -map 0 -c copy -fps_mode passthrough -f framecrc -").Split('\n');
        string[][] pictures = Rows(lines, "0,"), sounds = Rows(lines, "1,");

        Assert.Contains($"#tb 0: {denominator}/{numerator}", lines);
        Assert.Equal(ticks, pictures.Select(row => long.Parse(row[2], CultureInfo.InvariantCulture)));
        Assert.All(pictures, row => Assert.Equal(Size.Pixels * 3, long.Parse(row[4], CultureInfo.InvariantCulture)));
        Assert.Contains("#tb 1: 1/48000", lines);
        Assert.Equal(ticks.Select(tick => Before(rate, tick)), sounds.Select(row => long.Parse(row[2], CultureInfo.InvariantCulture)));
        Assert.Equal(
            ticks.Select(tick => (Before(rate, tick + 1) - Before(rate, tick)) * 4),
            sounds.Select(row => long.Parse(row[4], CultureInfo.InvariantCulture)));
        Assert.Equal("pcm_s16le\n48000\n2", folder.Ask(folder["a.nut"], "-select_streams a:0 -show_entries stream=codec_name,sample_rate,channels"));
    }

    [Fact]
    public void Its_samples_come_out_as_they_went_in()
    {
        using var folder = new ClipFolder();
        File.WriteAllBytes(folder["a.nut"], Mux(new Rational(25, 1), [.. Enumerable.Range(0, 50)]));

        folder.Ffmpeg($"-f nut -i \"{folder["a.nut"]}\" -map 0:a -c copy -f s16le -y \"{folder["a.raw"]}\"");

        byte[] expected = [.. Enumerable.Range(0, 50).SelectMany(tick => Samples(tick, 1920).ToArray())];
        Assert.Equal(expected, File.ReadAllBytes(folder["a.raw"]));
    }

    [Fact]
    public void Sound_that_was_not_announced_is_refused()
    {
        var writer = new NutWriter(new MemoryStream(), Size, FrameFormat.Rgb, new Rational(1, 30), new Rational(30, 1));

        Assert.Throws<InvalidOperationException>(() => writer.WriteSound(new byte[4], 0));
    }

    static byte[] Mux(Rational rate, long[] ticks)
    {
        var stream = new MemoryStream();
        var writer = new NutWriter(stream, Size, FrameFormat.Rgb, new Rational(rate.Denominator, rate.Numerator), rate, hasSound: true);
        writer.WriteHeaders();
        foreach (long tick in ticks)
        {
            writer.WriteSound(Samples(tick, (int)(Before(rate, tick + 1) - Before(rate, tick))), Before(rate, tick));
            writer.WritePicture(new byte[Size.Pixels * 3], tick);
        }

        return stream.ToArray();
    }

    static ReadOnlySpan<byte> Samples(long tick, int count) =>
        MemoryMarshal.AsBytes<short>(Enumerable.Range(0, count * 2).Select(i => (short)(tick * 31 + i * 7)).ToArray());

    static long Before(Rational rate, long tick) => (long)((Int128)tick * 48_000 * rate.Denominator / rate.Numerator);

    static string[][] Rows(string[] lines, string begin) =>
        [.. lines.Where(line => line.StartsWith(begin, StringComparison.Ordinal)).Select(line => line.Split(','))];
}
