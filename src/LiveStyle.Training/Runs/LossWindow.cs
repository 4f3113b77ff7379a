using LiveStyle.Training.Losses;

namespace LiveStyle.Training.Runs;

/// <summary>The mean of the last steps' losses, and the watch over a run that dies.</summary>
sealed class LossWindow(int length)
{
    readonly Queue<LossTerms> terms = new();

    public bool IsFull => terms.Count == length;

    /// <exception cref="LiveStyleException">The loss is not finite.</exception>
    public void Add(long step, LossTerms step_)
    {
        if (!double.IsFinite(step_.Total))
        {
            throw new LiveStyleException(
                $"the loss is {step_.Total} at step {step}: the run has diverged; the last checkpoint is whole: resume it with a lower --learning-rate (a third, say)");
        }

        terms.Enqueue(step_);
        if (terms.Count > length)
        {
            terms.Dequeue();
        }
    }

    /// <summary>Terms that no step had (no "original" among the pictures, say) don't weigh.</summary>
    public LossTerms Mean() => new(
        Average(term => term.Total),
        Average(term => term.Content),
        Average(term => term.Style),
        Average(term => term.TotalVariation),
        Average(term => term.Pixel),
        Average(term => term.Steadiness));

    double Average(Func<LossTerms, double> term)
    {
        double[] seen = [.. terms.Select(term).Where(value => value != 0)];
        return seen.Length == 0 ? 0 : seen.Average();
    }
}
