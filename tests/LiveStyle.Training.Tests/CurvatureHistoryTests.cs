using LiveStyle.Training.Optimization;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LiveStyle.Training.Tests;

/// <summary>The memory of L-BFGS where its directions are known: on ½·Σ aᵢ·xᵢ², whose curvatures aᵢ differ much.</summary>
public class CurvatureHistoryTests
{
    const int Dimensions = 8;

    /// <summary>As conjugate gradients do, it finds the least of a quadratic in as many exact steps as there are dimensions.</summary>
    [Fact]
    public void Least_of_a_quadratic_is_found_in_as_many_steps_as_it_has_dimensions()
    {
        using DisposeScope scope = NewDisposeScope();
        using var history = new CurvatureHistory(Dimensions);
        Tensor curvatures = pow(2.0, arange(Dimensions).to_type(ScalarType.Float64)), place = ones(Dimensions, ScalarType.Float64);
        for (int step = 0; step < Dimensions; step++)
        {
            Tensor gradient = curvatures * place, direction = history.Direction(gradient);
            double slope = (gradient * direction).sum().ToDouble();
            Assert.True(slope < 0, $"step {step} goes uphill");
            Tensor move = direction * (-slope / (curvatures * direction.square()).sum().ToDouble());
            history.Add(move, curvatures * move);
            place = place + move;
        }

        Assert.Equal(Dimensions, history.Count);
        Assert.InRange(place.abs().max().ToDouble(), 0, 1e-8);
    }

    [Fact]
    public void Step_along_which_the_loss_does_not_curve_upward_is_ignored_and_the_oldest_is_forgotten()
    {
        using DisposeScope scope = NewDisposeScope();
        using var history = new CurvatureHistory(2);
        Tensor step = ones(Dimensions, ScalarType.Float64);
        history.Add(step, -step);
        history.Add(step, zeros_like(step));
        Assert.Equal(0, history.Count);
        Assert.True(history.Direction(step).allclose(-step));
        for (int i = 1; i <= 3; i++)
        {
            history.Add(step, step * i);
        }

        Assert.Equal(2, history.Count);

        // Along the step that was learned last, Newton's own step: a gradient of 3 is gone after one such.
        Assert.True(history.Direction(step * 3).allclose(-step));
    }
}
