using LiveStyle.Compositing;
using LiveStyle.Frames;
using LiveStyle.Media.Mattes;
using LiveStyle.Media.Stills;
using LiveStyle.TestKit.Media;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Media.Tests.Films;

[Trait("Speed", "Slow")]
public sealed class MatteTests : IDisposable
{
    static readonly FrameSize Size = new(32, 24);

    /// <summary>The film's clock: 23.976 frames per second.</summary>
    static readonly Rational Film = new(1001, 24000);

    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_picture_is_a_mask_by_its_brightness_and_what_is_transparent_is_black()
    {
        using HostFrame picture = HostFrame.Allocate(Size);
        new Random(1).NextBytes(picture.Pixels);
        StillImage.Save(picture, folder["opaque.png"]);
        string veiled = folder.Make("veiled.png", "-f lavfi -i color=white:s=32x24,format=rgba,geq=r=200:g=200:b=200:a='if(lt(X,10),0,if(lt(X,20),128,255))' -frames:v 1");

        byte[] mask = await AtAsync(folder["opaque.png"], 0);
        Assert.All(Enumerable.Range(0, mask.Length), i => Assert.InRange(
            mask[i] - (0.2126 * picture.Pixels[3 * i] + 0.7152 * picture.Pixels[3 * i + 1] + 0.0722 * picture.Pixels[3 * i + 2]), -0.501, 0.501));
        mask = await AtAsync(veiled, 3);
        Assert.Equal([0, 100, 200], new[] { mask[9], mask[10], mask[20] });
    }

    [Fact]
    public async Task A_picture_is_stretched_to_the_frames_and_stays_empty_beside_its_edges()
    {
        using HostFrame picture = HostFrame.Allocate(new FrameSize(200, 100));
        for (int y = 0; y < 100; y++)
        {
            picture.Row(y)[..300].Clear();
            picture.Row(y)[300..].Fill(255);
        }

        StillImage.Save(picture, folder["half.png"]);
        byte[] mask = await AtAsync(folder["half.png"], 0);
        Assert.Equal(24, mask.Chunk(32).Count(row => row[..15].All(value => value == 0) && row[17..].All(value => value == 255)));
    }

    [Theory]
    [InlineData("10", "mp4", 0.0)]
    [InlineData("60", "mkv", 0.0)]
    [InlineData("24000/1001", "mkv", 0.0)] // whose times are rounded to milliseconds
    [InlineData("24000/1001", "mov", 0.0)]
    [InlineData("10", "mov", 0.5)]
    public async Task A_clip_runs_beside_the_film_and_its_last_frame_holds(string rate, string container, double start)
    {
        string path = Steps(container, rate, 20);
        double perSecond = rate.Contains('/') ? 24000 / 1001.0 : double.Parse(rate);
        MatteOptions options = new() { Size = Size, Start = TimeSpan.FromSeconds(start) };
        await using Matte matte = await MatteFile.OpenAsync(path, options, Cancellation);
        for (int i = 0; i < 60; i++)
        {
            using MatteMask mask = await matte.AtAsync(new Timestamp(i, Film), Cancellation);
            int expected = Math.Min(19, (int)((i * 1001 / 24000.0 + start) * perSecond + 1e-6));
            Assert.Equal(10 * expected, mask.Frame.Plane(0).Bytes[0]);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_part_of_the_film_gets_the_masks_of_the_whole(bool sparse)
    {
        // With frames between others, compressed; or with a frame that holds for longer than is looked back at first.
        string path = sparse
            ? folder.Make("a.mp4", "-f lavfi -i testsrc2=s=64x48:r=10:d=9 -vf select='not(mod(n\\,40))' -fps_mode vfr -c:v libx264 -bf 0")
            : folder.Make("a.mp4", "-f lavfi -i testsrc2=s=64x48:r=30:d=4 -c:v libx264 -bf 3 -g 60");
        var whole = new List<byte[]>();
        await using (Matte matte = await MatteFile.OpenAsync(path, new MatteOptions { Size = Size }, Cancellation))
        {
            for (int i = 0; i < 120; i++)
            {
                using MatteMask mask = await matte.AtAsync(new Timestamp(2 * i, Film), Cancellation);
                whole.Add(mask.Frame.Plane(0).Bytes.ToArray());
            }
        }

        Assert.NotEqual(whole[0], whole[100]);
        foreach (int begin in new[] { 1, 37, 70, 95, 119 })
        {
            MatteOptions options = new() { Size = Size, Begin = TimeSpan.FromSeconds(2 * begin * 1001 / 24000.0) };
            await using Matte matte = await MatteFile.OpenAsync(path, options, Cancellation);
            for (int i = begin; i < Math.Min(120, begin + 6); i++)
            {
                using MatteMask mask = await matte.AtAsync(new Timestamp(2 * i, Film), Cancellation);
                Assert.Equal(whole[i], mask.Frame.Plane(0).Bytes.ToArray());
            }
        }
    }

    [Fact]
    public async Task Frames_out_of_turn_get_their_masks_too_and_all_come_back()
    {
        string path = Steps("mov", "24000/1001", 25);
        Matte matte = await MatteFile.OpenAsync(path, new MatteOptions { Size = Size, Slots = 3 }, Cancellation);
        var held = new List<MatteMask>();
        foreach (int i in new[] { 2, 0, 1, 5, 4, 3, 24, 6, 0 })
        {
            held.Add(await matte.AtAsync(new Timestamp(i, Film), Cancellation));
            Assert.Equal(10 * i, held[^1].Frame.Plane(0).Bytes[^1]);
        }

        await matte.DisposeAsync();
        Assert.Equal(20, held[0].Frame.Plane(0).Bytes[^1]);
        held.ForEach(mask => mask.Dispose());
        Assert.Equal(0, matte.Outstanding);
    }

    [Fact]
    public async Task A_mask_tells_whether_it_is_empty_or_full()
    {
        string path = folder.Make("a.mp4", "-f lavfi -i color=black:s=64x48:r=10:d=0.3 -f lavfi -i color=white:s=64x48:r=10:d=0.3 -f lavfi -i testsrc2=s=64x48:r=10:d=0.3"
            + " -filter_complex [0][1][2]concat=n=3 -c:v libx264 -pix_fmt yuv420p");
        await using Matte matte = await MatteFile.OpenAsync(path, new MatteOptions { Size = Size }, Cancellation);
        var coverages = new List<MatteCoverage>();
        for (int i = 0; i < 9; i += 3)
        {
            using MatteMask mask = await matte.AtAsync(new Timestamp(i, new Rational(1, 10)), Cancellation);
            coverages.Add(mask.Coverage);
        }

        Assert.Equal([MatteCoverage.None, MatteCoverage.Whole, MatteCoverage.Part], coverages);
    }

    [Fact]
    public async Task The_transparent_of_a_clip_counts_as_black()
    {
        string path = folder.Make("a.mov", "-f lavfi -i color=white:s=32x24:r=10:d=0.5,format=rgba,geq=r=200:g=200:b=200:a='if(lt(X,16),0,128)' -c:v qtrle -pix_fmt argb");
        byte[] mask = await AtAsync(path, 3);
        Assert.Equal([0, 0, 100, 100], [mask[0], mask[15], mask[16], mask[31]]);
    }

    [Theory]
    [InlineData("missing.png", "does not exist")]
    [InlineData("note.txt", "not a media file")]
    [InlineData("tone.wav", "only sound")]
    [InlineData("broken.png", "")]
    public async Task What_is_no_mask_is_refused_in_one_line(string name, string why)
    {
        File.WriteAllText(folder["note.txt"], "a note");
        File.WriteAllBytes(folder["broken.png"], [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 1, 2, 3]);
        folder.Make("tone.wav", "-f lavfi -i sine=440:d=0.1");
        MediaException refusal = await Assert.ThrowsAnyAsync<MediaException>(() => MatteFile.OpenAsync(folder[name], new MatteOptions { Size = Size }, Cancellation));
        Assert.Contains("mask", refusal.Message);
        Assert.Contains(why, refusal.Message);
        Assert.Contains(name, refusal.Message);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    /// <summary>A clip without loss, whose frame n is a gray of 10 n.</summary>
    string Steps(string container, string rate, int frames) => folder.Make(
        $"steps.{container}",
        $"-f lavfi -i color=black:s=32x24:r={rate} -frames:v {frames} -vf format=gray,geq=lum=N*10,format=bgr24 -c:v {(container == "mkv" ? "ffv1 -pix_fmt bgr0" : container == "mov" ? "qtrle" : "png")}");

    static async Task<byte[]> AtAsync(string path, int frame)
    {
        Matte matte = await MatteFile.OpenAsync(path, new MatteOptions { Size = Size }, Cancellation);
        byte[] bytes;
        using (MatteMask mask = await matte.AtAsync(new Timestamp(frame, Film), Cancellation))
        {
            bytes = mask.Frame.Plane(0).Bytes.ToArray();
        }

        await matte.DisposeAsync();
        Assert.Equal(0, matte.Outstanding);
        return bytes;
    }
}
