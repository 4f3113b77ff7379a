using LiveStyle.Bundles;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Network;
using LiveStyle.Networks;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Stylization.Vulkan;

/// <summary>A bundle's network as compute shaders.</summary>
public static class BundleNetwork
{
    const string KernelSuffix = ".kernel";

    /// <summary>Compiles the shaders of a bundle's network and uploads its weights.</summary>
    /// <param name="bundle">The network.</param>
    /// <param name="device">The device that it will run on; it must outlive the network.</param>
    /// <param name="options">The form in which maps are stored and what images' numbers stand for.</param>
    /// <returns>The network, which the caller disposes.</returns>
    /// <exception cref="ModelException">The bundle is of a family that the shaders don't know, or lacks kernels.</exception>
    /// <exception cref="GpuException">The device has no room, or its driver refuses a shader.</exception>
    public static GpuNetwork Create(ModelBundle bundle, GpuDevice device, GpuNetworkOptions? options = null)
    {
        NetworkArchitecture described = bundle.Description.Architecture;
        TransformArchitecture architecture = TransformArchitecture.Create(described.Family, described.Width, described.ResidualBlocks);
        if (!architecture.Normalizations.SequenceEqual(described.Normalizations))
        {
            throw new ModelException($"{bundle.Description.Name} is not laid out as a {described.Family} network; export it again, or run it on the processor") { Remedies = Remedies.Processor };
        }

        var kernels = OnnxInitializers.Read(bundle.Network)
            .Where(array => array.Key.EndsWith(KernelSuffix, StringComparison.Ordinal))
            .ToDictionary(array => array.Key[..^KernelSuffix.Length], array => array.Value);
        return new GpuNetwork(device, architecture, kernels, described.PassThrough, options);
    }
}
