using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Training.Additions;
using LiveStyle.Training.Losses;
using LiveStyle.Training.Networks;
using LiveStyle.Training.Photos;
using LiveStyle.Training.Runs;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LiveStyle.Training.Tests.Additions;

public sealed class StyleTrainerTests : IDisposable
{
    readonly TrainingFixture world = new();
    readonly AdditionOptions options = new()
    {
        Style = SmallBundle.Style, Steps = 60, CropSide = 32, Batch = 2, Threads = 1, Precision = ConvolutionPrecision.Float32,
        Losses = new LossOptions { StyleWeight = 2 },
    };
    readonly StyleAddition addition;
    readonly StylizationLoss stripes;
    readonly PhotoSplit photos;

    public StyleTrainerTests()
    {
        for (int i = 6; i < 32; i++)
        {
            TrainingFixture.SavePicture(Path.Combine(world.Photos, $"photo{i}.png"), new FrameSize(48, 40), i);
        }

        addition = new StyleAddition(SmallBundle.Write(world), world.Vgg, options);
        stripes = addition.LossOf(Stripes);
        photos = PhotoSplit.Pack(PhotoPacker.ListPictures(world.Photos), null, options.CropSide, TestContext.Current.CancellationToken);
    }

    Painting Stripes => new("my-stripes", Path.Combine(world.Paintings, "red-stripes.png"));

    Painting Dots => new("my-dots", Path.Combine(world.Paintings, "Blue Dots.png"));

    StyleMeasure Measure => new(addition.Network, photos.Measured, photos.MeasuredPhotos, options.CropSide, options.Batch);

    [Fact]
    public async Task New_row_comes_nearer_to_its_painting_than_its_start_and_than_the_row_of_another_one()
    {
        // How near depends on the numbers' last bits; that it is its own painting that a row learns does not.
        Tensor start = addition.RowOf("hazy");
        using StylizationLoss dots = addition.LossOf(Dots);
        using StyleTrainer stripesRow = await LearnAsync(stripes), dotsRow = await LearnAsync(dots);
        foreach ((string name, StylizationLoss loss, Tensor own, Tensor other) in
            new[] { ("stripes", stripes, stripesRow.Row, dotsRow.Row), ("dots", dots, dotsRow.Row, stripesRow.Row) })
        {
            double reached = Total(loss, own), begun = Total(loss, start), others = Total(loss, other);
            TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {begun} at its start became {reached}; {others} with the other's row; seed {options.Seed}");
            Assert.True(reached < begun, $"{name}: {begun} became {reached}");
            Assert.True(reached < others, $"{name}: {reached}, but {others} with the other's row");
        }

        // On photographs that neither has seen.
        double Total(StylizationLoss loss, Tensor row) => Measure.Measure(loss, row, TestContext.Current.CancellationToken).Total;

        async Task<StyleTrainer> LearnAsync(StylizationLoss loss)
        {
            var trainer = new StyleTrainer(options with { Steps = 100, LearningRate = 0.2 }, addition.Network, loss, start);
            await trainer.RunAsync(photos.Learned, photos.LearnedCount, _ => { }, TestContext.Current.CancellationToken);
            Assert.Equal(100, trainer.Step);
            return trainer;
        }
    }

    [Fact]
    public async Task Texture_or_photograph_is_learned_as_a_painting_is()
    {
        string bricks = Path.Combine(world.Folder, "bricks.png"), photograph = Path.Combine(world.Photos, "photo30.png");
        using (HostFrame texture = Bricks())
        {
            StillImage.Save(texture, bricks);
        }

        TrainingFixture.SavePicture(photograph, new FrameSize(90, 70), 30);
        foreach (string path in new[] { bricks, photograph })
        {
            using StylizationLoss loss = addition.LossOf(new Painting("texture", path));
            StyleStart start = addition.ChooseStart(loss, Measure, null, TestContext.Current.CancellationToken);
            double begun = Measure.Measure(loss, start.Row, TestContext.Current.CancellationToken).Total;
            using var trainer = new StyleTrainer(options with { Steps = 100, LearningRate = 0.2 }, addition.Network, loss, start.Row);

            await trainer.RunAsync(photos.Learned, photos.LearnedCount, _ => { }, TestContext.Current.CancellationToken);

            double reached = Measure.Measure(loss, trainer.Row, TestContext.Current.CancellationToken).Total;
            Assert.True(reached < begun, $"{path}: {begun} became {reached}");
        }
    }

    [Fact]
    public async Task Network_its_styles_and_the_pass_through_stay_as_they_were()
    {
        float[] Values() => [.. addition.Network.parameters().SelectMany(parameter => parameter.data<float>().ToArray())];
        float[] before = Values();
        using var trainer = new StyleTrainer(options with { Steps = 3 }, addition.Network, stripes, addition.RowOf("hazy"));

        await trainer.RunAsync(photos.Learned, photos.LearnedCount, _ => { }, TestContext.Current.CancellationToken);

        float[] row = trainer.Row.data<float>().ToArray(), start = addition.RowOf("hazy").data<float>().ToArray();
        Assert.Equal(before, Values());
        Assert.Equal(0, row[^1]);
        Assert.True(row[..^1].Zip(start, (a, b) => a != b).Count(moved => moved) > 0.9 * (row.Length - 1), "Nearly every γ and β should move.");
    }

    [Fact]
    public async Task Stopped_training_keeps_what_it_has_learned()
    {
        using var stop = new CancellationTokenSource();
        using var trainer = new StyleTrainer(options, addition.Network, stripes, addition.RowOf("hazy"));

        await trainer.RunAsync(photos.Learned, photos.LearnedCount, progress =>
        {
            if (progress.Step == 4)
            {
                stop.Cancel();
            }
        }, stop.Token);

        Assert.Equal(4, trainer.Step);
        Assert.False(allclose(addition.RowOf("hazy"), trainer.Row));
    }

    [Fact]
    public async Task Same_seed_learns_the_same_row()
    {
        async Task<float[]> LearnAsync(ulong seed)
        {
            using var trainer = new StyleTrainer(options with { Steps = 5, Seed = seed }, addition.Network, stripes, addition.RowOf("loud"));
            await trainer.RunAsync(photos.Learned, photos.LearnedCount, _ => { }, TestContext.Current.CancellationToken);
            return trainer.Row.data<float>().ToArray();
        }

        float[] first = await LearnAsync(5);
        Assert.Equal(first, await LearnAsync(5));
        Assert.NotEqual(first, await LearnAsync(6));
    }

    [Fact]
    public async Task Diverging_style_is_told_with_the_cure()
    {
        using var trainer = new StyleTrainer(
            options with { LearningRate = 1e30, GradientLimit = 1e30 }, addition.Network, stripes, addition.RowOf("hazy"));

        LiveStyleException problem = await Assert.ThrowsAsync<LiveStyleException>(() =>
            trainer.RunAsync(photos.Learned, photos.LearnedCount, _ => { }, TestContext.Current.CancellationToken));

        Assert.Contains("--learning-rate", problem.Message);
    }

    [Fact]
    public void Training_begins_with_the_style_that_comes_nearest_but_never_with_the_one_left_out()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        double Total(Tensor row) => Measure.Measure(stripes, row, cancellation).Total;

        StyleStart start = addition.ChooseStart(stripes, Measure, null, cancellation);
        Assert.Equal(Total(start.Row), start.Losses.Total, 1e-6);
        Assert.All(["hazy", "loud"], slug => Assert.True(start.Losses.Total <= Total(addition.RowOf(slug)) + 1e-6));

        // With one of the two left out, the other is their mean as well.
        Assert.True(allclose(addition.RowOf("hazy"), addition.ChooseStart(stripes, Measure, "loud", cancellation).Row));
        Assert.True(allclose(addition.RowOf("loud"), addition.ChooseStart(stripes, Measure, "hazy", cancellation).Row));
    }

    /// <summary>Courses of bricks with joints, each brick a little lighter or darker.</summary>
    static HostFrame Bricks()
    {
        HostFrame frame = HostFrame.Allocate(new FrameSize(96, 80));
        for (int y = 0; y < 80; y++)
        {
            for (int x = 0; x < 96; x++)
            {
                int course = y / 10, along = x + course % 2 * 10;
                bool isJoint = y % 10 < 2 || along % 20 < 2;
                int shade = (course * 7 + along / 20 * 13) % 30;
                ReadOnlySpan<byte> color = isJoint ? [190, 185, 180] : [(byte)(140 + shade), (byte)(60 + shade), 50];
                color.CopyTo(frame.Row(y)[(3 * x)..]);
            }
        }

        return frame;
    }

    public void Dispose()
    {
        photos.Dispose();
        stripes.Dispose();
        addition.Dispose();
        world.Dispose();
    }
}
