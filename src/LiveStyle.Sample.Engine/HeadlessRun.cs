using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Sample.Vulkan;
using LiveStyle.Stylization.Bundles;
using Silk.NET.Vulkan;

namespace LiveStyle.Sample;

/// <summary>Without a window: each frame becomes two pictures, with LiveStyle and without.</summary>
static class HeadlessRun
{
    const int DefaultFrames = 60;

    public static void Run(SampleOptions options, ValidationLog? validation)
    {
        ModelBundle bundle = ModelBundle.Open(options.Model);
        var mix = new StyleMix(bundle.Styles.Names, options.Style, options.To);
        int frames = options.Frames ?? DefaultFrames;
        Directory.CreateDirectory(options.Folder);
        using var engine = new Engine(validation, surfaceExtensions: []);
        using var renderer = new FrameRenderer(engine, bundle, options.Size);
        using var slot = new CommandSlot(engine);
        using var stylized = new Readback(engine, options.Size);
        using var plain = new Readback(engine, options.Size);
        using HostFrame picture = HostFrame.Allocate(options.Size);
        for (int i = 0; i < frames; i++)
        {
            CommandBuffer commands = slot.Begin();
            renderer.Record(commands, i / 60f, mix.At(frames > 1 ? (float)i / (frames - 1) : 0));
            stylized.Record(commands, renderer.Targets.Stylized, ImageState.CopySource);
            plain.Record(commands, renderer.Targets.Scene, ImageState.StyleSource);
            slot.Submit();
            slot.Wait();
            stylized.Fetch(picture);
            StillImage.Save(picture, Path.Combine(options.Folder, $"frame-{i + 1:0000}.png"));
            plain.Fetch(picture);
            StillImage.Save(picture, Path.Combine(options.Folder, $"plain-{i + 1:0000}.png"));
        }
    }
}
