using LiveStyle.Frames;
using LiveStyle.Gpu.Network;
using LiveStyle.Sample.Scenes;
using LiveStyle.Sample.Vulkan;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Engines;
using Silk.NET.Vulkan;

namespace LiveStyle.Sample;

/// <summary>A frame of the engine: the scene, then LiveStyle as its post-process, in one command buffer.</summary>
sealed class FrameRenderer : IDisposable
{
    readonly Engine engine;
    readonly SceneRenderer scene;
    readonly EngineStylizer stylizer;

    /// <exception cref="LiveStyleException">The device lacks something that the network needs, or has no room.</exception>
    public FrameRenderer(Engine engine, ModelBundle bundle, FrameSize size)
    {
        this.engine = engine;
        stylizer = EngineStylizer.Create(bundle, engine.ForLiveStyle, size, new GpuNetworkOptions { Source = ColorEncoding.Linear, Target = ColorEncoding.Encoded });
        scene = new SceneRenderer(engine);
        Targets = new FrameTargets(engine, stylizer, size);
    }

    public FrameTargets Targets { get; private set; }

    /// <summary>Records a frame; it leaves the scene as LiveStyle's source, and the restyled picture ready to be copied from.</summary>
    /// <param name="commands">Is being recorded.</param>
    /// <param name="seconds">The scene's time.</param>
    /// <param name="weights">One a style of the bundle.</param>
    public void Record(CommandBuffer commands, float seconds, ReadOnlySpan<float> weights)
    {
        // What the frame before did with an image must be over, but its pixels may go.
        Change(commands, Targets.Samples, ImageState.ColorAttachment.Discarded, ImageState.ColorAttachment);
        Change(commands, Targets.Depth, ImageState.DepthAttachment.Discarded, ImageState.DepthAttachment);
        Change(commands, Targets.Scene, AfterFrame(ImageState.StyleSource), ImageState.ColorAttachment);
        Change(commands, Targets.Stylized, AfterFrame(ImageState.StyleTarget), ImageState.StyleTarget);
        scene.Record(commands, Targets, seconds);

        Change(commands, Targets.Scene, ImageState.ColorAttachment, ImageState.StyleSource);
        stylizer.Record(commands.Handle, Targets.Source, Targets.Target, weights);
        Change(commands, Targets.Stylized, ImageState.StyleTarget, ImageState.CopySource);
    }

    /// <summary>Goes on with frames of another size, when no submitted commands use those of the old one.</summary>
    public void Resize(FrameSize size)
    {
        // First, since it may refuse: then all stays as it was.
        stylizer.Resize(size);
        FrameTargets former = Targets;
        Targets = new FrameTargets(engine, stylizer, size);
        former.Dispose();
    }

    public void Dispose()
    {
        Targets.Dispose();
        scene.Dispose();
        stylizer.Dispose();
    }

    /// <summary>The network used it, and a copy may have.</summary>
    static ImageState AfterFrame(ImageState use) => use.Discarded with { Stages = use.Stages | PipelineStageFlags2.AllTransferBit };

    void Change(CommandBuffer commands, EngineImage image, ImageState from, ImageState to) =>
        ImageState.Change(engine.Vk, commands, image.Handle, from, to, image.Aspect);
}
