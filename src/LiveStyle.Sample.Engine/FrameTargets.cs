using LiveStyle.Frames;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;
using LiveStyle.Sample.Scenes;
using LiveStyle.Sample.Vulkan;
using LiveStyle.Stylization.Engines;
using Silk.NET.Vulkan;

namespace LiveStyle.Sample;

/// <summary>The engine's images of one size, and the two that LiveStyle works on.</summary>
sealed class FrameTargets : IDisposable
{
    readonly EngineStylizer stylizer;

    public FrameTargets(Engine engine, EngineStylizer stylizer, FrameSize size)
    {
        this.stylizer = stylizer;
        Size = size;
        Samples = new EngineImage(engine, size, SceneRenderer.ColorFormat, ImageUsageFlags.ColorAttachmentBit, SceneRenderer.Samples);
        Depth = new EngineImage(engine, size, SceneRenderer.DepthFormat, ImageUsageFlags.DepthStencilAttachmentBit, SceneRenderer.Samples);
        Scene = new EngineImage(
            engine, size, SceneRenderer.ColorFormat, ImageUsageFlags.ColorAttachmentBit | ImageUsageFlags.SampledBit | ImageUsageFlags.TransferSrcBit);
        Stylized = new EngineImage(engine, size, Format.R8G8B8A8Unorm, ImageUsageFlags.StorageBit | ImageUsageFlags.TransferSrcBit);
        Source = stylizer.Adopt(Scene.Handle.Handle, (int)Scene.Format, size);
        Target = stylizer.Adopt(Stylized.Handle.Handle, (int)Stylized.Format, size);
    }

    public FrameSize Size { get; }

    /// <summary>What the scene is drawn on, four samples a pixel.</summary>
    public EngineImage Samples { get; }

    public EngineImage Depth { get; }

    /// <summary>The scene, resolved. Its format is sRGB's, so that shaders read and write linear light.</summary>
    public EngineImage Scene { get; }

    /// <summary>The scene restyled, encoded as screens and files take it.</summary>
    public EngineImage Stylized { get; }

    /// <summary><see cref="Scene"/>, as LiveStyle sees it.</summary>
    public GpuImage Source { get; }

    /// <summary><see cref="Stylized"/>, as LiveStyle sees it.</summary>
    public GpuImage Target { get; }

    /// <summary>When no submitted commands use them any more.</summary>
    public void Dispose()
    {
        stylizer.Release(Source);
        stylizer.Release(Target);
        Stylized.Dispose();
        Scene.Dispose();
        Depth.Dispose();
        Samples.Dispose();
    }
}
