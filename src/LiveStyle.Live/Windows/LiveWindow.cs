using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Presentation.Presenting;
using LiveStyle.Presentation.Windowing;

namespace LiveStyle.Live.Windows;

/// <summary>Shows a show's newest tick in a window, with keys that work it and figures over the picture.</summary>
public static class LiveWindow
{
    static readonly FrameSize LargestSize = new(1600, 900);
    static readonly TimeSpan PauseAfterLoss = TimeSpan.FromMilliseconds(500);

    /// <summary>What keys do in the window; elsewhere it is copied from here.</summary>
    public static IReadOnlyList<WindowKey> Keys { get; } =
    [
        new("1 … 9, 0, with Shift the next ten; [ ]", "the picture melts into that style; the neighbor's"),
        new("↑ ↓", "strength, in steps of 0.1, from 0 to 2"),
        new("N; B", "the next preset; the one before"),
        new("P", "the slate hides the picture in every sink, and again: shows it"),
        new("Ctrl + Z; Ctrl + Y", "undo; redo"),
        new("Space", "a tap on the beat"),
        new("I or Tab; F or F11", "figures over the picture; full screen"),
        new("Q or Escape", "end; in full screen Escape leaves that first"),
    ];

    /// <summary>Shows ticks until the window is closed or it is canceled, on any Vulkan device; one that is lost is opened again.</summary>
    /// <param name="show">The show, as its window asks it.</param>
    /// <param name="frames">Its newest tick.</param>
    /// <param name="options">How the window opens.</param>
    /// <param name="opened">Sees each device that is opened; lets tests lose one.</param>
    /// <param name="cancellation">Closes the window.</param>
    /// <exception cref="GpuException">There is no window system or no Vulkan, or the device is lost over and over.</exception>
    internal static LiveWindowEnd Run(
        IWindowShow show, NewestTick frames, LiveWindowOptions options, Action<LiveGraphics>? opened, CancellationToken cancellation)
    {
        using var window = new Window(new WindowOptions { Title = show.Title, Size = options.Size ?? Shrunk(show.Format.Size), IsVisible = false });
        window.IsFullScreen = options.IsFullScreen;
        var controls = new WindowControls(window, show, options.ShowsOverlay);
        GpuInstanceOptions instance = options.GpuInstance with { SurfaceExtensions = window.RequiredInstanceExtensions };
        var losses = new WindowLosses(show.Time);
        frames.Wake = window.Wake;
        try
        {
            while (!cancellation.IsCancellationRequested && !controls.IsCloseRequested)
            {
                try
                {
                    using LiveGraphics graphics = LiveGraphics.Open(show.Format, instance, options.VulkanDevice, window.ContentScale);
                    opened?.Invoke(graphics);
                    using var stage = new LiveWindowStage(graphics, window, controls, show, frames);
                    if (losses.IsOut)
                    {
                        losses.Recover();
                        options.Noted?.Invoke("the GPU that draws the window stopped answering and was started again");
                    }

                    stage.Run(cancellation);
                }
                catch (GpuException problem) when ((problem.IsDeviceLost || losses.IsOut) && losses.Bears())
                {
                    window.Wait(PauseAfterLoss);
                    controls.Handle();
                }
            }
        }
        finally
        {
            frames.Wake = null;
        }

        return !controls.IsCloseRequested ? LiveWindowEnd.Canceled : options.ClosesShow ? LiveWindowEnd.ShowEnds : LiveWindowEnd.ShowGoesOn;
    }

    static FrameSize Shrunk(FrameSize size)
    {
        PictureArea area = PictureArea.Fit(size, LargestSize);
        return area.Width < size.Width ? new FrameSize(area.Width, area.Height) : size;
    }
}
