using LiveStyle.Cpu.Planning;
using LiveStyle.Cpu.Weights;
using LiveStyle.Frames;
using LiveStyle.Networks;

namespace LiveStyle.Cpu.Network;

/// <summary>A transform network on the processor: its kernels' weights, arranged for the machine's instructions, for frames of any size.</summary>
/// <remarks>Thread-safe: several passes may run at once. Disposed after its passes.</remarks>
public sealed class CpuNetwork : IDisposable
{
    readonly NetworkWeights weights;

    /// <summary>Arranges a network's kernels for the instructions.</summary>
    /// <param name="architecture">The network's shape.</param>
    /// <param name="kernels">The kernels by their layers' names: float32 [out, in, k, k].</param>
    /// <param name="hasPassThrough">Whether an embedding ends with the frame's own share.</param>
    /// <param name="options">How it runs; null: as is best on this machine.</param>
    /// <exception cref="ModelException">
    /// A kernel is missing, has another shape or a value that is not finite, or this machine lacks the instructions that were asked for.
    /// </exception>
    public CpuNetwork(TransformArchitecture architecture, IReadOnlyDictionary<string, float[]> kernels, bool hasPassThrough, CpuNetworkOptions? options = null)
    {
        Options = options ?? new CpuNetworkOptions();
        Instructions = Options.Instructions ?? InstructionSets.Best;
        if (!InstructionSets.IsAvailable(Instructions))
        {
            throw new ModelException($"this processor has no {Instructions.Name()}; it has {string.Join(", ", InstructionSets.Available.Select(set => set.Name()))}");
        }

        Architecture = architecture;
        HasPassThrough = hasPassThrough;
        EmbeddingLength = architecture.PassThrough + (hasPassThrough ? 1 : 0);
        weights = new NetworkWeights(architecture, kernels, Instructions.Lanes(), Options.Memory);
    }

    /// <summary>The network's shape.</summary>
    public TransformArchitecture Architecture { get; }

    /// <summary>E: how many values an embedding has.</summary>
    public int EmbeddingLength { get; }

    /// <summary>The instructions that it runs in.</summary>
    public InstructionSet Instructions { get; }

    /// <summary>Bytes of memory that the kernels' weights take.</summary>
    public long WeightBytes => weights.ByteLength;

    internal bool HasPassThrough { get; }

    internal CpuNetworkOptions Options { get; }

    internal NetworkWeights Weights => weights;

    /// <summary>Says how much memory a pass takes, whose maps are nearly all of it.</summary>
    /// <param name="size">The frames' width and height in pixels.</param>
    /// <returns>Bytes of the maps.</returns>
    public long BytesOf(FrameSize size) => new NetworkPlan(Architecture, size, Instructions.Lanes()).Blocks.Sum();

    /// <summary>Makes room for frames of one size.</summary>
    /// <param name="size">The frames' width and height in pixels.</param>
    /// <param name="threads">The number of threads that work on a frame, the caller's own among them; 1 or more.</param>
    /// <returns>The pass, which the caller disposes before the network.</returns>
    /// <exception cref="ModelException">There is no memory for frames of that size.</exception>
    public CpuPass Prepare(FrameSize size, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Width, 1, nameof(size));
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Height, 1, nameof(size));
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        try
        {
            return new CpuPass(this, new NetworkPlan(Architecture, size, Instructions.Lanes()), threads);
        }
        catch (OutOfMemoryException problem)
        {
            throw new ModelException($"there is no memory for {size} frames; use smaller frames", problem) { Remedies = Remedies.SmallerFrames };
        }
    }

    /// <summary>Frees its memory; its passes are gone.</summary>
    public void Dispose() => weights.Dispose();
}
