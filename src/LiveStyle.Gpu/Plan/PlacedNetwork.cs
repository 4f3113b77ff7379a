using LiveStyle.Gpu.Devices;
using LiveStyle.Networks;

namespace LiveStyle.Gpu.Plan;

/// <summary>A network's shape and weights where its kernels find them.</summary>
/// <param name="Device">The device that holds the weights.</param>
/// <param name="Architecture">The network's shape.</param>
/// <param name="Weights">The kernels' weights, owned by who placed them.</param>
/// <param name="IsHalf">Whether maps and weights are stored as float16.</param>
sealed record PlacedNetwork(GpuDevice Device, TransformArchitecture Architecture, KernelWeights Weights, bool IsHalf);
