using System.Diagnostics;
using LiveStyle.Training.Losses;
using LiveStyle.Training.Networks;
using LiveStyle.Training.Photos;
using LiveStyle.Training.Runs;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LiveStyle.Training.Additions;

/// <summary>Trains one new row of γ and β for a network that stays as it is.</summary>
sealed class StyleTrainer : IDisposable
{
    const int WindowLength = 50;

    readonly AdditionOptions options;
    readonly TransformNetwork network;
    readonly StylizationLoss loss;
    readonly Parameter row;
    readonly Adam adam;
    readonly LossWindow window = new(WindowLength);

    /// <param name="options">Validated.</param>
    /// <param name="network">Stays the caller's; its parameters learn no more.</param>
    /// <param name="loss">Of the new style's painting alone; stays the caller's.</param>
    /// <param name="start">float32 [1,E]: what the row begins with. Its pass-through stays, since painting does not ask for it.</param>
    public StyleTrainer(AdditionOptions options, TransformNetwork network, StylizationLoss loss, Tensor start)
    {
        this.options = options;
        this.network = network;
        this.loss = loss;
        foreach (Parameter parameter in network.parameters())
        {
            // So that going backward skips the kernels: a third of a step.
            parameter.requires_grad = false;
        }

        row = nn.Parameter(start.detach().clone());
        adam = optim.Adam([row], options.LearningRate);
    }

    /// <summary>float32 [1,E]: what was learned so far.</summary>
    public Tensor Row => row;

    /// <summary>Steps done.</summary>
    public long Step { get; private set; }

    /// <summary>Runs to the last step, or until cancelled; either way the row holds what was learned.</summary>
    /// <param name="photos">Stays the caller's.</param>
    /// <param name="count">So many of its first photographs are learned on.</param>
    /// <param name="progress">After each step.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <exception cref="LiveStyleException">The loss is not finite.</exception>
    public async Task RunAsync(PhotoRecords photos, int count, Action<TrainingProgress> progress, CancellationToken cancellation)
    {
        var sampler = new CropSampler(photos, options.CropSide, options.Batch, styles: 1, options.Seed, count);
        using var reader = new BatchReader(photos, sampler, options.Batch, options.CropSide, firstStep: 0);
        var clock = Stopwatch.StartNew();
        while (Step < options.Steps && !cancellation.IsCancellationRequested)
        {
            PhotoBatch batch = await reader.ReadAsync();
            LossTerms terms = Learn(batch);
            reader.Return(batch);
            if (!double.IsFinite(terms.Total))
            {
                throw new LiveStyleException($"the loss is {terms.Total} at step {Step}: the style has diverged; run it again with a lower --learning-rate (a third, say)");
            }

            window.Add(Step, terms);
            Step++;
            progress(new TrainingProgress(Step, window.Mean(), clock.Elapsed.TotalSeconds / Step));
        }
    }

    public void Dispose()
    {
        adam.Dispose();
        row.Dispose();
    }

    LossTerms Learn(PhotoBatch batch)
    {
        using var pause = new CollectionPause();
        using DisposeScope scope = NewDisposeScope();
        Tensor pictures = tensor(batch.Pictures, [options.Batch, 3, options.CropSide, options.CropSide]);
        adam.ParamGroups.First().LearningRate = options.LearningRateAt(Step);
        adam.zero_grad();
        Tensor embedding = row.expand(options.Batch, -1);
        Tensor stylized = network.Paint(pictures, embedding);
        (Tensor objective, LossTerms terms) = loss.Evaluate(pictures, stylized, tensor(batch.Styles), zeros(options.Batch));
        if (options.Losses.SteadinessWeight > 0)
        {
            Tensor unsteady = SteadinessLoss.Evaluate(network, pictures, stylized, embedding, new Disturbance(pictures.shape, options.Seed, Step)).mean();
            objective = objective + options.Losses.SteadinessWeight * unsteady;
            terms = terms with { Total = objective.ToDouble(), Steadiness = unsteady.ToDouble() };
        }

        if (!double.IsFinite(terms.Total))
        {
            return terms;
        }

        objective.backward();
        if (!double.IsFinite(nn.utils.clip_grad_norm_([row], options.GradientLimit)))
        {
            return terms with { Total = double.NaN };
        }

        adam.step();
        return terms;
    }
}
