using System.Globalization;
using LiveStyle.Bundles;
using LiveStyle.Styles;
using LiveStyle.Training.Losses;
using LiveStyle.Training.Networks;
using LiveStyle.Training.Photos;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LiveStyle.Training.Runs;

/// <summary>Where a run is.</summary>
/// <param name="Step">Steps done, from the run's very start.</param>
/// <param name="Mean">Losses, mean of the last hundred steps.</param>
/// <param name="SecondsPerStep">Over this session.</param>
readonly record struct TrainingProgress(long Step, LossTerms Mean, double SecondsPerStep);

/// <summary>Trains the shared network and all embeddings together.</summary>
sealed class Trainer : IDisposable
{
    const int WindowLength = 100;
    const double MinDeviation = 0.01;

    readonly TrainingOptions options;
    readonly FeatureNetwork vgg;
    readonly StylizationLoss loss;
    readonly TransformNetwork network;
    readonly Adam adam;
    readonly Adam.ParamGroup kernelGroup;
    readonly Adam.ParamGroup embeddingGroup;
    readonly LossWindow window = new(WindowLength);
    readonly IReadOnlyList<Painting> paintings;
    readonly StyleWatch styleWatch;
    double bestLoss = double.PositiveInfinity;

    /// <param name="options">Validated.</param>
    /// <param name="paintings">The styles, "original" among them, in the order of the embedding table.</param>
    public Trainer(TrainingOptions options, IReadOnlyList<Painting> paintings)
    {
        this.options = options;
        this.paintings = paintings;
        set_num_threads(options.Threads > 0 ? options.Threads : Environment.ProcessorCount);
        Directory.CreateDirectory(CheckpointFolder);
        vgg = FeatureNetwork.Load(options.Vgg, options.Precision);
        loss = new StylizationLoss(vgg, options.Losses, [.. paintings.Select(painting => painting.Load(options.PaintingSide))]);
        styleWatch = new StyleWatch([.. paintings.Select(painting => painting.Slug)], loss, message => Warn(message));
        Checkpoint? last = File.Exists(LastPath) ? Checkpoint.Load(LastPath) : null;
        if (last is not null)
        {
            CheckSame(last);
            network = last.BuildNetwork();
            Step = last.Step;
            bestLoss = File.Exists(BestPath) && Checkpoint.Load(BestPath) is { } best && best.Objective == options.Objective
                ? best.Loss
                : double.PositiveInfinity;
        }
        else
        {
            network = new TransformNetwork(options.Architecture, paintings.Count, (long)options.Seed);
            PassOriginalThrough();
            if (options.StartFrom is { } bundle)
            {
                StartFrom(bundle);
            }
        }

        network.Precision = options.Precision;

        // In the order in which the network names its parameters: a checkpoint relies on it.
        kernelGroup = new Adam.ParamGroup([.. options.Architecture.Layers.Select(layer => network.Kernel(layer.Name))]);
        embeddingGroup = new Adam.ParamGroup([network.Embeddings]);
        adam = optim.Adam([kernelGroup, embeddingGroup], options.LearningRate);
        last?.RestoreOptimizer(network, adam);
    }

    /// <summary>Steps done; above 0 at the start where a checkpoint was resumed.</summary>
    public long Step { get; private set; }

    public TransformNetwork Network => network;

    /// <summary>Takes each sign that the run won't succeed, as one line with the cure; the run goes on.</summary>
    public Action<string> Warn { get; init; } = message => Console.Error.WriteLine("livestyle-train: warning: " + message);

    /// <summary>What the intervals of checkpoints and previews are counted by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public string CheckpointFolder => Path.Combine(options.Output, "checkpoints");

    public string LastPath => Path.Combine(CheckpointFolder, "last.safetensors");

    public string BestPath => Path.Combine(CheckpointFolder, "best.safetensors");

    /// <summary>Runs to <see cref="TrainingOptions.Steps"/>, or until cancelled; either way the last step is saved.</summary>
    /// <param name="photos">Stays the caller's; every photograph holds a crop.</param>
    /// <param name="progress">After each step.</param>
    /// <param name="preview">Every few minutes and at the end; may use the network under no_grad.</param>
    /// <param name="cancellation">Stops between steps.</param>
    public async Task RunAsync(PhotoRecords photos, Action<TrainingProgress> progress, Action<long> preview, CancellationToken cancellation)
    {
        var sampler = new CropSampler(photos, options.CropSide, options.Batch, paintings.Count, options.Seed);
        using var reader = new BatchReader(photos, sampler, options.Batch, options.CropSide, Step);
        using var log = new LossLog(Path.Combine(options.Output, LossHistory.FileName), Step, Time);
        foreach (LossTerms terms in log.Kept.TakeLast(WindowLength))
        {
            window.Add(Step, terms);
        }

        long first = Step;
        var lossWatch = new LossWatch(isFresh: Step == 0 && options.StartFrom is null, Warn);
        long begun = Time.GetTimestamp(), saved = begun, previewed = begun;
        while (Step < options.Steps && !cancellation.IsCancellationRequested)
        {
            PhotoBatch batch = await reader.ReadAsync();
            LossTerms terms = Learn(batch);
            reader.Return(batch);
            window.Add(Step, terms);
            Step++;
            lossWatch.Add(Step, terms.Total);
            log.Write(Step, terms, options.LearningRateAt(Step - 1));
            progress(new TrainingProgress(Step, window.Mean(), Time.GetElapsedTime(begun).TotalSeconds / (Step - first)));
            if (options.Deterministic ? Step % Repeatability.CheckpointSteps == 0 : Time.GetElapsedTime(saved) > options.CheckpointEvery)
            {
                log.Flush();
                Save(mayBeBest: true);
                saved = Time.GetTimestamp();
            }

            if (Time.GetElapsedTime(previewed) > options.PreviewEvery)
            {
                log.Flush();
                preview(Step);
                previewed = Time.GetTimestamp();
            }
        }

        if (Step > first)
        {
            log.Flush();
            Save(mayBeBest: !options.Deterministic || Step == options.Steps);
            preview(Step);
        }
    }

    public void Dispose()
    {
        adam.Dispose();
        network.Dispose();
        loss.Dispose();
        vgg.Dispose();
    }

    LossTerms Learn(PhotoBatch batch)
    {
        using var pause = new CollectionPause();
        using DisposeScope scope = NewDisposeScope();
        long side = options.CropSide;
        Tensor pictures = tensor(batch.Pictures, [options.Batch, 3, side, side]);
        Tensor styles = tensor(batch.Styles);
        Tensor isOriginal = tensor(batch.Styles.Select(style => paintings[(int)style].IsOriginal ? 1f : 0f).ToArray());
        double learningRate = options.LearningRateAt(Step);
        kernelGroup.LearningRate = learningRate;
        embeddingGroup.LearningRate = learningRate * options.EmbeddingLearningRateFactor;

        adam.zero_grad();
        Tensor embedding = network.Embeddings.index_select(0, styles);
        Tensor stylized = network.Paint(pictures, embedding);
        (Tensor objective, LossTerms terms) = loss.Evaluate(pictures, stylized, styles, isOriginal);
        if (options.Losses.SteadinessWeight > 0)
        {
            Tensor unsteady = SteadinessLoss.Evaluate(network, pictures, stylized, embedding, new Disturbance(pictures.shape, options.Seed, Step)).mean();
            objective = objective + options.Losses.SteadinessWeight * unsteady;
            terms = terms with { Total = objective.ToDouble(), Steadiness = unsteady.ToDouble() };
        }

        if (double.IsFinite(terms.Total))
        {
            objective.backward();
            double norm = nn.utils.clip_grad_norm_(network.parameters(), options.GradientLimit);
            if (!double.IsFinite(norm))
            {
                // A step along it would poison the weights, and the next checkpoint with them.
                return terms with { Total = double.NaN };
            }

            adam.step();
        }

        if (Step % 50 == 49)
        {
            CheckAlive(stylized);
        }

        styleWatch.Look(Step, pictures, stylized.detach(), styles, isOriginal);
        return terms;
    }

    void CheckAlive(Tensor stylized)
    {
        double deviation = stylized.detach().std([1, 2, 3]).max().ToDouble();
        if (deviation < MinDeviation)
        {
            throw new LiveStyleException(
                $"the pictures have collapsed to one color at step {Step} (deviation {deviation.ToString("0.0000", CultureInfo.InvariantCulture)}); start anew with a lower --learning-rate or a lower --style-weight");
        }
    }

    void PassOriginalThrough()
    {
        using IDisposable noGradient = no_grad();
        for (int i = 0; i < paintings.Count; i++)
        {
            network.Embeddings[i, options.Architecture.PassThrough] = paintings[i].IsOriginal ? 1 : 0;
        }
    }

    /// <summary>Kernels and known styles of a bundle; a style that it lacks begins as the mean of those that it has.</summary>
    void StartFrom(string bundle)
    {
        (TransformNetwork start, ModelDescription description) = NetworkImporter.Load(bundle);
        using IDisposable owned = start;
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        if (start.Architecture != options.Architecture)
        {
            throw new ModelException($"{bundle}: is {start.Architecture}, not {options.Architecture}; give --family {start.Architecture.Family} --width {start.Architecture.Width} --blocks {start.Architecture.ResidualBlocks}");
        }

        foreach (ConvolutionLayer layer in options.Architecture.Layers)
        {
            network.Kernel(layer.Name).copy_(start.Kernel(layer.Name));
        }

        List<string> known = [.. description.Styles.Select(style => style.Slug)];
        long[] painted = [.. Enumerable.Range(0, known.Count).Where(i => known[i] != StyleInfo.Original).Select(i => (long)i)];
        Tensor mean = start.Embeddings.index_select(0, tensor(painted)).mean([0]);
        for (int i = 0; i < paintings.Count; i++)
        {
            int row = known.IndexOf(paintings[i].Slug);
            network.Embeddings[i].copy_(row < 0 ? mean : start.Embeddings[row]);
        }
    }

    /// <summary>The best one first: killed between the two, the run comes by this step again.</summary>
    /// <param name="mayBeBest">False where the moment is one that another run of the same settings would not save at.</param>
    void Save(bool mayBeBest)
    {
        double mean = window.Mean().Total;
        string[] slugs = [.. paintings.Select(painting => painting.Slug)];
        if ((mayBeBest && window.IsFull && mean < bestLoss) || !File.Exists(BestPath))
        {
            bestLoss = window.IsFull ? mean : double.PositiveInfinity;
            Checkpoint.Save(BestPath, network, adam, Step, options.Seed, slugs, mean, options.Objective);
        }

        Checkpoint.Save(LastPath, network, adam, Step, options.Seed, slugs, mean, options.Objective);
    }

    void CheckSame(Checkpoint last)
    {
        if (last.Architecture != options.Architecture)
        {
            throw new ModelException($"{LastPath}: is {last.Architecture}, not {options.Architecture}; give another --out, or --family {last.Architecture.Family} --width {last.Architecture.Width} --blocks {last.Architecture.ResidualBlocks}");
        }

        if (!last.Styles.SequenceEqual(paintings.Select(painting => painting.Slug)))
        {
            throw new ModelException($"{LastPath}: knows the styles {string.Join(", ", last.Styles)}; give another --out, or the same --styles");
        }

        if (last.Seed != options.Seed)
        {
            throw new ModelException($"{LastPath}: was begun with --seed {last.Seed}; give that one, or another --out");
        }
    }
}
