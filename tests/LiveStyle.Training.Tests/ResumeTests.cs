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
        var losses = new List<double>();
        await RunAsync(options, progress => losses.Add(progress.Mean.Total), CancellationToken.None);
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
        TrainingOptions options = world.Options("diverging", steps: 200) with { LearningRate = 1e30, GradientLimit = 1e30 };
        LiveStyleException problem = await Assert.ThrowsAsync<LiveStyleException>(() => RunAsync(options, _ => { }, CancellationToken.None));
        Assert.Contains("--learning-rate", problem.Message);
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
        using var trainer = new Trainer(options, Painting.Find(options.Paintings, options.Styles), photos);
        await trainer.RunAsync(progress, _ => { }, cancellation);
    }
}
