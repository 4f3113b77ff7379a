using LiveStyle.Training.Photos;
using LiveStyle.Training.Runs;
using Xunit;

namespace LiveStyle.Training.Tests;

public sealed class ResumeTests : IDisposable
{
    readonly TrainingFixture world = new();

    [Fact]
    public async Task Run_that_was_stopped_and_resumed_ends_with_the_same_network()
    {
        float[] straight = await TrainAsync("straight", stopAt: 8);
        await TrainAsync("resumed", stopAt: 3);
        float[] resumed = await TrainAsync("resumed", stopAt: 8);
        Assert.Equal(straight, resumed);
    }

    [Fact]
    public async Task Training_lowers_the_loss()
    {
        TrainingOptions options = world.Options("learning", steps: 60);
        await RunAsync(options, _ => { }, CancellationToken.None);
        string[] rows = File.ReadAllLines(Path.Combine(options.Output, "losses.csv"));
        Assert.Equal(61, rows.Length);
        double Total(string row) => double.Parse(row.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(rows[^15..].Average(Total) < 0.8 * rows[1..16].Average(Total), $"{rows[1..16].Average(Total)} became {rows[^15..].Average(Total)}");
    }

    [Fact]
    public async Task Run_of_other_styles_is_refused_in_the_same_folder()
    {
        await TrainAsync("styles", stopAt: 1);
        TrainingOptions other = world.Options("styles", 2) with { Styles = ["red-stripes"] };
        ModelException problem = await Assert.ThrowsAsync<ModelException>(() => RunAsync(other, _ => { }, CancellationToken.None));
        Assert.Contains("--out", problem.Message);
    }

    [Fact]
    public async Task Diverging_run_stops_and_names_the_cure()
    {
        TrainingOptions options = world.Options("diverging", steps: 200) with
        {
            LearningRate = 1e30, GradientLimit = 1e30, CheckpointEvery = TimeSpan.FromTicks(1),
        };
        LiveStyleException problem = await Assert.ThrowsAsync<LiveStyleException>(() => RunAsync(options, _ => { }, CancellationToken.None));
        Assert.Contains("diverged", problem.Message);
        Assert.Contains("--learning-rate", problem.Message);
    }

    [Fact]
    public async Task Run_that_stops_early_still_leaves_a_best_checkpoint_to_export()
    {
        await TrainAsync("short", stopAt: 2);
        Assert.Equal(2, Checkpoint.Load(Path.Combine(world.Folder, "short", "checkpoints", "best.safetensors")).Step);
    }

    [Fact]
    public async Task Checkpoint_that_was_cut_short_is_refused_with_its_name()
    {
        await TrainAsync("cut", stopAt: 1);
        string last = Path.Combine(world.Folder, "cut", "checkpoints", "last.safetensors");
        File.WriteAllBytes(last, File.ReadAllBytes(last)[..1000]);
        ModelException problem = await Assert.ThrowsAsync<ModelException>(() => TrainAsync("cut", stopAt: 2));
        Assert.Contains("last.safetensors", problem.Message);
    }

    public void Dispose() => world.Dispose();

    async Task<float[]> TrainAsync(string run, long stopAt)
    {
        using var stop = new CancellationTokenSource();
        await RunAsync(world.Options(run, steps: 8), progress =>
        {
            if (progress.Step == stopAt)
            {
                stop.Cancel();
            }
        }, stop.Token);
        Checkpoint checkpoint = Checkpoint.Load(Path.Combine(world.Folder, run, "checkpoints", "last.safetensors"));
        Assert.Equal(stopAt, checkpoint.Step);
        return [.. checkpoint.File.Names.SelectMany(checkpoint.File.Read)];
    }

    async Task RunAsync(TrainingOptions options, Action<TrainingProgress> progress, CancellationToken cancellation)
    {
        string records = Path.Combine(world.Folder, "photos.records");
        if (!File.Exists(records))
        {
            PhotoPacker.Pack(options.Photos, records, options.PhotoSide, options.CropSide, null, CancellationToken.None);
        }

        using PhotoRecords photos = PhotoRecords.Open(records);
        using var trainer = new Trainer(options, Painting.Find(options.Paintings, options.Styles));
        await trainer.RunAsync(photos, progress, _ => { }, cancellation);
    }
}
