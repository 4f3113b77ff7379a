using LiveStyle.Frames;
using LiveStyle.Training.Comparison;
using LiveStyle.Training.Evaluation;
using LiveStyle.Training.Losses;
using LiveStyle.Training.Runs;
using Xunit;

namespace LiveStyle.Training.Tests.Comparison;

public sealed class TimedOptimizationsTests : IDisposable
{
    const string Slug = "blue-dots";

    readonly TrainingFixture world = new();
    readonly NamedPicture picture = new("stripes", TrainingFixture.Draw(new FrameSize(40, 36), 8));
    readonly List<OptimizedPictures> opened = [];
    int steps;

    [Fact]
    public void Picture_once_optimized_comes_from_its_folder_with_the_time_that_it_took()
    {
        TimedOptimizations first = Open(steps: 4);
        Assert.False(first.Has(picture, Slug));
        TimedPicture made = first.Get(picture, Slug, TestContext.Current.CancellationToken);
        TimedOptimizations second = Open(steps: 4);
        Assert.True(second.Has(picture, Slug));
        TimedPicture kept = second.Get(picture, Slug, TestContext.Current.CancellationToken);
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
        TimedOptimizations optimized = Open(steps: 4);
        optimized.Get(picture, Slug, TestContext.Current.CancellationToken).Frame.Dispose();
        TimedOptimizations longer = Open(steps: 5);
        Assert.False(longer.Has(picture, Slug));
        Assert.False(optimized.Has(picture, "red-stripes"));
        using var other = new NamedPicture(picture.Name, TrainingFixture.Draw(new FrameSize(40, 36), 9));
        Assert.False(optimized.Has(other, Slug));
    }

    [Fact]
    public void Cancelled_optimization_leaves_nothing_that_could_pass_for_a_finished_one()
    {
        using var stop = new CancellationTokenSource();
        TimedOptimizations optimized = Open(steps: 50, onStep: step =>
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
        TimedOptimizations optimized = Open(steps: 2);
        optimized.Get(picture, Slug, TestContext.Current.CancellationToken).Frame.Dispose();
        string note = Assert.Single(Directory.GetFiles(Path.Combine(world.Folder, "out"), "*.json"));
        File.WriteAllText(note, "{");
        Assert.False(optimized.Has(picture, Slug));
    }

    public void Dispose()
    {
        opened.ForEach(pictures => pictures.Dispose());
        picture.Dispose();
        world.Dispose();
    }

    TimedOptimizations Open(int steps, Action<int>? onStep = null)
    {
        var pictures = new OptimizedPictures(Path.Combine(world.Folder, "out"), world.Vgg, new LossOptions(), Painting.Find(world.Paintings, []), _ => 64, steps);
        opened.Add(pictures);
        return new TimedOptimizations(pictures, (_, share) =>
        {
            this.steps++;
            onStep?.Invoke((int)Math.Round(share * steps));
        });
    }
}
