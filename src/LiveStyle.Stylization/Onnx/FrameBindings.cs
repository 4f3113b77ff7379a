using LiveStyle.Frames;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LiveStyle.Stylization.Onnx;

/// <summary>
/// Ready-made runs over frame memory: one for each pair of source and target that met before, so that a pipeline,
/// whose pools lend the same few frames again and again, makes none in its steady state.
/// </summary>
/// <remarks>
/// A binding holds addresses, not frames. It is used only for a pair of living frames of just those addresses and
/// that size, so that one which has outlived its frames is never run. Frames of a pair that came before allocate nothing,
/// where the device computes in the host's memory.
/// </remarks>
/// <param name="session">Stays the caller's.</param>
/// <param name="embedding">E floats, read by each run.</param>
/// <param name="embeddingLength">E.</param>
/// <param name="slots">How many there are, which decides how many frames are under way.</param>
/// <param name="copiesWhenBound">Whether the device has memory of its own, to which inputs are copied only when they are bound: then they are bound for each run.</param>
sealed class FrameBindings(InferenceSession session, nint embedding, int embeddingLength, int slots, bool copiesWhenBound = false) : IFrameBindings
{
    /// <summary>Frames of each pool that may be out beside those in slots: queued, being read, being written, kept.</summary>
    const int Queued = 10;

    readonly int capacity = (slots + Queued) * (slots + Queued);

    readonly RunOptions run = new();
    readonly OrtMemoryInfo memory = new(OrtMemoryInfo.allocatorCPU, OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default);
    readonly Dictionary<Pair, Binding> bindings = [];

    public bool IsTerminated { set => run.Terminate = value; }

    public void Run(HostFrame source, HostFrame target)
    {
        RequireRgb(source, target);
        Binding binding = For(source, target);
        if (copiesWhenBound)
        {
            binding.BindInputs();
        }

        session.RunWithBinding(run, binding.Io);
    }

    /// <exception cref="ArgumentException">One of them is no packed RGB frame.</exception>
    public static void RequireRgb(HostFrame source, HostFrame target)
    {
        if (!source.Format.IsPacked || !target.Format.IsPacked)
        {
            throw new ArgumentException($"the network takes RGB frames, not {(source.Format.IsPacked ? target : source).Format.Layout}", nameof(source));
        }
    }

    public void Dispose()
    {
        Clear();
        memory.Dispose();
        run.Dispose();
    }

    Binding For(HostFrame source, HostFrame target)
    {
        var pair = new Pair(source.Address, target.Address, source.Size);
        if (!bindings.TryGetValue(pair, out Binding? binding))
        {
            if (bindings.Count == capacity)
            {
                Clear();
            }

            binding = new Binding(session, memory, source, target, embedding, embeddingLength);
            bindings.Add(pair, binding);
        }

        return binding;
    }

    void Clear()
    {
        foreach (Binding binding in bindings.Values)
        {
            binding.Dispose();
        }

        bindings.Clear();
    }

    readonly record struct Pair(nint Source, nint Target, FrameSize Size);

    sealed class Binding : IDisposable
    {
        readonly OrtValue[] values;

        public Binding(InferenceSession session, OrtMemoryInfo memory, HostFrame source, HostFrame target, nint embedding, int embeddingLength)
        {
            long[] shape = [1, source.Size.Height, source.Size.Width, 3];
            values =
            [
                OrtValue.CreateTensorValueWithData(memory, TensorElementType.UInt8, shape, source.Address, source.ByteLength),
                OrtValue.CreateTensorValueWithData(memory, TensorElementType.Float, [1, embeddingLength], embedding, embeddingLength * sizeof(float)),
                OrtValue.CreateTensorValueWithData(memory, TensorElementType.UInt8, shape, target.Address, target.ByteLength),
            ];
            Io = session.CreateIoBinding();
            BindInputs();
            Io.BindOutput(OnnxSession.Stylized, values[2]);
        }

        public OrtIoBinding Io { get; }

        public void BindInputs()
        {
            Io.BindInput(OnnxSession.Frame, values[0]);
            Io.BindInput(OnnxSession.Embedding, values[1]);
        }

        public void Dispose()
        {
            Io.Dispose();
            foreach (OrtValue value in values)
            {
                value.Dispose();
            }
        }
    }
}
