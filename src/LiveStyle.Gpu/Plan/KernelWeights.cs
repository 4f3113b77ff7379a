using System.Globalization;
using System.Runtime.InteropServices;
using LiveStyle.Gpu.Commands;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;
using LiveStyle.Networks;

namespace LiveStyle.Gpu.Plan;

/// <summary>A network's kernels in one buffer, as the shaders read them: [row][column][input][output], padded to groups of four.</summary>
sealed class KernelWeights : IDisposable
{
    readonly Dictionary<string, int> offsets = [];

    /// <param name="device">The device whose memory holds them.</param>
    /// <param name="architecture">The network's shape.</param>
    /// <param name="kernels">The weights by layer, float32 [out, in, k, k].</param>
    /// <param name="isHalf">Stored as float16.</param>
    /// <exception cref="ModelException">A kernel is missing or has another shape.</exception>
    public KernelWeights(GpuDevice device, TransformArchitecture architecture, IReadOnlyDictionary<string, float[]> kernels, bool isHalf)
    {
        var values = new List<float>();
        foreach (ConvolutionLayer layer in architecture.Layers)
        {
            if (!kernels.TryGetValue(layer.Name, out float[]? kernel) || kernel.Length != layer.KernelShape.Aggregate(1L, (product, extent) => product * extent))
            {
                throw new ModelException($"the network has no kernel {layer.Name} of {string.Join('×', layer.KernelShape)} values; export the bundle again, or run on the processor");
            }

            offsets.Add(layer.Name, values.Count / 4);
            values.AddRange(Arrange(layer, kernel));
        }

        byte[] bytes = isHalf
            ? MemoryMarshal.AsBytes(values.Select(value => (Half)value).ToArray().AsSpan()).ToArray()
            : MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(values)).ToArray();
        Buffer = new GpuBuffer(device, bytes.Length, MemoryPlace.Device, "the network's kernels");
        try
        {
            Transfers.Upload(device, Buffer, bytes);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public GpuBuffer Buffer { get; }

    /// <summary>Gives the beginning of a layer's kernel, in groups of four values.</summary>
    public uint Offset(string layer) => (uint)offsets[layer];

    public void Dispose() => Buffer.Dispose();

    static float[] Arrange(ConvolutionLayer layer, float[] kernel)
    {
        int side = layer.Side, inputs = PlannedConvolution.Groups(layer.Inputs) * 4, outputs = PlannedConvolution.Groups(layer.Outputs) * 4;
        long length = (long)side * side * inputs * outputs;
        if (length > Array.MaxLength)
        {
            throw new ModelException(string.Create(
                CultureInfo.InvariantCulture, $"the network's kernel {layer.Name} takes {length / 1e6:0.0} million values on a GPU, more than {Array.MaxLength / 1e6:0.0} million; run on the processor"));
        }

        var arranged = new float[side * side * inputs * outputs];
        for (int output = 0; output < layer.Outputs; output++)
        {
            for (int input = 0; input < layer.Inputs; input++)
            {
                for (int tap = 0; tap < side * side; tap++)
                {
                    arranged[(tap * inputs + input) * outputs + output] = kernel[(output * layer.Inputs + input) * side * side + tap];
                }
            }
        }

        return arranged;
    }
}
