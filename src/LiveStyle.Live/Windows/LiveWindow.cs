using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Live.Sinks;
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

    /// <summary>Shows a show until a person closes the window, the show is over, or it is canceled. The show runs elsewhere, and its caller ends it.</summary>
    /// <remarks>
    /// Runs on the thread that calls it, the program's first, as window systems want it. Removing the sink from the show closes the window;
    /// it can be opened again by the same call.
    /// <code>
    /// var window = new WindowSink();
    /// await using LiveShow show = await LiveShow.OpenAsync(options with { Sinks = [window] }, cancellation);
    /// using var quit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    /// Task running = show.RunAsync(quit.Token);
    /// if (LiveWindow.Run(show, window, null, quit.Token) == LiveWindowEnd.ShowEnds)
    ///     await quit.CancelAsync();
    /// await running;
    /// </code>
    /// </remarks>
    /// <param name="show">The show, which stays the caller's.</param>
    /// <param name="sink">The window's sink; it is added to the show's where it is none of them.</param>
    /// <param name="options">How the window opens; null: as wide as the show, and the show ends with it.</param>
    /// <param name="cancellation">Closes the window.</param>
    /// <returns>Whether the show is to end too. Where it is not, the sink is none of the show's any more.</returns>
    /// <exception cref="LiveStyleException">
    /// There is no window system or no Vulkan, or the device was lost over and over; the sink is none of the show's any more, and the show goes on.
    /// </exception>
    public static LiveWindowEnd Run(LiveShow show, WindowSink sink, LiveWindowOptions? options, CancellationToken cancellation)
    {
        if (show.Sinks.Statuses.All(known => known.Name != sink.Name))
        {
            sink.Frames.Begin(null);
            show.Sinks.Add(sink);
        }

        var shown = new ShownShow(show.Format, show.Desk, show.Figures, TimeProvider.System)
        {
            Source = show.SourceName,
            Device = show.DeviceName,
            Sinks = () => show.Sinks.Statuses,
            Absence = () => show.SourceState is { IsConnected: false } state ? state.Reason ?? "the source is not connected" : null,
            Sound = () => show.SoundFigures,
        };
        LiveWindowEnd end;
        try
        {
            end = Run(shown, sink.Frames, options ?? new LiveWindowOptions(), null, cancellation);
        }
        catch
        {
            show.Sinks.Remove(sink.Name);
            throw;
        }

        if (end == LiveWindowEnd.ShowGoesOn)
        {
            show.Sinks.Remove(sink.Name);
            return show.Sinks.Statuses.Any(status => status.Phase != SinkPhase.Ended) ? end : LiveWindowEnd.ShowEnds;
        }

        bool isRemoved = sink.Frames.IsComplete && show.Sinks.Statuses.All(known => known.Name != sink.Name);
        return end == LiveWindowEnd.Canceled && isRemoved ? LiveWindowEnd.ShowGoesOn : end;
    }

    /// <summary>Shows ticks until the window is closed, none will come, or it is canceled, on any Vulkan device; one that is lost is opened again.</summary>
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
            while (!cancellation.IsCancellationRequested && !controls.IsCloseRequested && !frames.IsComplete)
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
