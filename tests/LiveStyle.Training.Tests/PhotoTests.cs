using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Training.Photos;
using LiveStyle.Training.Runs;
using Xunit;

namespace LiveStyle.Training.Tests;

public sealed class PhotoTests : IDisposable
{
    readonly TrainingFixture world = new();

    string RecordPath => Path.Combine(world.Folder, "photos.records");

    [Fact]
    public void Packed_crop_holds_the_photographs_own_pixels_and_its_mirror_image()
    {
        Pack();
        using PhotoRecords photos = PhotoRecords.Open(RecordPath);
        // photo0 is 60×48: small enough to be packed as it is.
        using HostFrame original = TrainingFixture.Draw(new FrameSize(60, 48), 0);
        var planes = new float[3 * 32 * 32];
        foreach (bool mirrored in (bool[])[false, true])
        {
            photos.ReadCrop(0, left: 11, top: 5, side: 32, mirrored, planes);
            for (int y = 0; y < 32; y++)
            {
                for (int x = 0; x < 32; x++)
                {
                    int column = 11 + (mirrored ? 31 - x : x);
                    Assert.Equal(original.Row(5 + y)[3 * column + 1] / 255f, planes[32 * 32 + y * 32 + x], 1e-6f);
                }
            }
        }
    }

    [Fact]
    public void Large_photographs_are_packed_with_the_short_side_asked_for()
    {
        TrainingFixture.SavePicture(Path.Combine(world.Photos, "zz-large.png"), new FrameSize(300, 150), 9);
        Pack();
        using PhotoRecords photos = PhotoRecords.Open(RecordPath);
        Assert.Equal(new FrameSize(96, 48), photos.SizeOf(photos.Count - 1));
    }

    [Fact]
    public void Unusable_photographs_are_left_out_and_named()
    {
        TrainingFixture.SavePicture(Path.Combine(world.Photos, "tiny.png"), new FrameSize(20, 20), 1);
        File.WriteAllText(Path.Combine(world.Photos, "text.jpg"), "no picture");
        byte[] whole = File.ReadAllBytes(Path.Combine(world.Photos, "photo1.png"));
        File.WriteAllBytes(Path.Combine(world.Photos, "cut.png"), whole[..(whole.Length / 2)]);
        PackingInfo info = Pack();
        Assert.Equal(6, info.Packed);
        Assert.Equal(["cut.png", "text.jpg", "tiny.png"], info.Skipped.Select(skipped => Path.GetFileName(skipped.Path)));
    }

    [Fact]
    public void Folder_without_a_usable_photograph_is_refused_and_leaves_no_file()
    {
        string folder = Directory.CreateDirectory(Path.Combine(world.Folder, "empty")).FullName;
        Assert.ThrowsAny<MediaException>(() => PhotoPacker.Pack(folder, RecordPath, 48, 32, null, CancellationToken.None));
        TrainingFixture.SavePicture(Path.Combine(folder, "tiny.png"), new FrameSize(20, 20), 1);
        MediaException problem = Assert.ThrowsAny<MediaException>(() => PhotoPacker.Pack(folder, RecordPath, 48, 32, null, CancellationToken.None));
        Assert.Contains("32", problem.Message);
        Assert.Empty(Directory.GetFiles(world.Folder, "photos.records*"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(40)]
    [InlineData(5000)]
    public void Record_file_that_was_cut_short_is_refused(int length)
    {
        Pack();
        byte[] whole = File.ReadAllBytes(RecordPath);
        File.WriteAllBytes(RecordPath, whole[..length]);
        MediaException problem = Assert.ThrowsAny<MediaException>(() => PhotoRecords.Open(RecordPath));
        Assert.Contains("delete it", problem.Message);

        // Nothing holds it any more: on Windows it could not be deleted otherwise.
        if (OperatingSystem.IsLinux())
        {
            Assert.DoesNotContain(File.ReadLines("/proc/self/maps"), line => line.EndsWith(RecordPath, StringComparison.Ordinal));
        }

        File.Delete(RecordPath);
    }

    [Fact]
    public void Crop_larger_than_a_photograph_is_refused()
    {
        Pack();
        using PhotoRecords photos = PhotoRecords.Open(RecordPath);
        Assert.Equal(48, photos.SmallestSide);
        Assert.Throws<ArgumentOutOfRangeException>(() => photos.ReadCrop(0, 0, 0, 52, false, new float[3 * 52 * 52]));
    }

    [Fact]
    public void Painting_that_takes_the_name_of_the_original_is_refused()
    {
        TrainingFixture.SavePicture(Path.Combine(world.Paintings, "Original.png"), new FrameSize(80, 80), 1);
        Assert.Contains("rename", Assert.ThrowsAny<MediaException>(() => Painting.Find(world.Paintings, [])).Message);
    }

    [Fact]
    public void Sampler_visits_every_photograph_once_an_epoch_and_every_style_equally_often()
    {
        Pack();
        using PhotoRecords photos = PhotoRecords.Open(RecordPath);
        var sampler = new CropSampler(photos, cropSide: 32, batch: 3, styles: 4, seed: 7);
        List<Crop> crops = [.. Enumerable.Range(0, 12 * photos.Count).Select(i => sampler.Choose(i / 3, i % 3))];
        foreach (Crop[] epoch in crops.Chunk(photos.Count))
        {
            Assert.Equal(Enumerable.Range(0, photos.Count), epoch.Select(crop => crop.Photo).Order());
        }

        Assert.All(crops.CountBy(crop => crop.Style), count => Assert.Equal(crops.Count / 4, count.Value));
        Assert.Contains(crops, crop => crop.Mirrored);
        Assert.Contains(crops, crop => !crop.Mirrored);
        Assert.All(crops, crop => Assert.True(crop.Left + 32 <= photos.SizeOf(crop.Photo).Width && crop.Top + 32 <= photos.SizeOf(crop.Photo).Height));
    }

    [Fact]
    public async Task Another_photograph_takes_the_place_of_a_crop_of_one_color()
    {
        using (HostFrame white = HostFrame.Allocate(new FrameSize(60, 60)))
        {
            white.Pixels.Fill(254);
            StillImage.Save(white, Path.Combine(world.Photos, "white.png"));
        }

        Pack();
        using PhotoRecords photos = PhotoRecords.Open(RecordPath);
        var sampler = new CropSampler(photos, cropSide: 32, batch: 2, styles: 1, seed: 7);
        using var reader = new BatchReader(photos, sampler, batch: 2, cropSide: 32, firstStep: 0);
        for (int step = 0; step < 2 * photos.Count; step++)
        {
            PhotoBatch batch = await reader.ReadAsync();
            Assert.All(batch.Pictures.Chunk(3 * 32 * 32), crop => Assert.True(crop.Max() - crop.Min() > 0.05));
            reader.Return(batch);
        }
    }

    [Fact]
    public void Styles_are_named_after_their_files()
    {
        Assert.Equal(["original", "blue-dots", "red-stripes"], Painting.Find(world.Paintings, []).Select(painting => painting.Slug));
        Assert.Equal(["original", "red-stripes"], Painting.Find(world.Paintings, ["red-stripes"]).Select(painting => painting.Slug));
        MediaException problem = Assert.ThrowsAny<MediaException>(() => Painting.Find(world.Paintings, ["green"]));
        Assert.Contains("red-stripes", problem.Message);
    }

    [Fact]
    public void One_painting_at_two_sides_makes_two_styles()
    {
        IReadOnlyList<Painting> paintings = Painting.Find(world.Paintings, ["red-stripes", "red-stripes@128", "red-stripes-96"]);
        Assert.Equal(["original", "red-stripes", "red-stripes-128", "red-stripes-96"], paintings.Select(painting => painting.Slug));
        Assert.Equal([64, 128, 96], paintings.Skip(1).Select(painting =>
        {
            using TorchSharp.torch.Tensor picture = painting.Load(64)!;
            return (int)Math.Min(picture.shape[2], picture.shape[3]);
        }));
        Assert.Contains("4096", Assert.ThrowsAny<MediaException>(() => Painting.Find(world.Paintings, ["red-stripes@10"])).Message);
    }

    public void Dispose() => world.Dispose();

    PackingInfo Pack() => PhotoPacker.Pack(world.Photos, RecordPath, shortSide: 48, smallest: 32, null, CancellationToken.None);
}
