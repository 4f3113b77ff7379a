using LiveStyle.Frames;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LiveStyle.Stylization.Onnx;

/// <summary>Runs in a device's own memory: a frame is copied there, stylized from and into buffers that stay, and copied back.</summary>
/// <remarks>
/// A value in the host's memory won't do: ONNX Runtime copies it to the device when it is bound, once, and would stylize the first
/// frame again and again. Buffers that stay where they are also let CUDA record a run once a size (a graph) and start it as a whole.
/// </remarks>
sealed class DeviceBindings : IFrameBindings
{
    /// <summary>Sizes whose buffers are kept.</summary>
    const int Capacity = 4;

    /// <summary>Sizes that graphs are recorded for: the session keeps them until its end.</summary>
    const int MostGraphs = 16;

    const int NoGraph = -1;

    readonly InferenceSession session;
    readonly IDeviceMemory memory;
    readonly ILogger logger;
    readonly OrtMemoryInfo host = new(OrtMemoryInfo.allocatorCPU, OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default);
    readonly OrtAllocator allocator;
    readonly OrtValue hostEmbedding;
    readonly OrtValue embedding;
    readonly int embeddingLength;
    readonly RunSwitch runs = new();
    readonly RunOptions single;
    readonly Dictionary<FrameSize, SizedBinding> sizes = [];
    bool usesGraphs;
    int graphs;

    /// <param name="session">Stays the caller's, and outlives this.</param>
    /// <param name="memory">Disposed with this.</param>
    /// <param name="hostEmbedding">E floats in the host's memory, read by each run.</param>
    /// <param name="embeddingLength">E.</param>
    /// <param name="usesGraphs">Whether the session can record graphs.</param>
    /// <param name="logger">Told when a graph is not used after all.</param>
    public DeviceBindings(InferenceSession session, IDeviceMemory memory, nint hostEmbedding, int embeddingLength, bool usesGraphs, ILogger logger)
    {
        (this.session, this.memory, this.usesGraphs, this.logger) = (session, memory, usesGraphs, logger);
        this.embeddingLength = embeddingLength;
        long[] shape = [1, embeddingLength];
        allocator = new OrtAllocator(session, memory.Info);
        this.hostEmbedding = OrtValue.CreateTensorValueWithData(host, TensorElementType.Float, shape, hostEmbedding, embeddingLength * sizeof(float));
        embedding = OrtValue.CreateAllocatedTensorValue(allocator, TensorElementType.Float, shape);
        single = runs.Add(NoGraph);
    }

    public bool IsTerminated { set => runs.IsTerminated = value; }

    public void Run(HostFrame source, HostFrame target)
    {
        FrameBindings.RequireRgb(source, target);
        using OrtValue from = Wrap(source);
        using OrtValue to = Wrap(target);
        memory.Copy(hostEmbedding, embedding);
        SizedBinding binding = For(source.Size, from, to);
        memory.Copy(from, binding.Frame);
        binding.Run(session, binding.Graph ?? single);
        memory.Copy(binding.Stylized, to);
    }

    public void Dispose()
    {
        Clear();
        embedding.Dispose();
        hostEmbedding.Dispose();
        allocator.Dispose();
        host.Dispose();
        runs.Dispose();
        memory.Dispose();
    }

    OrtValue Wrap(HostFrame frame) => OrtValue.CreateTensorValueWithData(
        host, TensorElementType.UInt8, [1, frame.Size.Height, frame.Size.Width, 3], frame.Address, frame.ByteLength);

    SizedBinding For(FrameSize size, OrtValue source, OrtValue target)
    {
        if (!sizes.TryGetValue(size, out SizedBinding? binding))
        {
            if (sizes.Count == Capacity)
            {
                Clear();
            }

            binding = new SizedBinding(session, allocator, size, embedding);
            sizes.Add(size, binding);
            if (usesGraphs && graphs < MostGraphs)
            {
                graphs++;
                Record(binding, size, source, target);
            }
        }

        return binding;
    }

    /// <summary>Records a graph, and uses it only if it gives the picture that single launches give.</summary>
    /// <param name="binding">The binding of a size without a graph.</param>
    /// <param name="size">That size.</param>
    /// <param name="source">A frame.</param>
    /// <param name="target">Is written.</param>
    void Record(SizedBinding binding, FrameSize size, OrtValue source, OrtValue target)
    {
        RunOptions graph = runs.Add(graphs);
        try
        {
            // Recorded with another picture and another style: had one of them been frozen into it, that would show.
            using OrtValue other = OrtValue.CreateTensorValueFromMemory(new float[embeddingLength], [1, embeddingLength]);
            memory.Copy(other, embedding);
            memory.Copy(target, binding.Frame);
            binding.Run(session, graph);
            memory.Copy(hostEmbedding, embedding);
            memory.Copy(source, binding.Frame);
            binding.Run(session, single);
            memory.Copy(binding.Stylized, target);
            byte[] expected = target.GetTensorDataAsSpan<byte>().ToArray();
            binding.Run(session, graph);
            memory.Copy(binding.Stylized, target);
            int difference = 0;
            ReadOnlySpan<byte> actual = target.GetTensorDataAsSpan<byte>();
            for (int i = 0; i < expected.Length; i++)
            {
                difference = Math.Max(difference, Math.Abs(expected[i] - actual[i]));
            }

            if (difference <= 1)
            {
                binding.Graph = graph;
                return;
            }

            logger.LogWarning("The graph recorded for {Size} frames gives another picture, by up to {Difference} levels; kernels are launched singly", size, difference);
        }
        catch (OnnxRuntimeException problem) when (!runs.IsTerminated)
        {
            logger.LogWarning("No graph can be recorded for {Size} frames ({Reason}); kernels are launched singly", size, OnnxFailure.Reason(problem));
        }

        usesGraphs = false;
    }

    void Clear()
    {
        foreach (SizedBinding binding in sizes.Values)
        {
            binding.Dispose();
        }

        sizes.Clear();
    }
}
