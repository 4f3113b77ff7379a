using TorchSharp;
using static TorchSharp.torch;

namespace LiveStyle.Training.Optimization;

/// <summary>
/// What the last steps taught about the loss's curvature: the memory of L-BFGS (Nocedal 1980), which turns a gradient
/// into a direction of descent with a sensible length.
/// </summary>
/// <param name="length">Pairs kept, oldest dropped first.</param>
sealed class CurvatureHistory(int length) : IDisposable
{
    readonly Queue<(Tensor Step, Tensor Change, double Product)> pairs = new();

    public int Count => pairs.Count;

    /// <summary>Learns from one step; ignores one along which the loss did not curve upward.</summary>
    /// <param name="step">How far the parameters moved; copied.</param>
    /// <param name="change">How the gradient changed on the way, the same shape; copied.</param>
    public void Add(Tensor step, Tensor change)
    {
        using DisposeScope scope = NewDisposeScope();
        double product = Dot(step, change);
        if (!(product > 1e-10 * Dot(step, step)))
        {
            return;
        }

        if (pairs.Count == length)
        {
            Forget(pairs.Dequeue());
        }

        pairs.Enqueue((step.clone().DetachFromDisposeScope(), change.clone().DetachFromDisposeScope(), product));
    }

    /// <summary>Where to go: the negative gradient, times the inverse curvature as far as it is known.</summary>
    /// <returns>The gradient's shape; the caller's.</returns>
    public Tensor Direction(Tensor gradient)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor direction = gradient.neg();
        (Tensor Step, Tensor Change, double Product)[] known = [.. pairs];
        var factors = new double[known.Length];
        for (int i = known.Length - 1; i >= 0; i--)
        {
            factors[i] = Dot(known[i].Step, direction) / known[i].Product;
            direction.sub_(known[i].Change * factors[i]);
        }

        if (known.Length > 0)
        {
            (_, Tensor change, double product) = known[^1];
            direction.mul_(product / Dot(change, change));
        }

        for (int i = 0; i < known.Length; i++)
        {
            direction.add_(known[i].Step * (factors[i] - Dot(known[i].Change, direction) / known[i].Product));
        }

        return direction.MoveToOuterDisposeScope();
    }

    public void Clear()
    {
        while (pairs.TryDequeue(out (Tensor, Tensor, double) pair))
        {
            Forget(pair);
        }
    }

    public void Dispose() => Clear();

    static double Dot(Tensor a, Tensor b)
    {
        using DisposeScope scope = NewDisposeScope();
        return (a * b).sum().ToDouble();
    }

    static void Forget((Tensor Step, Tensor Change, double Product) pair)
    {
        pair.Step.Dispose();
        pair.Change.Dispose();
    }
}
