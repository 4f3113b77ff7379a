using LiveStyle.Media.Probing;
using LiveStyle.Media.Repair;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Media.Tests.Joining;

[Trait("Speed", "Slow")]
public sealed class TimestampRepairTests : IDisposable
{
    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    /// <summary>Two seconds of a broadcast whose clock shows the time given; the sound begins a little after the picture.</summary>
    byte[] Part(string time)
    {
        string path = folder.Make("part.ts",
            "-f lavfi -i testsrc2=s=64x48:r=25:d=2 -itsoffset 0.1 -f lavfi -i sine=d=1.8 -c:v libx264 -preset ultrafast -bf 2 -g 25 -pix_fmt yuv420p "
            + $"-c:a mp2 -metadata:s:a language=ces -output_ts_offset {time}");
        return File.ReadAllBytes(path);
    }

    [Theory]
    [InlineData("20")]
    [InlineData("5000")]
    public async Task A_clock_that_jumps_is_mended_for_sound_and_picture_alike(string then)
    {
        string input = folder["in.ts"];
        await File.WriteAllBytesAsync(input, [.. Part("100"), .. Part(then)], Cancellation);
        MediaInfo clip = await MediaProbe.ProbeAsync(input, Cancellation);
        Assert.True(await TimestampRepair.NeedsMendingAsync(clip, Cancellation));
        Assert.Equal(".ts", TimestampRepair.Extension(clip));

        MediaInfo mended = await TimestampRepair.MendAsync(clip, folder["mended.ts"], Cancellation);
        Assert.False(await TimestampRepair.NeedsMendingAsync(mended, Cancellation));
        Assert.Equal(["in.ts", "mended.ts", "part.ts"], folder.Names);
        Assert.Equal("ces", mended.Audio[0].Language);
        double[] pictures = folder.FrameTimes(mended.Location), sound = folder.PacketTimes(mended.Location, "a:0");
        double first = pictures[0];
        Transcoding.AssertSameTimes([.. Enumerable.Range(0, 100).Select(i => i * 0.04)], [.. pictures.Select(time => time - first)]);

        // The distance of sound and picture is each part's own. The packet that tells of the jump is placed before the jump is known.
        double start = folder.FrameTimes(folder["part.ts"])[0];
        double[] lags = [.. folder.PacketTimes(folder["part.ts"], "a:0").Select(time => time - start)];
        Assert.InRange(lags[0], 0.08, 0.11);
        Assert.Equal(2 * lags.Length, sound.Length);
        Transcoding.AssertSameTimes([.. lags.Select(lag => first + lag)], sound[..lags.Length]);
        Transcoding.AssertSameTimes([.. lags[1..].Select(lag => pictures[50] + lag)], sound[(lags.Length + 1)..]);

        await FilmParts.JoinAsync(folder, mended.Location, folder["out.mp4"]);
        double shift = folder.FrameTimes(folder["out.mp4"])[0] - first;
        Transcoding.AssertSameTimes([.. sound.Select(time => time + shift)], folder.PacketTimes(folder["out.mp4"], "a:0"));
    }

    [Fact]
    public async Task A_steady_clock_needs_no_mending()
    {
        await File.WriteAllBytesAsync(folder["in.ts"], Part("100"), Cancellation);
        Assert.False(await TimestampRepair.NeedsMendingAsync(await MediaProbe.ProbeAsync(folder["in.ts"], Cancellation), Cancellation));
        MediaInfo other = await MediaProbe.ProbeAsync(folder.MakeSilent("in.mp4"), Cancellation);
        Assert.False(TimestampRepair.NeedsMending(other, [0, 100, 5]));
    }
}
