using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Stylization.Vulkan;

/// <summary>What each frame of several at once needs on the host: its number, weights and embedding.</summary>
sealed class VulkanSlot(int number, ModelBundle bundle) : IDisposable
{
    /// <summary>The slot's place in the device's buffers and images.</summary>
    public int Number => number;

    /// <summary>Room for one weight a style.</summary>
    public float[] Weights { get; } = new float[bundle.Styles.Names.Count];

    /// <summary>Room for E values.</summary>
    public float[] Embedding { get; } = new float[bundle.Styles.EmbeddingLength];

    public void Dispose()
    {
    }
}
