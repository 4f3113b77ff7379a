using System.Runtime.ExceptionServices;
using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Presentation;
using LiveStyle.Gpu.Windowing;

namespace LiveStyle.App.Playing;

/// <summary>The window's loop on one device: hears keys and mouse, shows each picture when it is due, and draws again what has changed.</summary>
sealed class WindowStage : IDisposable
{
    static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(8);
    static readonly TimeSpan TitleInterval = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan OverlayInterval = TimeSpan.FromMilliseconds(100);

    readonly PlaySetup setup;
    readonly PlayGraphics graphics;
    readonly Window window;
    readonly Transport transport;
    readonly ShownRecording? recording;
    readonly PlayState state;
    readonly PictureWorker worker;
    readonly WindowPresenter presenter;
    readonly PlayOverlay overlay;
    readonly PlayControls controls;
    readonly CanvasRing canvases;
    TimedPicture shown;
    Picture? former;
    ulong formerUntil;
    FrameSize drawnStylized;
    long titledAt;
    long overlaidAt;
    bool isBegun;

    public WindowStage(PlaySetup setup, PlayGraphics graphics, Window window, Transport transport, ShownRecording? recording)
    {
        this.setup = setup;
        this.graphics = graphics;
        this.window = window;
        this.transport = transport;
        this.recording = recording;
        state = transport.State;
        overlay = new PlayOverlay(setup, graphics.Stage.DeviceName);
        controls = new PlayControls(setup, transport, window);
        presenter = new WindowPresenter(graphics.Instance, graphics.Device, window);
        canvases = new CanvasRing(graphics.Device, graphics.Composer);
        recording?.Attach(graphics);
        worker = new PictureWorker(state, graphics.Stage, transport.Feed, setup.Bundle);
        transport.Stepping = worker.Step;
    }

    /// <summary>Until the window is closed, the frames asked for are shown, or it is canceled.</summary>
    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested && !controls.IsCloseRequested
            && state.Statistics.Shown < (setup.Options.Frames ?? long.MaxValue))
        {
            window.Wait(LongestWait);
            bool isChanged = controls.Handle(shown.ClipTime.TotalSeconds);
            if (worker.Failure is { } failure)
            {
                ExceptionDispatchInfo.Throw(failure);
            }

            if (transport.Feed.Problem is { } problem && shown.Picture is null && worker.IsIdle)
            {
                throw new LiveStyleException(problem);
            }

            bool isNew = TakePicture();
            if (shown.Picture is not null && (isNew || isChanged || IsOverlayDue()))
            {
                Draw(isNew);
            }
        }
    }

    public void Dispose()
    {
        transport.Stepping = null;
        worker.Dispose();
        recording?.Detach();
        presenter.Dispose();
        canvases.Dispose();
        graphics.Composer.ForgetAll();
        shown.Picture?.Dispose();
        former?.Dispose();
    }

    bool TakePicture()
    {
        ReturnFormer();
        if (former is not null || !worker.TryTake(state.Clock.Now, out TimedPicture due))
        {
            return false;
        }

        if (shown.Picture is { } replaced)
        {
            (former, formerUntil) = (replaced, graphics.Device.LastSubmission);
        }

        if (!isBegun)
        {
            isBegun = true;
            window.Show();
            if (!state.Clock.IsRunning && !controls.HasPaused)
            {
                transport.Begin();
            }
        }
        else if (due.Generation == shown.Generation && due.Lap != shown.Lap)
        {
            transport.Loop(due.ClipTime);
        }

        state.Lap = due.Lap;
        shown = due;
        transport.Show(due.ClipTime);
        state.Statistics.Show();
        return true;
    }

    /// <summary>A picture goes back to be rendered into once the canvases drawn from it are done.</summary>
    void ReturnFormer()
    {
        if (former is not null && graphics.Device.IsDone(formerUntil))
        {
            worker.Return(former);
            former = null;
        }
    }

    bool IsOverlayDue() => controls.ShowsOverlay && TimeProvider.System.GetElapsedTime(overlaidAt) >= OverlayInterval;

    void Draw(bool isNew)
    {
        FrameSize framebuffer = window.FramebufferSize;
        if (framebuffer.Pixels == 0)
        {
            return;
        }

        Picture picture = shown.Picture;
        if (drawnStylized != picture.Stylized.Size)
        {
            graphics.Composer.ForgetAll();
            drawnStylized = picture.Stylized.Size;
        }

        string? trouble = setup.Source.Absence is { } absence ? $"no picture comes: {absence}; trying again" : transport.Feed.Problem;
        if (IsOverlayDue())
        {
            overlaidAt = TimeProvider.System.GetTimestamp();
            overlay.Update(state.Statistics, picture.Stylized.Size, shown.ClipTime, transport.IsPaused, trouble);
        }

        if (TimeProvider.System.GetElapsedTime(titledAt) >= TitleInterval)
        {
            titledAt = TimeProvider.System.GetTimestamp();
            window.Title = overlay.Title(state.Statistics, picture.Stylized.Size, shown.ClipTime, transport.IsPaused, trouble);
        }

        GpuImage canvas = canvases.Next(framebuffer);
        var composition = new PictureComposition
        {
            Split = controls.Split(framebuffer),
            IsOriginalHeld = controls.IsOriginalHeld,
            Text = controls.ShowsOverlay ? overlay.Text : null,
        };
        graphics.Composer.Compose(picture.Original, picture.Stylized, canvas, composition);
        controls.HasUnshownChange = presenter.Present(canvas, framebuffer) == PresentResult.NotReady;
        if (isNew)
        {
            recording?.Add(picture, composition with { Text = null, Split = composition.Split * picture.Original.Size.Width / framebuffer.Width });
        }
    }
}
