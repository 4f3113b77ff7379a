using LiveStyle.Cpu.Memory;
using LiveStyle.Cpu.Planning;
using LiveStyle.Networks;

namespace LiveStyle.Cpu.Weights;

/// <summary>All kernels of a network, arranged once for its instructions.</summary>
sealed class NetworkWeights : IDisposable
{
    readonly Dictionary<string, LayerWeights> layers = [];
    readonly Arena arena;

    /// <param name="architecture">The network's shape.</param>
    /// <param name="kernels">The weights by layer, float32 [out, in, k, k].</param>
    /// <param name="lanes">Channels in a block.</param>
    /// <param name="memory">Where they lie.</param>
    /// <exception cref="ModelException">A kernel is missing, has another shape, or has a value that is not finite.</exception>
    public NetworkWeights(TransformArchitecture architecture, IReadOnlyDictionary<string, float[]> kernels, int lanes, IMemorySource memory)
    {
        arena = new Arena(memory);
        try
        {
            IReadOnlyList<ConvolutionLayer> all = architecture.Layers;
            for (int i = 0; i < all.Count; i++)
            {
                ConvolutionForm form = ConvolutionForms.Of(all[i], isFirst: i == 0, isLast: i == all.Count - 1);
                layers.Add(all[i].Name, new LayerWeights(all[i], form, Checked(all[i], kernels), lanes, arena));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public long ByteLength => arena.ByteLength;

    public LayerWeights this[ConvolutionLayer layer] => layers[layer.Name];

    public void Dispose() => arena.Dispose();

    static float[] Checked(ConvolutionLayer layer, IReadOnlyDictionary<string, float[]> kernels)
    {
        if (!kernels.TryGetValue(layer.Name, out float[]? kernel) || kernel.Length != layer.KernelShape.Aggregate(1L, (product, extent) => product * extent))
        {
            throw new ModelException($"the network has no kernel {layer.Name} of {string.Join('×', layer.KernelShape)} values; export the bundle again");
        }

        int wrong = Array.FindIndex(kernel, value => !float.IsFinite(value));
        return wrong < 0
            ? kernel
            : throw new ModelException($"the network's kernel {layer.Name} has a value {kernel[wrong]}; the training went wrong, export another checkpoint");
    }
}
