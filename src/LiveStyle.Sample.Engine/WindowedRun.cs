using LiveStyle.Frames;
using LiveStyle.Presentation.Windowing;
using LiveStyle.Sample.Presentation;
using LiveStyle.Sample.Vulkan;
using LiveStyle.Stylization.Bundles;
using Silk.NET.Vulkan;

namespace LiveStyle.Sample;

/// <summary>In a window, until it is closed, Escape is pressed, or all frames are shown.</summary>
static class WindowedRun
{
    /// <summary>Without an end the style goes to and fro, this many frames each way.</summary>
    const int FramesOneWay = 240;

    public static void Run(SampleOptions options, ValidationLog? validation)
    {
        ModelBundle bundle = ModelBundle.Open(options.Model);
        var mix = new StyleMix(bundle.Styles.Names, options.Style, options.To);
        using var window = new Window(new WindowOptions { Title = "LiveStyle engine sample", Size = options.Size });
        using var engine = new Engine(validation, window.RequiredInstanceExtensions);
        using var swapchain = new Swapchain(engine, window.CreateSurface(engine.Instance.Handle));
        using var renderer = new FrameRenderer(engine, bundle, options.Size);
        using var even = new CommandSlot(engine);
        using var odd = new CommandSlot(engine);
        try
        {
            for (int i = 0; i != options.Frames && Listen(window);)
            {
                if (!Fit(engine, swapchain, renderer, window))
                {
                    window.Wait(TimeSpan.FromMilliseconds(100));
                    continue;
                }

                // Its semaphore must be free before it is signaled again.
                CommandSlot slot = i % 2 == 0 ? even : odd;
                slot.Wait();
                if (swapchain.Acquire(slot.Acquired) is not { } image)
                {
                    continue;
                }

                CommandBuffer commands = slot.Begin();
                renderer.Record(commands, i / 60f, mix.At(Share(i, options.Frames)));
                swapchain.Record(commands, renderer.Targets.Stylized.Handle, image);
                slot.Submit(slot.Acquired, swapchain.Drawn(image));
                swapchain.Present(image);
                i++;
            }
        }
        finally
        {
            engine.WaitIdle();
        }
    }

    /// <returns>False when it is time to go.</returns>
    static bool Listen(Window window)
    {
        window.Poll();
        while (window.TryRead(out WindowEvent happened))
        {
            window.IsCloseRequested |= happened is { Kind: WindowEventKind.KeyPressed, Key: Key.Escape };
        }

        return !window.IsCloseRequested;
    }

    /// <summary>Makes the pictures as large as the window, where its size has changed.</summary>
    /// <returns>False while the window has no area.</returns>
    static bool Fit(Engine engine, Swapchain swapchain, FrameRenderer renderer, Window window)
    {
        FrameSize size = window.FramebufferSize;
        if (size.Pixels > 0 && (swapchain.IsOutOfDate || size != swapchain.Size))
        {
            engine.WaitIdle();
            swapchain.Recreate(size);
            if (!swapchain.IsOutOfDate && swapchain.Size != renderer.Targets.Size)
            {
                renderer.Resize(swapchain.Size);
            }
        }

        return size.Pixels > 0 && !swapchain.IsOutOfDate;
    }

    static float Share(int frame, int? frames) => frames is { } count
        ? count > 1 ? (float)frame / (count - 1) : 0
        : 1 - MathF.Abs(1 - frame % (2 * FramesOneWay) / (float)FramesOneWay);
}
