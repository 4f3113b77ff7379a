using LiveStyle.Training.Photos;
using LiveStyle.Training.Runs;
using Xunit;

namespace LiveStyle.Training.Tests;

/// <summary>Early alarms of a run as a whole.</summary>
public sealed class LossWatchTests
{
    readonly List<string> warnings = [];
    readonly Random random = new(1);

    [Fact]
    public void Loss_that_falls_through_its_noise_is_no_alarm()
    {
        Watch(isFresh: true, 1000, step => 1 + 4 * Math.Exp(-step / 150.0) + Noise());
        Assert.Empty(warnings);
    }

    [Fact]
    public void Loss_that_stays_where_it_was_is_said_once_with_the_cure()
    {
        Watch(isFresh: true, 1000, _ => 5 + Noise());
        Assert.Contains("has not fallen in the first 200 steps", Assert.Single(warnings));
        Assert.Contains("higher --learning-rate", warnings[0]);
    }

    [Fact]
    public void Loss_that_rises_from_the_start_asks_for_a_lower_rate()
    {
        Watch(isFresh: true, 250, step => 5 + 0.01 * step + Noise());
        Assert.Contains("rose in the first 200 steps", Assert.Single(warnings));
        Assert.Contains("lower --learning-rate", warnings[0]);
    }

    [Fact]
    public void Run_that_goes_on_from_a_trained_network_need_not_fall()
    {
        Watch(isFresh: false, 1000, _ => 1 + Noise());
        Assert.Empty(warnings);
    }

    [Fact]
    public void Loss_that_doubles_is_said_once_with_the_checkpoint_to_go_back_to()
    {
        Watch(isFresh: false, 2000, step => step < 500 ? 1 + Noise() : 3 + Noise());
        Assert.Contains("best.safetensors", Assert.Single(warnings));
    }

    [Fact]
    public async Task Trainer_whose_steps_are_far_too_small_says_so_and_goes_on()
    {
        using var world = new TrainingFixture();
        TrainingOptions options = world.Options("still", steps: 210) with { LearningRate = 1e-9, Batch = 1 };
        string records = Path.Combine(world.Folder, "photos.records");
        PhotoPacker.Pack(options.Photos, records, options.PhotoSide, options.CropSide, null, CancellationToken.None);
        using PhotoRecords photos = PhotoRecords.Open(records);
        using var trainer = new Trainer(options, Painting.Find(options.Paintings, [])) { Warn = warnings.Add };
        await trainer.RunAsync(photos, _ => { }, _ => { }, TestContext.Current.CancellationToken);
        Assert.Contains("has not fallen", Assert.Single(warnings));
        Assert.Equal(210, trainer.Step);
    }

    void Watch(bool isFresh, int steps, Func<int, double> loss)
    {
        var watch = new LossWatch(isFresh, warnings.Add);
        for (int step = 1; step <= steps; step++)
        {
            watch.Add(step, loss(step));
        }
    }

    double Noise() => random.NextDouble() - 0.5;
}
