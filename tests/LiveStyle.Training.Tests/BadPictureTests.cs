using System.Diagnostics;
using System.Text;
using LiveStyle.Frames;
using LiveStyle.Training.Photos;
using LiveStyle.Training.Runs;
using Xunit;

namespace LiveStyle.Training.Tests;

/// <summary>Pictures as people's folders hold them: what can be read is used, the rest is named.</summary>
public sealed class BadPictureTests : IDisposable
{
    readonly TrainingFixture world = new();

    string RecordPath => Path.Combine(world.Folder, "photos.records");

    [Fact]
    public void Pictures_of_unusual_kinds_are_packed_as_what_they_show()
    {
        // Each is a green plane: of 16 bits, of three frames that turn red, and one that is half transparent over white.
        string folder = Directory.CreateDirectory(Path.Combine(world.Folder, "kinds")).FullName;
        Make(Path.Combine(folder, "deep.png"), "color=0x00FF00:s=64x48", "-frames:v", "1", "-pix_fmt", "rgb48be");
        Make(Path.Combine(folder, "moving.gif"), "color=0x00FF00:s=64x48:d=0.1:r=10[a];color=red:s=64x48:d=0.2:r=10[b];[a][b]concat", "-pix_fmt", "rgb8");
        Make(Path.Combine(folder, "moving.webp"), "color=0x00FF00:s=64x48:d=0.1:r=10[a];color=red:s=64x48:d=0.2:r=10[b];[a][b]concat,format=bgra", "-c:v", "libwebp_anim", "-lossless", "1");
        Make(Path.Combine(folder, "veil.png"), "color=0x00FF00@0.5:s=64x48,format=rgba", "-frames:v", "1");
        PackingInfo info = PhotoPacker.Pack(folder, RecordPath, 48, 32, null, CancellationToken.None);
        Assert.Empty(info.Skipped);
        using PhotoRecords photos = PhotoRecords.Open(RecordPath);
        byte[][] expected = [[0, 255, 0], [0, 255, 0], [0, 255, 0], [128, 255, 128]];
        for (int i = 0; i < 4; i++)
        {
            using HostFrame frame = photos.ReadFrame(i);
            Assert.All(frame.Row(20).Slice(30, 3).ToArray().Zip(expected[i]), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 3));
        }
    }

    [Fact]
    public void Pictures_that_cannot_be_used_are_counted_and_named_with_their_reasons()
    {
        byte[] whole = File.ReadAllBytes(Path.Combine(world.Photos, "photo1.png"));
        File.WriteAllBytes(Path.Combine(world.Photos, "cut.png"), whole[..(whole.Length / 2)]);
        File.WriteAllBytes(Path.Combine(world.Photos, "bomb.bmp"), Bomb(12_000, 12_000));
        File.WriteAllText(Path.Combine(world.Photos, "scan.tif"), "II*");
        File.WriteAllText(Path.Combine(world.Photos, "._photo1.png"), "what macOS leaves");
        PackingInfo info = PhotoPacker.Pack(world.Photos, RecordPath, 48, 32, null, CancellationToken.None);
        Assert.Equal(6, info.Packed);
        string line = LeftOut.Describe(info.Skipped, world.Photos, "photograph");
        Assert.StartsWith("3 photographs left out: bomb.bmp (12000×12000 is too large (at most 100 million pixels)", line);
        Assert.Contains("cut.png (the picture is cut short", line);
        Assert.Contains("scan.tif (no picture that can be read; convert it", line);
        Assert.DoesNotContain(world.Folder, line);
    }

    [Fact]
    public void Long_list_of_pictures_left_out_is_cut()
    {
        LeftOut[] pictures = [.. Enumerable.Range(0, 25).Select(i => new LeftOut($"/p/{i}.jpg", "cut"))];
        Assert.EndsWith("19.jpg (cut), and 5 more", LeftOut.Describe(pictures, "/p", "painting"));
    }

    [Theory]
    [InlineData(20, 20, "too small")]
    [InlineData(64, 600, "strip")]
    public void Painting_that_shows_no_style_is_refused(int width, int height, string reason)
    {
        string path = Path.Combine(world.Folder, "odd.png");
        TrainingFixture.SavePicture(path, new FrameSize(width, height), 1);
        MediaException problem = Assert.ThrowsAny<MediaException>(() => new Painting("odd", path).Load(64));
        Assert.Contains(reason, problem.Message);
        Assert.Contains("odd.png", problem.Message);
    }

    [Fact]
    public async Task Run_leaves_out_the_pictures_that_are_bad_and_says_which()
    {
        File.WriteAllText(Path.Combine(world.Paintings, "bad.jpg"), "no picture");
        File.WriteAllText(Path.Combine(world.Photos, "worse.jpg"), "no picture");
        (int code, string output, string error) = await TrainingProgram.RunAsync(Train());
        Assert.True(code == 0, error);
        Assert.Contains("1 painting left out: bad.jpg (no picture that can be read", error);
        Assert.Contains("1 photograph left out: worse.jpg (no picture that can be read", error);
        Assert.Contains("3 styles", output);
    }

    [Fact]
    public async Task Bad_painting_that_was_asked_for_by_name_is_refused()
    {
        File.WriteAllText(Path.Combine(world.Paintings, "bad.jpg"), "no picture");
        (int code, _, string error) = await TrainingProgram.RunAsync([.. Train(), "--styles", "bad,red-stripes"]);
        Assert.Equal(1, code);
        Assert.Contains("bad.jpg", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task Run_of_another_width_is_refused_in_the_same_folder()
    {
        (int code, _, string error) = await TrainingProgram.RunAsync(Train());
        Assert.True(code == 0, error);
        (code, _, error) = await TrainingProgram.RunAsync([.. Train(), "--width", "8"]);
        Assert.Equal(1, code);
        Assert.Contains("--width", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    public void Dispose() => world.Dispose();

    string[] Train() =>
    [
        "run", "--photos", world.Photos, "--paintings", world.Paintings, "--vgg", world.Vgg, "--out", Path.Combine(world.Folder, "run"), "--threads", "1",
        "--steps", "1", "--crop", "32", "--batch", "2", "--painting-side", "64", "--photo-side", "48",
    ];

    /// <summary>A BMP of one bit a pixel, whose few bytes claim many pixels.</summary>
    static byte[] Bomb(int width, int height)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file, Encoding.ASCII);
        writer.Write("BM"u8);
        foreach (int value in (int[])[62 + 100, 0, 62, 40, width, height, 1 | 1 << 16, 0, 0, 0, 0, 2, 0, 0, 0xFFFFFF])
        {
            writer.Write(value);
        }

        writer.Write(new byte[100]);
        return file.ToArray();
    }

    static void Make(string path, string source, params string[] options)
    {
        using Process ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", "-y", "-f", "lavfi", "-i", source, .. options, path]) { RedirectStandardError = true })!;
        string said = ffmpeg.StandardError.ReadToEnd();
        ffmpeg.WaitForExit();
        Assert.True(ffmpeg.ExitCode == 0, said);
    }
}
