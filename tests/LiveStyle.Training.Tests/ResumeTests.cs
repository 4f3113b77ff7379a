using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.TestKit.Time;
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
        // One photograph that is its own mirror image and no larger than a crop, in all styles at each step: one loss that descends.
        Array.ForEach(Directory.GetFiles(world.Photos), File.Delete);
        using (HostFrame half = TrainingFixture.Draw(new FrameSize(32, 32), 4))
        {
            for (int y = 0; y < 32; y++)
            {
                for (int x = 0; x < 16; x++)
                {
                    half.Row(y).Slice(3 * x, 3).CopyTo(half.Row(y)[(3 * (31 - x))..]);
                }
            }

            StillImage.Save(half, Path.Combine(world.Photos, "mirrored.png"));
        }

        TrainingOptions options = world.Options("learning", steps: 60) with { PhotoSide = 32 };
        await RunAsync(options, _ => { }, CancellationToken.None);
        IReadOnlyList<LossRow> rows = LossHistory.Read(Path.Combine(options.Output, LossHistory.FileName));
        Assert.Equal(60, rows.Count);
        Assert.True(rows[^1].Terms.Total < rows[0].Terms.Total, $"{rows[0].Terms.Total} became {rows[^1].Terms.Total}");
    }

    [Fact]
    public async Task Checkpoints_and_previews_are_made_when_their_times_have_come()
    {
        var time = new StoppedTime();
        List<long> previews = [], saved = [];
        TrainingOptions options = world.Options("timed", steps: 12) with { CheckpointEvery = TimeSpan.FromSeconds(25), PreviewEvery = TimeSpan.FromSeconds(45) };
        string last = Path.Combine(options.Output, "checkpoints", "last.safetensors");
        await RunAsync(options, progress =>
        {
            // Before this step's own turn to save: what the steps before it left. Each one takes ten seconds.
            long step = File.Exists(last) ? Checkpoint.Load(last).Step : 0;
            if (step > 0 && !saved.Contains(step))
            {
                saved.Add(step);
            }

            time.Pass(seconds: 10);
        }, CancellationToken.None, previews.Add, time);
        Assert.Equal([3, 6, 9], saved);
        Assert.Equal([5, 10, 12], previews);
        Assert.Equal(12, Checkpoint.Load(last).Step);
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

    async Task RunAsync(
        TrainingOptions options, Action<TrainingProgress> progress, CancellationToken cancellation, Action<long>? preview = null, TimeProvider? time = null)
    {
        string records = Path.Combine(world.Folder, "photos.records");
        if (!File.Exists(records))
        {
            PhotoPacker.Pack(options.Photos, records, options.PhotoSide, options.CropSide, null, CancellationToken.None);
        }

        using PhotoRecords photos = PhotoRecords.Open(records);
        using var trainer = new Trainer(options, Painting.Find(options.Paintings, options.Styles)) { Time = time ?? TimeProvider.System };
        await trainer.RunAsync(photos, progress, preview ?? (_ => { }), cancellation);
    }
}
