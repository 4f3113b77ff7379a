using LiveStyle.Training.Losses;
using LiveStyle.Training.Optimization;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LiveStyle.Training.Tests;

public sealed class PictureOptimizerTests : IDisposable
{
    readonly TrainingFixture world = new();
    readonly FeatureNetwork vgg;
    readonly Tensor content, painting;
    readonly StylizationLoss loss;

    public PictureOptimizerTests()
    {
        vgg = FeatureNetwork.Load(world.Vgg);
        using var generator = new Generator(3);
        content = rand([1, 3, 40, 36], generator: generator);
        painting = rand([1, 3, 48, 48], generator: generator).square();
        loss = new StylizationLoss(vgg, new LossOptions(), [null, painting]);
    }

    static CancellationToken Run => TestContext.Current.CancellationToken;

    [Fact]
    public void Loss_falls_and_never_rises_and_is_that_of_the_picture_given_back()
    {
        var totals = new List<double>();
        using Tensor picture = new PictureOptimizer(loss, steps: 60).Optimize(content, style: 1, progress => totals.Add(progress.Best.Total), Run);
        Assert.Equal(60, totals.Count);
        Assert.Equal(totals.OrderDescending(), totals);
        Assert.True(totals[^1] < totals[0], $"{totals[0]} became {totals[^1]}");
        using DisposeScope scope = NewDisposeScope();
        LossTerms terms = loss.Evaluate(content, picture, tensor(new[] { 1L }), zeros(1)).Terms;
        Assert.Equal(totals[^1], terms.Total, 1e-5);
    }

    // A picture that is its own painting has no loss but that of its total variation: left out, the optimum is known.
    [Fact]
    public void Picture_that_is_the_optimum_already_is_given_back_as_it_was()
    {
        using var own = new StylizationLoss(vgg, new LossOptions { TotalVariationWeight = 0 }, [null, content]);
        double reached = double.NaN;
        using Tensor picture = new PictureOptimizer(own, steps: 5).Optimize(content, style: 1, progress => reached = progress.Best.Total, Run);
        Assert.Equal(0, reached, 1e-9);
        Assert.True(picture.allclose(content, rtol: 0, atol: 1e-6));
    }

    [Fact]
    public void Picture_stays_a_picture_and_the_content_is_not_written()
    {
        using Tensor before = content.clone();
        using Tensor picture = new PictureOptimizer(loss, steps: 25).Optimize(content, style: 1, cancellation: Run);
        Assert.Equal(content.shape, picture.shape);
        Assert.False(picture.requires_grad);
        Assert.True(picture.min().ToDouble() >= 0 && picture.max().ToDouble() <= 1);
        Assert.True(before.Equals(content));
        Assert.False(before.Equals(picture));
    }

    [Fact]
    public void Same_input_gives_the_same_picture_bit_for_bit()
    {
        using Tensor first = new PictureOptimizer(loss, steps: 20).Optimize(content, style: 1, cancellation: Run);
        using Tensor second = new PictureOptimizer(loss, steps: 20).Optimize(content, style: 1, cancellation: Run);
        Assert.True(first.Equals(second));
    }

    [Fact]
    public void Cancelled_in_the_middle_it_stops_before_the_next_step_and_leaves_no_tensor_behind()
    {
        using var stop = new CancellationTokenSource();
        int steps = 0;
        using DisposeScope scope = NewDisposeScope();
        Assert.Throws<OperationCanceledException>(() => new PictureOptimizer(loss, steps: 50).Optimize(content, style: 1, progress =>
        {
            steps = progress.Step;
            if (steps == 5)
            {
                stop.Cancel();
            }
        }, stop.Token));
        Assert.Equal(5, steps);
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void Loss_that_is_no_number_is_refused_with_the_cure()
    {
        using Tensor broken = full_like(content, double.NaN);
        Assert.Contains("weights", Assert.Throws<LiveStyleException>(() => new PictureOptimizer(loss, steps: 3).Optimize(broken, style: 1, cancellation: Run)).Message);
    }

    public void Dispose()
    {
        loss.Dispose();
        vgg.Dispose();
        content.Dispose();
        painting.Dispose();
        world.Dispose();
    }
}
