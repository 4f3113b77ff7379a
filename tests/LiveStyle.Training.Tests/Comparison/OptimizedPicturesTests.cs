using LiveStyle.Frames;
using LiveStyle.Training.Comparison;
using LiveStyle.Training.Losses;
using LiveStyle.Training.Runs;
using Xunit;

namespace LiveStyle.Training.Tests.Comparison;

public sealed class OptimizedPicturesTests : IDisposable
{
    const string Slug = "blue-dots";

    readonly TrainingFixture world = new();
    readonly NamedPicture picture = new("stripes", TrainingFixture.Draw(new FrameSize(40, 36), 8));
    int steps;

    public OptimizedPicturesTests() => TorchSharp.torch.set_num_threads(1);

    [Fact]
    public void Picture_once_optimized_comes_from_its_folder_with_the_time_that_it_took()
    {
        using OptimizedPictures first = Open(steps: 4);
        Assert.False(first.Has(picture, Slug));
        OptimizedPicture made = first.Get(picture, Slug, TestContext.Current.CancellationToken);
        using OptimizedPictures second = Open(steps: 4);
        Assert.True(second.Has(picture, Slug));
        OptimizedPicture kept = second.Get(picture, Slug, TestContext.Current.CancellationToken);
        using (made.Frame)
        using (kept.Frame)
        {
            Assert.Equal(4, steps);
            Assert.True(made.Time.Seconds > 0);
            Assert.Equal(made.Time, kept.Time);
            Assert.Equal(made.Frame.Pixels.ToArray(), kept.Frame.Pixels.ToArray());
        }
    }

    [Fact]
    public void Other_steps_or_another_picture_under_the_same_name_are_optimized_anew()
    {
        using OptimizedPictures optimized = Open(steps: 4);
        optimized.Get(picture, Slug, TestContext.Current.CancellationToken).Frame.Dispose();
        using OptimizedPictures longer = Open(steps: 5);
        Assert.False(longer.Has(picture, Slug));
        Assert.False(optimized.Has(picture, "red-stripes"));
        using var other = new NamedPicture(picture.Name, TrainingFixture.Draw(new FrameSize(40, 36), 9));
        Assert.False(optimized.Has(other, Slug));
    }

    [Fact]
    public void Cancelled_optimization_leaves_nothing_that_could_pass_for_a_finished_one()
    {
        using var stop = new CancellationTokenSource();
        using OptimizedPictures optimized = Open(steps: 50, onStep: step =>
        {
            if (step == 3)
            {
                stop.Cancel();
            }
        });
        Assert.Throws<OperationCanceledException>(() => optimized.Get(picture, Slug, stop.Token));
        Assert.Equal(3, steps);
        Assert.False(optimized.Has(picture, Slug));
    }

    [Fact]
    public void Damaged_note_of_the_time_counts_as_not_finished()
    {
        using OptimizedPictures optimized = Open(steps: 2);
        optimized.Get(picture, Slug, TestContext.Current.CancellationToken).Frame.Dispose();
        string note = Assert.Single(Directory.GetFiles(Path.Combine(world.Folder, "out", "gatys"), "*.json"));
        File.WriteAllText(note, "{");
        Assert.False(optimized.Has(picture, Slug));
    }

    public void Dispose()
    {
        picture.Dispose();
        world.Dispose();
    }

    OptimizedPictures Open(int steps, Action<int>? onStep = null)
    {
        var options = new ComparisonOptions
        {
            Model = "", Vgg = world.Vgg, Paintings = world.Paintings, Pictures = [], Output = Path.Combine(world.Folder, "out"), GatysSteps = steps, PaintingSide = 64,
        };
        Dictionary<string, Painting> paintings = Painting.Find(world.Paintings, []).ToDictionary(painting => painting.Slug);
        return new OptimizedPictures(options, new LossOptions(), paintings, (_, progress) =>
        {
            this.steps++;
            onStep?.Invoke(progress.Step);
        });
    }
}
