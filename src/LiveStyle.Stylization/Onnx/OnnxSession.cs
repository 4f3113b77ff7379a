using LiveStyle.Bundles;
using LiveStyle.Stylization.Bundles;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LiveStyle.Stylization.Onnx;

/// <summary>A bundle's network in ONNX Runtime, on one device, with the inputs and outputs that a bundle promises.</summary>
static class OnnxSession
{
    public const string Frame = "frame";
    public const string Embedding = "embedding";
    public const string Stylized = "stylized";

    static readonly Lazy<OrtEnv> Environment = new(() =>
    {
        if (!OrtEnv.IsCreated)
        {
            // Warnings (a machine without a GPU gets one) would land among the program's own lines.
            var options = new EnvironmentCreationOptions { logId = "livestyle", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            return OrtEnv.CreateInstanceWithOptions(ref options);
        }

        return OrtEnv.Instance();
    });

    /// <summary>The runtime of this process.</summary>
    public static OrtEnv Runtime => Environment.Value;

    /// <summary>Opens the network on the device asked for; Auto falls back to the CPU.</summary>
    /// <returns>The session, the device it is on, and how many runs of it may go on at once.</returns>
    /// <exception cref="ModelException">The device or the slots can't be had, or the network is none that a bundle may hold.</exception>
    public static (InferenceSession Session, StylizerDevice Device, InferencePlan Plan) Open(ModelBundle bundle, StylizerOptions options)
    {
        string[] providers = Runtime.GetAvailableProviders();
        StylizerDevice[] candidates = options.Device == StylizerDevice.Auto
            ? [.. OnnxProvider.Accelerators.Where(device => OnnxProvider.IsIn(device, providers)), StylizerDevice.Cpu]
            : [options.Device];
        for (int i = 0; ; i++)
        {
            InferencePlan plan = InferencePlan.For(bundle, options, candidates[i]);
            try
            {
                return (Open(bundle, plan, candidates[i], providers), candidates[i], plan);
            }
            catch (ModelException) when (i < candidates.Length - 1)
            {
                // Auto: the next one may do.
            }
        }
    }

    static InferenceSession Open(ModelBundle bundle, InferencePlan plan, StylizerDevice device, string[] providers)
    {
        using var settings = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = plan.ThreadsOfRun,
            InterOpNumThreads = 1,
            // A failed run is told once, by its exception.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };

        // Threads that spin between operators take the cores that decoding and encoding need.
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        OnnxProvider.Append(settings, device, providers);

        string path = Path.Combine(bundle.Directory, ModelDescription.NetworkFile);
        InferenceSession session;
        try
        {
            session = new InferenceSession(bundle.Network, settings);
        }
        catch (OnnxRuntimeException problem)
        {
            throw new ModelException($"{path}: ONNX Runtime can't load it on {device.Name()} ({FirstLine(problem)}); fetch the bundle again", problem);
        }

        try
        {
            Check(session, bundle.Description, path);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The first line of what ONNX Runtime says, without the code it begins with.</summary>
    public static string FirstLine(Exception problem) => problem.Message.Split('\n')[0].Trim();

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
