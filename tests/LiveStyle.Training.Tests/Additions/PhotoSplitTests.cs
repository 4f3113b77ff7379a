using LiveStyle.Frames;
using LiveStyle.Training.Additions;
using LiveStyle.Training.Photos;
using Xunit;

namespace LiveStyle.Training.Tests.Additions;

public sealed class PhotoSplitTests : IDisposable
{
    const int Crop = 32;

    readonly TrainingFixture world = new();

    [Fact]
    public void Photographs_that_are_measured_on_are_not_learned_on()
    {
        for (int i = 6; i < 20; i++)
        {
            TrainingFixture.SavePicture(Path.Combine(world.Photos, $"photo{i}.png"), new FrameSize(64, 48), i);
        }

        using PhotoSplit split = PhotoSplit.Pack(PhotoPacker.ListPictures(world.Photos), null, Crop, TestContext.Current.CancellationToken);

        Assert.Same(split.Learned, split.Measured);
        Assert.Equal([18, 19], split.MeasuredPhotos);
        var sampler = new CropSampler(split.Learned, Crop, batch: 3, styles: 1, seed: 2, split.LearnedCount);
        int[] learned = [.. Enumerable.Range(0, 12).SelectMany(step => Enumerable.Range(0, 3).Select(place => sampler.Choose(step, place).Photo)).Distinct().Order()];
        Assert.Equal(Enumerable.Range(0, 18), learned);
    }

    [Fact]
    public void Another_folder_is_measured_on_as_a_whole()
    {
        using PhotoSplit split = PhotoSplit.Pack(
            PhotoPacker.ListPictures(world.Photos), PhotoPacker.ListPictures(world.Paintings), Crop, TestContext.Current.CancellationToken);

        Assert.Equal(6, split.LearnedCount);
        Assert.Equal(2, split.Measured.Count);
        Assert.Equal([0, 1], split.MeasuredPhotos);
    }

    [Fact]
    public void One_photograph_serves_for_both()
    {
        using PhotoSplit split = PhotoSplit.Pack([Path.Combine(world.Photos, "photo0.png")], null, Crop, TestContext.Current.CancellationToken);

        Assert.Equal(1, split.LearnedCount);
        Assert.Equal([0], split.MeasuredPhotos);
    }

    [Fact]
    public void Bad_pictures_are_named_and_left_out()
    {
        string bad = Path.Combine(world.Photos, "bad.png");
        File.WriteAllText(bad, "no picture");

        using PhotoSplit split = PhotoSplit.Pack(PhotoPacker.ListPictures(world.Photos), null, Crop, TestContext.Current.CancellationToken);

        Assert.Equal(bad, Assert.Single(split.Skipped).Path);
        Assert.Equal(6, split.Learned.Count);

        MediaException problem = Assert.ThrowsAny<MediaException>(() => PhotoSplit.Pack([bad], null, Crop, TestContext.Current.CancellationToken));
        Assert.Contains("none of its pictures can be used", problem.Message);
    }

    public void Dispose() => world.Dispose();
}
