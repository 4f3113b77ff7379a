using LiveStyle.Frames;
using LiveStyle.Gpu.Devices;
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

    /// <param name="device">Outlives it.</param>
    /// <param name="architecture">The network's shape.</param>
    /// <param name="kernels">By layer, float32 [out, in, k, k].</param>
    /// <param name="hasPassThrough">Whether an embedding ends with the frame's own share.</param>
    /// <param name="options">How it runs.</param>
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
            throw new ModelException($"an embedding of {EmbeddingLength} values is more than the {LongestEmbedding} that can be recorded with a frame; use --device cpu");
        }

        weights = new KernelWeights(device, architecture, kernels, IsHalf);
        try
        {
            Kernels = new NetworkKernels(device, IsHalf);
            Kernels.Tiles = TileChoice.For(this);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public GpuDevice Device { get; }

    public TransformArchitecture Architecture { get; }

    /// <summary>E: values of an embedding.</summary>
    public int EmbeddingLength { get; }

    /// <summary>Whether maps and weights are stored as float16.</summary>
    public bool IsHalf { get; }

    internal bool HasPassThrough { get; }

    public GpuNetworkOptions Options { get; }

    /// <summary>Bytes of the device's memory that the kernels' weights take.</summary>
    public long WeightBytes => weights.Buffer.ByteLength;

    public KernelWeights Weights => weights;

    public NetworkKernels Kernels { get; }

    /// <summary>Makes room for frames of one size, and compiles what is not compiled yet.</summary>
    /// <exception cref="GpuException">The frames need more memory than the device has; the message names a size that fits.</exception>
    public NetworkPass Prepare(FrameSize size)
    {
        NetworkMemory.Check(this, size);
        return new NetworkPass(this, new NetworkPlan(Architecture, size, IsHalf));
    }

    public void Dispose()
    {
        Kernels?.Dispose();
        weights.Dispose();
    }
}
