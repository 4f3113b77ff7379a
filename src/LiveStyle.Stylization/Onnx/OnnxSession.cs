using LiveStyle.Bundles;
using LiveStyle.Stylization.Bundles;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace LiveStyle.Stylization.Onnx;

/// <summary>A bundle's network in ONNX Runtime, on one device, with the inputs and outputs that a bundle promises.</summary>
/// <remarks>Thread-safe, as far as <see cref="Plan"/> allows runs at once.</remarks>
sealed class OnnxSession : IDisposable
{
    public const string Frame = "frame";
    public const string Embedding = "embedding";
    public const string Stylized = "stylized";

    static readonly Lazy<OrtEnv> Environment = new(() =>
    {
        if (OrtEnv.IsCreated)
        {
            return OrtEnv.Instance();
        }

        EnvironmentCreationOptions options = OnnxLog.Environment;
        return OrtEnv.CreateInstanceWithOptions(ref options);
    });

    readonly InferenceSession inference;
    readonly bool hasGraphs;
    readonly SessionLog log;
    readonly ILogger logger;

    OnnxSession(InferenceSession inference, StylizerDevice device, InferencePlan plan, bool hasGraphs, SessionLog log, ILogger logger)
    {
        (this.inference, Device, Plan) = (inference, device, plan);
        (this.hasGraphs, this.log, this.logger) = (hasGraphs, log, logger);
    }

    /// <summary>The runtime of this process. To be asked for before anything else of ONNX Runtime, which else makes one that writes to standard error.</summary>
    public static OrtEnv Runtime => Environment.Value;

    /// <summary>What it runs on; never Auto, and Onnx on the processor.</summary>
    public StylizerDevice Device { get; }

    /// <summary>How many runs of it may go on at once.</summary>
    public InferencePlan Plan { get; }

    /// <summary>What to do where a run fails: a part of a sentence.</summary>
    public string Cure => Device == StylizerDevice.Onnx ? "try a smaller size" : $"{OnnxProvider.Of(Device).Cure}, or try a smaller size or the device cpu";

    /// <summary>Opens the network on the device asked for; Auto falls back to the processor.</summary>
    /// <exception cref="StylizerDeviceException">The device can't be had.</exception>
    /// <exception cref="ModelException">The slots can't be had, or the network is none that a bundle may hold.</exception>
    public static OnnxSession Open(ModelBundle bundle, StylizerOptions options)
    {
        _ = Runtime;
        ILogger logger = options.LoggerFactory.CreateLogger(OnnxLog.Category);
        StylizerDevice[] candidates = options.Device switch
        {
            StylizerDevice.Auto => [.. OnnxProvider.Automatic, StylizerDevice.Onnx],
            StylizerDevice.Cpu => [StylizerDevice.Onnx],
            _ => [options.Device],
        };
        for (int i = 0; ; i++)
        {
            InferencePlan plan = InferencePlan.For(bundle, options, candidates[i]);
            try
            {
                return Open(bundle, options.Cuda, plan, candidates[i], logger);
            }
            catch (LiveStyleException problem) when (i < candidates.Length - 1)
            {
                logger.LogInformation("Trying {Device}: {Problem}", candidates[i + 1].Name(), problem.Message);
            }
        }
    }

    /// <summary>Runs over frames, in memory that fits the device.</summary>
    /// <param name="embedding">E floats in the host's memory, read by each run.</param>
    /// <param name="embeddingLength">E.</param>
    /// <returns>To be disposed before this.</returns>
    public IFrameBindings Bind(nint embedding, int embeddingLength) => Device is StylizerDevice.Cuda or StylizerDevice.TensorRt
        ? new DeviceBindings(inference, new CudaMemory(), embedding, embeddingLength, hasGraphs, logger)
        : new FrameBindings(inference, embedding, embeddingLength, Plan.Slots, copiesWhenBound: Device == StylizerDevice.Dml);

    public void Dispose()
    {
        inference.Dispose();
        log.Dispose();
    }

    static OnnxSession Open(ModelBundle bundle, CudaOptions cuda, InferencePlan plan, StylizerDevice device, ILogger logger)
    {
        // ONNX Runtime's recordings are for one run at a time.
        bool usesGraphs = device == StylizerDevice.Cuda && cuda.UsesGraphs && plan.Slots == 1;
        string path = Path.Combine(bundle.Directory, ModelDescription.NetworkFile);
        SessionLog log = OnnxLog.Open(logger);
        InferenceSession? inference = null;
        try
        {
            using OnnxLog.OpeningScope opening = OnnxLog.Opening(logger);
            inference = usesGraphs ? TryOpenWithGraphs(bundle, cuda, plan, log, logger) : null;
            usesGraphs = inference is not null;
            inference ??= Open(bundle, cuda, plan, device, usesGraphs: false, log);
            Check(inference, bundle.Description, path);
            return new OnnxSession(inference, device, plan, usesGraphs, log, logger);
        }
        catch (Exception problem)
        {
            inference?.Dispose();
            log.Dispose();
            if (problem is not OnnxRuntimeException failure)
            {
                throw;
            }

            // Only the CPU needs nothing but the network: elsewhere it is rather the device that fails.
            throw device == StylizerDevice.Onnx || OnnxFailure.IsOfNetwork(failure)
                ? new ModelException($"{path}: ONNX Runtime can't load it ({OnnxFailure.Reason(problem)}); fetch the bundle again", problem)
                : OnnxProvider.NotStarted(device, problem);
        }
    }

    static InferenceSession? TryOpenWithGraphs(ModelBundle bundle, CudaOptions cuda, InferencePlan plan, SessionLog log, ILogger logger)
    {
        try
        {
            return Open(bundle, cuda, plan, StylizerDevice.Cuda, usesGraphs: true, log);
        }
        catch (OnnxRuntimeException problem)
        {
            logger.LogInformation("CUDA records no graphs of this network: {Reason}", OnnxFailure.Reason(problem));
            return null;
        }
    }

    static InferenceSession Open(ModelBundle bundle, CudaOptions cuda, InferencePlan plan, StylizerDevice device, bool usesGraphs, SessionLog log)
    {
        using var settings = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = plan.ThreadsOfRun,
            InterOpNumThreads = 1,
        };
        log.ApplyTo(settings);

        // Threads that spin between operators take the cores that decoding and encoding need.
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        OnnxProvider.Append(settings, device, cuda, usesGraphs);
        return new InferenceSession(device is StylizerDevice.Cuda or StylizerDevice.TensorRt ? CudaNetwork.From(bundle.Network) : bundle.Network, settings);
    }

    static void Check(InferenceSession session, ModelDescription description, string path)
    {
        Check("input", Frame, session.InputMetadata, typeof(byte), 1, null, null, 3);
        Check("input", Embedding, session.InputMetadata, typeof(float), 1, description.EmbeddingLength);
        Check("output", Stylized, session.OutputMetadata, typeof(byte), 1, null, null, 3);
        if (session.InputMetadata.Count != 2)
        {
            string other = session.InputMetadata.Keys.First(name => name is not (Frame or Embedding));
            throw new ModelException($"{path}: its input '{other}' is none that LiveStyle knows; export the bundle again");
        }

        void Check(string kind, string name, IReadOnlyDictionary<string, NodeMetadata> found, Type type, params int?[] shape)
        {
            string wanted = $"{type.Name} [{string.Join(",", shape.Select(extent => extent?.ToString() ?? "*"))}]";
            if (!found.TryGetValue(name, out NodeMetadata? node))
            {
                throw new ModelException($"{path}: it has no {kind} '{name}' ({wanted}), but {string.Join(", ", found.Keys)}; it is no network of a LiveStyle bundle");
            }

            // An extent of -1 is open: any is fine there.
            bool fits = node.IsTensor && node.ElementType == type && node.Dimensions.Length == shape.Length &&
                node.Dimensions.Zip(shape).All(pair => pair.First == -1 || pair.First == pair.Second);
            if (!fits)
            {
                string actual = node.IsTensor
                    ? $"{node.ElementType.Name} [{string.Join(",", node.Dimensions.Select(extent => extent < 0 ? "*" : extent.ToString()))}]"
                    : "no tensor";
                throw new ModelException($"{path}: its {kind} '{name}' is {actual} instead of {wanted}; export the bundle again");
            }
        }
    }
}
