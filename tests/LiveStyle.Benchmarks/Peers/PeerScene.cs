using LiveStyle.Frames;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Benchmarks.Peers;

/// <summary>What a peer is made for.</summary>
/// <param name="Bundle">The network and its styles.</param>
/// <param name="Kernels">Its kernels.</param>
/// <param name="Embedding">The style that it shows.</param>
/// <param name="Source">The frame, of whole blocks of the network's.</param>
sealed record PeerScene(ModelBundle Bundle, BundleKernels Kernels, float[] Embedding, HostFrame Source);
