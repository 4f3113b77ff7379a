using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Network;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Stylization.Vulkan;

/// <summary>A bundle's network as compute shaders.</summary>
public static class BundleNetwork
{
    /// <summary>Compiles the shaders of a bundle's network and uploads its weights.</summary>
    /// <param name="bundle">The network.</param>
    /// <param name="device">The device that it will run on; it must outlive the network.</param>
    /// <param name="options">The form in which maps are stored and what images' numbers stand for.</param>
    /// <returns>The network, which the caller disposes.</returns>
    /// <exception cref="ModelException">The bundle is of a family that the shaders don't know, or lacks kernels.</exception>
    /// <exception cref="GpuException">The device has no room, or its driver refuses a shader.</exception>
    public static GpuNetwork Create(ModelBundle bundle, GpuDevice device, GpuNetworkOptions? options = null)
    {
        BundleKernels network = BundleKernels.TryRead(bundle) ??
            throw new ModelException($"{bundle.Description.Name} is not laid out as a {bundle.Description.Architecture.Family} network; export it again, or run it on the processor") { Remedies = Remedies.Processor };
        return new GpuNetwork(device, network.Architecture, network.Kernels, bundle.Description.Architecture.PassThrough, options);
    }
}
