using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;
using LiveStyle.Gpu.Network;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Onnx;
using LiveStyle.Stylization.Vulkan;

namespace LiveStyle.Stylization.Engines;

/// <summary>
/// Restyles pictures inside an engine's own frame, on the engine's own device: records compute work into its command buffer. Nothing is
/// copied to the host, nothing is waited for, no second device is opened.
/// </summary>
/// <remarks>
/// Thread-safety: none; record from one thread at a time. Recordings follow each other in one queue. Dispose it (and images too) when no
/// submitted command buffer uses it any more.
/// </remarks>
/// <example>
/// What an engine does: the handles are its own, and <c>commands</c> is the command buffer that it records in any case.
/// <code>
/// var engine = new AdoptedDevice
/// {
///     Instance = instance.Handle, PhysicalDevice = physicalDevice.Handle, Device = device.Handle, Queue = queue.Handle, QueueFamily = family,
/// };
/// using EngineStylizer stylizer = EngineStylizer.Create(ModelBundle.Open("live"), engine, new FrameSize(1280, 720));
/// GpuImage source = stylizer.Adopt(scene.Handle, format: 37), target = stylizer.Adopt(painted.Handle, format: 37);
/// stylizer.Record(commands.Handle, source, target, Blend.Parse("munch-scream"));
/// </code>
/// </example>
public sealed class EngineStylizer : IDisposable
{
    readonly GpuDevice device;
    readonly GpuNetwork network;
    readonly EmbeddingMixer mixer;
    NetworkPass pass;

    EngineStylizer(ModelBundle bundle, GpuDevice device, GpuNetwork network, FrameSize size)
    {
        Bundle = bundle;
        this.device = device;
        this.network = network;
        mixer = new EmbeddingMixer(bundle);
        pass = network.Prepare(size);
    }

    /// <summary>The bundle whose network and styles are used.</summary>
    public ModelBundle Bundle { get; }

    /// <summary>The size of the images, in pixels.</summary>
    public FrameSize Size => pass.Size;

    /// <summary>Bytes of the engine's device memory that maps and weights take.</summary>
    public long MemoryBytes => pass.MemoryBytes + network.WeightBytes;

    /// <summary>
    /// Prepares a bundle's network on an engine's device: uploads its weights through the engine's queue, waits for that, and compiles the
    /// shaders.
    /// </summary>
    /// <param name="bundle">The network and its styles.</param>
    /// <param name="engine">The handles of the engine's device; they must outlive the stylizer.</param>
    /// <param name="size">The size of the pictures, at least the bundle's MinimumSize.</param>
    /// <param name="options">What the images' numbers stand for, and how maps are stored.</param>
    /// <exception cref="GpuException">The device lacks something, or has no room; the message names what.</exception>
    /// <exception cref="ModelException">The bundle's network is of a family that the shaders don't know.</exception>
    public static EngineStylizer Create(ModelBundle bundle, AdoptedDevice engine, FrameSize size, GpuNetworkOptions? options = null)
    {
        OnnxStylizer.CheckSize(bundle, size, StylizerDevice.Vulkan);
        GpuDevice device = GpuDevice.Adopt(engine);
        GpuNetwork? network = null;
        try
        {
            network = BundleNetwork.Create(bundle, device, options);
            return new EngineStylizer(bundle, device, network, size);
        }
        catch
        {
            network?.Dispose();
            device.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Makes an image of the engine's ready to be a source (usage SAMPLED) or a target (usage STORAGE). Adopt it once for its life, and
    /// give it to <see cref="Release"/> before it is destroyed.
    /// </summary>
    /// <param name="image">The VkImage; it stays the engine's.</param>
    /// <param name="format">
    /// Its VkFormat, such as 37 (R8G8B8A8_UNORM), 43 (R8G8B8A8_SRGB, a source in linear light) or 97 (R16G16B16A16_SFLOAT).
    /// </param>
    /// <param name="size">The size of the image, in pixels; null for <see cref="Size"/>.</param>
    public GpuImage Adopt(ulong image, int format, FrameSize? size = null) => GpuImage.Adopt(device, image, size ?? Size, format);

    /// <summary>
    /// Goes on with pictures of another size, as after a window was resized. No recording with the old size may be under way.
    /// </summary>
    /// <param name="size">The new size, in pixels.</param>
    /// <exception cref="GpuException">There is no room; the old size stays.</exception>
    public void Resize(FrameSize size)
    {
        OnnxStylizer.CheckSize(Bundle, size, StylizerDevice.Vulkan);
        NetworkPass next = network.Prepare(size);
        pass.Dispose();
        pass = next;
    }

    /// <summary>
    /// Records the restyling of a picture with a blend of the bundle's styles; looks names up, so give weights where a frame counts.
    /// </summary>
    /// <param name="commandBuffer">The VkCommandBuffer, being recorded, outside of a render pass, for a queue that computes.</param>
    /// <param name="source">
    /// An image in layout SHADER_READ_ONLY_OPTIMAL, visible to COMPUTE_SHADER / SHADER_SAMPLED_READ; it stays so. Its values are 0 to 1:
    /// tone mapping comes before.
    /// </param>
    /// <param name="target">
    /// Another image, in layout GENERAL, free for COMPUTE_SHADER / SHADER_STORAGE_WRITE, which is what the engine's next barrier waits
    /// for; it stays so, and gets the source's alpha.
    /// </param>
    /// <param name="blend">The styles, their weights and the strength.</param>
    /// <exception cref="BlendException">A style is not in the bundle.</exception>
    public void Record(nint commandBuffer, GpuImage source, GpuImage target, Blend blend)
    {
        mixer.Mix(blend);
        pass.Record(commandBuffer, source, target, mixer.Embedding);
    }

    /// <summary>
    /// Records the restyling of a picture with the blend that a source shows at a time, such as a timeline's curve. Allocates nothing.
    /// </summary>
    /// <param name="commandBuffer">The VkCommandBuffer, being recorded, outside of a render pass, for a queue that computes.</param>
    /// <param name="source">
    /// An image in layout SHADER_READ_ONLY_OPTIMAL, visible to COMPUTE_SHADER / SHADER_SAMPLED_READ; it stays so.
    /// </param>
    /// <param name="target">Another image, in layout GENERAL, free for COMPUTE_SHADER / SHADER_STORAGE_WRITE; it stays so.</param>
    /// <param name="blends">The blends, bound to the bundle's style names.</param>
    /// <param name="seconds">The time of the picture, in seconds.</param>
    /// <exception cref="ArgumentException">The blends are bound to another bundle's styles.</exception>
    public void Record(nint commandBuffer, GpuImage source, GpuImage target, IBlendSource blends, double seconds)
    {
        mixer.Mix(blends, seconds);
        pass.Record(commandBuffer, source, target, mixer.Embedding);
    }

    /// <summary>
    /// Records the restyling of a picture with one weight a style, in the order of the bundle's names. Allocates nothing.
    /// </summary>
    /// <param name="commandBuffer">The VkCommandBuffer, being recorded, outside of a render pass, for a queue that computes.</param>
    /// <param name="source">
    /// An image in layout SHADER_READ_ONLY_OPTIMAL, visible to COMPUTE_SHADER / SHADER_SAMPLED_READ; it stays so.
    /// </param>
    /// <param name="target">Another image, in layout GENERAL, free for COMPUTE_SHADER / SHADER_STORAGE_WRITE; it stays so.</param>
    /// <param name="weights">One weight a style; they need not add up to one, and what misses is not filled up.</param>
    public void Record(nint commandBuffer, GpuImage source, GpuImage target, ReadOnlySpan<float> weights)
    {
        mixer.Mix(weights);
        pass.Record(commandBuffer, source, target, mixer.Embedding);
    }

    /// <summary>
    /// Forgets and disposes an adopted image, when no submitted command buffer uses it any more; the VkImage stays the engine's.
    /// </summary>
    /// <param name="image">What <see cref="Adopt"/> gave.</param>
    public void Release(GpuImage image)
    {
        pass.Forget(image);
        image.Dispose();
    }

    /// <summary>Frees maps and weights; adopted images are given to <see cref="Release"/> before, and the engine's device stays as it is.</summary>
    public void Dispose()
    {
        pass.Dispose();
        network.Dispose();
        device.Dispose();
    }
}
