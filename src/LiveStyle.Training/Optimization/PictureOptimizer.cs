using LiveStyle.Training.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LiveStyle.Training.Optimization;

/// <summary>Where an optimization is.</summary>
/// <param name="Step">Steps done, from 1.</param>
/// <param name="Best">Losses of the best picture so far, as the optimization's own VGG sees them.</param>
readonly record struct OptimizationProgress(int Step, LossTerms Best);

/// <summary>
/// Style transfer by optimization (Gatys, Ecker, Bethge 2016): no network but VGG; the pixels themselves descend the
/// loss that the transform network is trained on, by L-BFGS, so that the losses of both compare.
/// </summary>
/// <param name="loss">The objective, with the painting among its styles; stays the caller's.</param>
/// <param name="steps">Evaluations of the loss and its gradient, at least 1; 500 are usual.</param>
sealed class PictureOptimizer(StylizationLoss loss, int steps = 500)
{
    const int HistoryLength = 20;

    /// <summary>Mean distance that the first step, which knows no curvature, moves a pixel.</summary>
    const double FirstMove = 0.01;

    /// <summary>Begins with the content picture and takes all steps. The same input gives the same picture, bit for bit.</summary>
    /// <param name="content">float32 [1,3,H,W], sRGB in [0,1]; H, W ≥ 16. Stays the caller's and is not written.</param>
    /// <param name="style">Index of the painting among the loss's; not that of "original".</param>
    /// <param name="progress">After each step.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <returns>float32 [1,3,H,W] in [0,1], without gradient; the caller's.</returns>
    /// <exception cref="LiveStyleException">The loss is not finite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is left behind.</exception>
    public Tensor Optimize(Tensor content, int style, Action<OptimizationProgress>? progress = null, CancellationToken cancellation = default)
    {
        using DisposeScope scope = NewDisposeScope();
        using var history = new CurvatureHistory(HistoryLength);
        Place best = Evaluate(content.detach().clone(), content, style);
        progress?.Invoke(new OptimizationProgress(1, best.Terms));
        Tensor? direction = null;
        double length = 1;
        for (int step = 2; step <= steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var pause = new CollectionPause();
            using DisposeScope inner = NewDisposeScope();
            if (direction is null)
            {
                direction = history.Direction(best.Gradient).MoveToOuterDisposeScope();
                length = history.Count > 0 ? 1 : FirstMove / Math.Max(1e-30, direction.abs().mean().ToDouble());
            }

            // A picture has no colors outside [0,1]: each step ends on the nearest one that it has.
            Place next = Evaluate((best.Pixels + direction * length).clamp(0, 1), content, style);
            Tensor moved = next.Pixels - best.Pixels, bent = next.Gradient - best.Gradient;
            history.Add(moved, bent);
            if (next.Terms.Total < best.Terms.Total)
            {
                best.Dispose();
                best = next.MoveToOuterScope();
                direction.Dispose();
                direction = null;
            }
            else
            {
                length /= 4;
            }

            progress?.Invoke(new OptimizationProgress(step, best.Terms));
        }

        return best.Pixels.MoveToOuterDisposeScope();
    }

    Place Evaluate(Tensor pixels, Tensor content, int style)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor variable = pixels.detach().requires_grad_();
        (Tensor objective, LossTerms terms) = loss.Evaluate(content, variable, tensor(new[] { (long)style }), zeros(1));
        if (!double.IsFinite(terms.Total))
        {
            throw new LiveStyleException($"the loss is {terms.Total}: the optimization has diverged; take smaller loss weights");
        }

        objective.backward();
        return new Place(variable.detach().MoveToOuterDisposeScope(), variable.grad!.detach().MoveToOuterDisposeScope(), terms);
    }

    /// <summary>A picture with its loss and the loss's gradient.</summary>
    readonly record struct Place(Tensor Pixels, Tensor Gradient, LossTerms Terms) : IDisposable
    {
        public Place MoveToOuterScope()
        {
            Pixels.MoveToOuterDisposeScope();
            Gradient.MoveToOuterDisposeScope();
            return this;
        }

        public void Dispose()
        {
            Pixels.Dispose();
            Gradient.Dispose();
        }
    }
}
