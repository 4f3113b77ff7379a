using System.Text.Json.Nodes;
using LiveStyle.Training.Networks;
using LiveStyle.Training.Photos;
using LiveStyle.Training.Runs;
using Xunit;

namespace LiveStyle.Training.Tests;

/// <summary>--deterministic: the same command gives the same bytes.</summary>
public sealed class RepeatabilityTests : IDisposable
{
    const long Steps = Repeatability.CheckpointSteps + 8;

    readonly TrainingFixture world = new();

    [Fact]
    public async Task Two_runs_with_several_threads_are_the_same_to_the_last_bit()
    {
        foreach (string run in (string[])["first", "second"])
        {
            (int code, _, string error) = await TrainingProgram.RunAsync(
                "run", "--deterministic", "--photos", world.Photos, "--paintings", world.Paintings, "--vgg", world.Vgg,
                "--out", Path.Combine(world.Folder, run), "--threads", "2", "--steps", "20", "--crop", "48", "--batch", "4",
                "--width", "8", "--painting-side", "64", "--photo-side", "48");
            Assert.True(code == 0, error);
        }

        Assert.Equal(Read("first", "last.safetensors"), Read("second", "last.safetensors"));
        Assert.Equal(2, (int?)RunSettings.Load(Path.Combine(world.Folder, "first", "settings.json"))[0]!["threads"]);
    }

    [Fact]
    public async Task Pause_changes_neither_the_last_checkpoint_nor_the_best_one()
    {
        await TrainAsync("straight", pauseAt: null);
        await TrainAsync("paused", pauseAt: 53);
        foreach (string name in (string[])["last.safetensors", "best.safetensors"])
        {
            Assert.Equal(Read("straight", name), Read("paused", name));
        }
    }

    [Fact]
    public void Threads_and_precision_are_noted_and_kept_for_the_rest_of_the_run()
    {
        string settings = Path.Combine(world.Folder, "settings.json");
        TrainingOptions asked = world.Options("run", 5) with { Deterministic = true, Threads = 0, Precision = ConvolutionPrecision.Auto };
        TrainingOptions pinned = Repeatability.Pin(asked, settings);
        Assert.Equal(Environment.ProcessorCount, pinned.Threads);
        Assert.NotEqual(ConvolutionPrecision.Auto, pinned.Precision);

        // As if another machine, or fewer cores, had begun the run.
        ConvolutionPrecision other = pinned.Precision is ConvolutionPrecision.Float32 ? ConvolutionPrecision.BFloat16 : ConvolutionPrecision.Float32;
        RunSettings.Save(pinned with { Threads = 77, Precision = other }, [Painting.Original], 0, settings);
        JsonNode stage = Assert.Single(RunSettings.Load(settings))!;
        Assert.Equal(77, (int?)stage["threads"]);
        Assert.Equal(asked with { Threads = 77, Precision = other }, Repeatability.Pin(asked, settings));
        Assert.Equal(3, Repeatability.Pin(asked with { Threads = 3 }, settings).Threads);
    }

    [Fact]
    public void Ordinary_run_is_left_as_it_was_asked_for()
    {
        TrainingOptions asked = world.Options("run", 5) with { Threads = 0 };
        Assert.Same(asked, Repeatability.Pin(asked, Path.Combine(world.Folder, "settings.json")));
    }

    public void Dispose() => world.Dispose();

    byte[] Read(string run, string checkpoint) => File.ReadAllBytes(Path.Combine(world.Folder, run, "checkpoints", checkpoint));

    async Task TrainAsync(string run, long? pauseAt)
    {
        TrainingOptions options = world.Options(run, Steps) with { Deterministic = true, Threads = 1, Batch = 1 };
        string records = Path.Combine(world.Folder, "photos.records");
        if (!File.Exists(records))
        {
            PhotoPacker.Pack(options.Photos, records, options.PhotoSide, options.CropSide, null, CancellationToken.None);
        }

        using PhotoRecords photos = PhotoRecords.Open(records);
        for (long step = 0; step < Steps;)
        {
            using var trainer = new Trainer(options, Painting.Find(options.Paintings, options.Styles));
            using var stop = new CancellationTokenSource();
            Action<TrainingProgress> progress = progress =>
            {
                if (progress.Step == pauseAt)
                {
                    stop.Cancel();
                }
            };
            await trainer.RunAsync(photos, progress, _ => { }, stop.Token);
            step = trainer.Step;
        }
    }
}
