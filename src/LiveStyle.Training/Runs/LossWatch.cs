using System.Globalization;

namespace LiveStyle.Training.Runs;

/// <summary>
/// Looks at a session's losses for signs that the run won't succeed, and says each once. At the start: the second hundred
/// steps are no better than the first fifty, by Welch's t-test. Later: the mean of a hundred steps is twice the best such mean.
/// </summary>
/// <param name="isFresh">Whether the session begins with random kernels; only then must the loss fall at once.</param>
/// <param name="warn">Takes one line with the cure.</param>
sealed class LossWatch(bool isFresh, Action<string> warn)
{
    const int First = 50, Window = 100, Start = 2 * Window;

    /// <summary>One-sided, 97.7 %: a fall of less than two standard errors is no fall.</summary>
    const double Significance = 2;
    const double Divergence = 2;

    readonly List<double> start = [];
    readonly Queue<double> recent = new();
    double sum;
    double best = double.PositiveInfinity;
    long bestStep;
    bool hasDiverged;

    /// <param name="step">Steps done.</param>
    /// <param name="total">The step's loss; finite.</param>
    public void Add(long step, double total)
    {
        if (isFresh && start.Count < Start)
        {
            start.Add(total);
            if (start.Count == Start)
            {
                CheckStart();
            }
        }

        recent.Enqueue(total);
        sum += total;
        if (recent.Count > Window)
        {
            sum -= recent.Dequeue();
        }

        if (recent.Count == Window)
        {
            CheckDivergence(step, sum / Window);
        }
    }

    void CheckStart()
    {
        (double before, double beforeError) = Measure(start[..First]);
        (double after, double afterError) = Measure(start[^Window..]);
        double error = Math.Sqrt(beforeError + afterError);
        if (before - after > Significance * error)
        {
            return;
        }

        warn(after - before > Significance * error
            ? $"the loss rose in the first {Start} steps, from {Text(before)} to {Text(after)}; start anew with a lower --learning-rate (a third, say)"
            : $"the loss has not fallen in the first {Start} steps ({Text(before)}, now {Text(after)}); look at the preview sheet, and start anew with a higher --learning-rate (three times, say) where its styles all look alike, a lower one where it is noise");
    }

    void CheckDivergence(long step, double mean)
    {
        if (mean < best)
        {
            (best, bestStep) = (mean, step);
        }
        else if (mean > Divergence * best && !hasDiverged)
        {
            hasDiverged = true;
            warn($"the loss has risen from {Text(best)} at step {bestStep} to {Text(mean)} at step {step}; if it does not fall again, copy checkpoints/best.safetensors over checkpoints/last.safetensors and resume with a lower --learning-rate (a third, say)");
        }
    }

    /// <summary>Mean, and the square of its standard error.</summary>
    static (double Mean, double SquaredError) Measure(List<double> values)
    {
        double mean = values.Average();
        return (mean, values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1) / values.Count);
    }

    static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
