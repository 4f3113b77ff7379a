using LiveStyle.Bundles;
using LiveStyle.Networks;

namespace LiveStyle.Stylization.Bundles;

/// <summary>A bundle's network as this project's own interpreters take it: an architecture and its kernels.</summary>
/// <param name="Architecture">The network's shape.</param>
/// <param name="Kernels">float32 [out, in, k, k], by their layers' names.</param>
sealed record BundleKernels(TransformArchitecture Architecture, IReadOnlyDictionary<string, float[]> Kernels)
{
    const string Suffix = ".kernel";

    /// <summary>Reads a bundle's kernels; null where its network is laid out as none of the architectures.</summary>
    /// <exception cref="ModelException">The network's file is damaged, or of a family that there is not.</exception>
    public static BundleKernels? TryRead(ModelBundle bundle)
    {
        NetworkArchitecture described = bundle.Description.Architecture;
        TransformArchitecture architecture = TransformArchitecture.Create(described.Family, described.Width, described.ResidualBlocks);
        return architecture.Normalizations.SequenceEqual(described.Normalizations)
            ? new BundleKernels(architecture, OnnxInitializers.Read(bundle.Network)
                .Where(array => array.Key.EndsWith(Suffix, StringComparison.Ordinal))
                .ToDictionary(array => array.Key[..^Suffix.Length], array => array.Value))
            : null;
    }

    /// <summary>Whether every layer has its kernel.</summary>
    public bool IsWhole => Architecture.Layers.All(layer =>
        Kernels.TryGetValue(layer.Name, out float[]? kernel) && kernel.Length == layer.KernelShape.Aggregate(1L, (product, extent) => product * extent));
}
