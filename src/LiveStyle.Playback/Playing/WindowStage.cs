using System.Runtime.ExceptionServices;
using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Memory;
using LiveStyle.Presentation.Presenting;
using LiveStyle.Presentation.Windowing;

namespace LiveStyle.Playback.Playing;

/// <summary>The window's loop on one device: hears keys and mouse, shows each picture when it is due, and draws again what has changed.</summary>
sealed class WindowStage : IDisposable
{
    static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(8);
    static readonly TimeSpan PausedWait = TimeSpan.FromMilliseconds(30);
    static readonly TimeSpan TitleInterval = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan OverlayInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Of the composer's canvases under way, those that are left to the recording.</summary>
    const int CanvasesOfRecording = 4;

    readonly PlaySetup setup;
    readonly PlayGraphics graphics;
    readonly Window window;
    readonly Transport transport;
    readonly PlayControls controls;
    readonly ShownRecording? recording;
    readonly PlayState state;
    readonly PictureWorker worker;
    readonly PlayOverlay overlay;
    readonly CanvasRing canvases;
    PresentingThread? presenting;
    TimedPicture? shown;
    TimedPicture? former;
    ulong formerUntil;
    ulong drawnUntil;
    FrameSize drawnStylized;
    long titledAt;
    long overlaidAt;
    int overlaidVersion = -1;
    GpuImage? composed;
    PictureComposition recorded;
    bool isUnshown;
    bool isUnrecorded;
    bool isLost;

    public WindowStage(PlaySetup setup, PlayGraphics graphics, Window window, Transport transport, PlayControls controls, ShownRecording? recording)
    {
        this.setup = setup;
        this.graphics = graphics;
        this.window = window;
        this.transport = transport;
        this.controls = controls;
        this.recording = recording;
        state = transport.State;
        overlay = new PlayOverlay(setup, graphics.Stage.DeviceName);
        canvases = new CanvasRing(graphics.Device, graphics.Composer);
        recording?.Attach(graphics);
        worker = new PictureWorker(state, graphics.Stage, transport.Feed, setup.Bundle) { Arrived = window.Wake };
        transport.Worker = worker;
    }

    /// <summary>Until the window is closed, the frames asked for are shown, or it is canceled.</summary>
    /// <exception cref="GpuException">The device was lost, or can't present.</exception>
    /// <exception cref="LiveStyleException">Nothing could be shown.</exception>
    public void Run(CancellationToken cancellation)
    {
        try
        {
            presenting = new PresentingThread(new WindowPresenter(graphics.Instance, graphics.Device, window), canvases, window.Wake);
            while (!cancellation.IsCancellationRequested && !controls.IsCloseRequested
                && state.Statistics.Shown < (setup.Options.Frames ?? long.MaxValue))
            {
                Turn();
            }
        }
        catch (GpuException lost) when (lost.IsDeviceLost)
        {
            isLost = true;
            throw;
        }
    }

    public void Dispose()
    {
        transport.Worker = null;
        worker.Dispose();
        presenting?.Dispose();
        recording?.Detach(isLost);
        canvases.Dispose();
        graphics.Composer.ForgetAll();
        shown?.Dispose();
        former?.Dispose();
    }

    void Turn()
    {
        window.Wait(state.IsPaused ? PausedWait : worker.Queue.UntilNext(LongestWait));
        bool isChanged = controls.Handle((shown?.ClipTime ?? transport.Shown).TotalSeconds);
        if (worker.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        if (transport.Feed.Problem is { } problem && shown is null && worker.HasEnded)
        {
            throw new LiveStyleException(problem);
        }

        if (controls.IsRescaled && presenting!.IsFree)
        {
            controls.IsRescaled = false;
            graphics.Composer.Glyphs = PlayGraphics.Glyphs(window.ContentScale);
        }

        recording?.Collect();
        bool isNew = TakePicture();
        if (shown is { } picture)
        {
            bool isTold = Tell(picture);
            if (isNew || isChanged || isTold)
            {
                (composed, isUnshown, isUnrecorded) = (null, true, isUnrecorded || isNew);
            }

            if (isUnshown || presenting!.Result == PresentResult.NotReady)
            {
                Draw(picture);
            }
        }
    }

    /// <summary>Takes the picture that is due, where it can be drawn at once: what is counted as shown is shown, and recorded.</summary>
    bool TakePicture()
    {
        ReturnFormer();
        if (former is not null || !presenting!.IsFree || !worker.Queue.TryTake(out TimedPicture? due))
        {
            return false;
        }

        if (shown is null)
        {
            window.Show();
        }

        (former, formerUntil) = (shown, drawnUntil);
        if (shown is not { } before || !before.Source.IsSameMoment(due.Source))
        {
            state.Statistics.Show();
        }

        shown = due;
        transport.Show(due);
        return true;
    }

    /// <summary>A picture goes back to be rendered into once the canvases drawn from it are done.</summary>
    void ReturnFormer()
    {
        if (former is { } picture && graphics.Device.IsDone(formerUntil))
        {
            picture.Dispose();
            former = null;
        }
    }

    /// <summary>Brings the title bar up to date, and the overlay.</summary>
    /// <returns>True when the overlay is to be drawn again.</returns>
    bool Tell(TimedPicture picture)
    {
        TimeProvider time = TimeProvider.System;
        string? trouble = setup.Source.Absence is { } absence ? $"no picture comes: {absence}; trying again" : transport.Feed.Problem;
        if (time.GetElapsedTime(titledAt) >= TitleInterval)
        {
            titledAt = time.GetTimestamp();
            window.Title = overlay.Title(state.Statistics, picture.Picture.Inference, picture.ClipTime, transport.IsPaused, trouble);
        }

        if (!controls.ShowsOverlay || time.GetElapsedTime(overlaidAt) < OverlayInterval)
        {
            return false;
        }

        overlaidAt = time.GetTimestamp();
        overlay.Update(state.Statistics, picture.Picture.Inference, picture.ClipTime, transport.IsPaused, trouble);
        bool isChanged = overlay.Version != overlaidVersion;
        overlaidVersion = overlay.Version;
        return isChanged;
    }

    /// <summary>Draws it, or leaves that to a later turn where it would wait: the network may be before it in the device's queue.</summary>
    void Draw(TimedPicture timed)
    {
        FrameSize framebuffer = window.FramebufferSize;
        if (framebuffer.Pixels == 0)
        {
            return;
        }

        if (!presenting!.IsFree || !graphics.Composer.IsFree(1 + CanvasesOfRecording))
        {
            return;
        }

        if (canvases.Size != framebuffer)
        {
            composed = null;
            presenting.BeginFitting(framebuffer);
            return;
        }

        Record(timed.Picture, framebuffer);
        composed ??= Compose(timed.Picture, framebuffer);
        presenting.Begin(composed, framebuffer);
        isUnshown = false;
    }

    GpuImage Compose(Picture picture, FrameSize framebuffer)
    {
        if (drawnStylized != picture.Stylized.Size)
        {
            graphics.Composer.ForgetAll();
            drawnStylized = picture.Stylized.Size;
        }

        GpuImage canvas = canvases.Next();
        drawnUntil = graphics.Composer.Compose(picture.Original, picture.Stylized, canvas, new PictureComposition
        {
            Split = controls.Split(framebuffer),
            IsOriginalHeld = controls.IsOriginalHeld,
            Text = controls.ShowsOverlay ? overlay.Text : null,
        });
        return canvas;
    }

    /// <summary>Records what is about to be drawn: each picture, and of a paused one what else changes.</summary>
    void Record(Picture picture, FrameSize framebuffer)
    {
        if (recording is null)
        {
            return;
        }

        var composition = new PictureComposition
        {
            Split = SplitOfPicture(controls.Split(framebuffer), picture.Original.Size, framebuffer), IsOriginalHeld = controls.IsOriginalHeld,
        };
        if (isUnrecorded || (state.IsPaused && composition != recorded))
        {
            drawnUntil = recording.Add(picture, composition) ?? drawnUntil;
            (recorded, isUnrecorded) = (composition, false);
        }
    }

    /// <summary>The split's column where the canvas is the picture alone, without bars.</summary>
    static float SplitOfPicture(float split, FrameSize picture, FrameSize canvas)
    {
        PictureArea area = PictureArea.Fit(picture, canvas);
        return split == 0 ? 0 : Math.Clamp((split - area.X) * picture.Width / area.Width, 1, picture.Width);
    }
}
