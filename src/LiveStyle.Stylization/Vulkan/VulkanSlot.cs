using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Stylization.Vulkan;

/// <summary>What each frame of several at once needs on the host: its number and its mixer.</summary>
sealed class VulkanSlot(int number, ModelBundle bundle) : IDisposable
{
    /// <summary>The slot's place in the device's buffers and images.</summary>
    public int Number => number;

    /// <summary>Holds the embedding that the next run takes.</summary>
    public EmbeddingMixer Mixer { get; } = new(bundle);

    public void Dispose()
    {
    }
}
