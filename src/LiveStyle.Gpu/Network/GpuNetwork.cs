using LiveStyle.Frames;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Plan;
using LiveStyle.Gpu.Tuning;
using LiveStyle.Networks;

namespace LiveStyle.Gpu.Network;

/// <summary>A transform network on a device: its kernels' weights and compiled shaders, for frames of any size.</summary>
/// <remarks>Thread-safety: none. Disposed after its passes, before its device, and when no submitted commands use it any more.</remarks>
public sealed class GpuNetwork : IDisposable
{
    /// <summary>vkCmdUpdateBuffer takes 65,536 bytes.</summary>
    const int LongestEmbedding = 65_536 / sizeof(float);

    readonly KernelWeights weights;

    /// <summary>Brings a network's kernels to a device, and chooses how its convolutions are cut.</summary>
    /// <param name="device">The device that runs it; it outlives the network.</param>
    /// <param name="architecture">The network's shape.</param>
    /// <param name="kernels">The kernels by their layers' names: float32 [out, in, k, k].</param>
    /// <param name="hasPassThrough">Whether an embedding ends with the frame's own share.</param>
    /// <param name="options">How it runs; null: as is best on the device.</param>
    /// <exception cref="ModelException">A kernel is missing or has another shape.</exception>
    /// <exception cref="GpuException">The device has no room, or its driver refuses a shader.</exception>
    public GpuNetwork(
        GpuDevice device, TransformArchitecture architecture, IReadOnlyDictionary<string, float[]> kernels, bool hasPassThrough, GpuNetworkOptions? options = null)
    {
        Device = device;
        Architecture = architecture;
        HasPassThrough = hasPassThrough;

        // Each frame asks for it, and the architecture counts anew each time.
        EmbeddingLength = architecture.PassThrough + (hasPassThrough ? 1 : 0);
        Options = options ?? new GpuNetworkOptions();

        // Processors convert each float16 they load, and have no traffic to save.
        IsHalf = Options.HalfStorage ?? device.Info.Kind != GpuKind.Software;
        if (EmbeddingLength > LongestEmbedding)
        {
            throw new ModelException($"an embedding of {EmbeddingLength} values is more than the {LongestEmbedding} that can be recorded with a frame; run on the processor");
        }

        weights = new KernelWeights(device, architecture, kernels, IsHalf);
        try
        {
            Kernels = new NetworkKernels(device, IsHalf);
            Placed = new PlacedNetwork(device, architecture, weights, IsHalf);
            Kernels.Tiles = TileChoice.For(Placed, Options.Tuning, Options.TuningFolder);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The device that it runs on.</summary>
    public GpuDevice Device { get; }

    /// <summary>The network's shape.</summary>
    public TransformArchitecture Architecture { get; }

    /// <summary>E: how many values an embedding has.</summary>
    public int EmbeddingLength { get; }

    /// <summary>Whether maps and weights are stored as float16.</summary>
    public bool IsHalf { get; }

    internal bool HasPassThrough { get; }

    /// <summary>How it runs.</summary>
    public GpuNetworkOptions Options { get; }

    /// <summary>How many bytes of the device's memory the kernels' weights take.</summary>
    public long WeightBytes => weights.Buffer.ByteLength;

    internal KernelWeights Weights => weights;

    internal PlacedNetwork Placed { get; }

    internal NetworkKernels Kernels { get; }

    /// <summary>Makes room for frames of one size, and compiles what is not compiled yet.</summary>
    /// <param name="size">The frames' width and height in pixels.</param>
    /// <returns>The pass, which the caller disposes before the network.</returns>
    /// <exception cref="GpuException">The frames need more memory than the device has; <see cref="LiveStyleException.LargestSize"/> fits.</exception>
    public NetworkPass Prepare(FrameSize size)
    {
        NetworkMemory.Check(this, size);
        return new NetworkPass(this, new NetworkPlan(Architecture, size, IsHalf));
    }

    /// <summary>Frees its memory; its passes are gone, and no submitted commands use it.</summary>
    public void Dispose()
    {
        Kernels?.Dispose();
        weights.Dispose();
    }
}
