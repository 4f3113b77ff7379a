using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Pipelines;

namespace LiveStyle.Playback.Playing;

/// <summary>Renders without a window, and goes on where the device is lost: the frame that was lost with it is rendered again.</summary>
/// <remarks>Thread-safety: one thread at a time.</remarks>
sealed class SteadyRenderer : IFrameProcessor<PlayedFrame, PlayedFrame>
{
    readonly DeviceRecovery losses;
    readonly Func<HeadlessRenderer> open;
    HeadlessRenderer? renderer;

    /// <param name="setup">What is played.</param>
    /// <param name="losses">What is borne.</param>
    /// <param name="opened">Sees each device that is opened.</param>
    /// <exception cref="LiveStyleException">The device can't be had.</exception>
    public SteadyRenderer(PlaySetup setup, DeviceRecovery losses, Action<PlayGraphics>? opened)
    {
        this.losses = losses;
        open = () =>
        {
            HeadlessRenderer made = losses.Open(stylizer => new HeadlessRenderer(setup, stylizer));
            opened?.Invoke(made.Graphics);
            return made;
        };
        renderer = open();
    }

    /// <summary>Of the one that runs the network now.</summary>
    public string DeviceName => renderer!.DeviceName;

    public ValueTask<PlayedFrame> ProcessAsync(PlayedFrame frame, CancellationToken cancellation)
    {
        try
        {
            if (Render(frame) is { } rendered)
            {
                frame.Set(rendered.Shown, rendered.Recorded);
            }

            return ValueTask.FromResult(frame);
        }
        catch
        {
            frame.Dispose();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        renderer?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Null of a frame that only leads to others.</summary>
    (HostFrame Shown, HostFrame Recorded)? Render(PlayedFrame frame)
    {
        while (true)
        {
            try
            {
                if (!frame.IsLead)
                {
                    return renderer!.Render(frame.Decoded, frame.ClipTime, frame.Lap);
                }

                renderer!.Lead(frame.Decoded, frame.ClipTime, frame.Lap);
                return null;
            }
            catch (GpuException lost) when (losses.Bears(lost))
            {
                renderer!.Dispose();
                renderer = null;
                renderer = open();
            }
        }
    }
}
