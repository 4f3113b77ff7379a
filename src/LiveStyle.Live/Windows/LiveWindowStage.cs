using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Memory;
using LiveStyle.Live.Frames;
using LiveStyle.Presentation.Presenting;
using LiveStyle.Presentation.Windowing;

namespace LiveStyle.Live.Windows;

/// <summary>The loop of a show's window on one device: hears keys, draws each tick as it comes, and again what has changed.</summary>
/// <remarks>Thread-safety: the window's thread only. A turn allocates nothing, save for the title and the overlay a few times a second.</remarks>
sealed class LiveWindowStage : IDisposable
{
    static readonly TimeSpan IdleWait = TimeSpan.FromMilliseconds(100);

    /// <summary>How long it waits for the device, which wakes nobody.</summary>
    static readonly TimeSpan DeviceWait = TimeSpan.FromMilliseconds(2);
    static readonly TimeSpan TellInterval = TimeSpan.FromMilliseconds(250);

    readonly LiveGraphics graphics;
    readonly Window window;
    readonly WindowControls controls;
    readonly IWindowShow show;
    readonly NewestTick frames;
    readonly OverlayText text = new();
    readonly CanvasRing canvases;
    readonly PresentingThread presenting;

    /// <summary>The values of the device's timeline at which it is done with each picture.</summary>
    readonly ulong[] drawnUntil;
    int current = -1;
    long takenTick = long.MinValue;
    long begunTick = -1;
    bool isBegunNew;
    bool hasTold;
    long toldAt;
    int toldVersion;
    bool toldOverlay;
    bool isUnshown;

    /// <summary>The picture has been taken, and has not been shown yet.</summary>
    bool isNew;

    public LiveWindowStage(LiveGraphics graphics, Window window, WindowControls controls, IWindowShow show, NewestTick frames)
    {
        this.graphics = graphics;
        this.window = window;
        this.controls = controls;
        this.show = show;
        this.frames = frames;
        drawnUntil = new ulong[graphics.Pictures.Length];
        canvases = new CanvasRing(graphics.Device, graphics.Composer);

        // The newest, since a picture that waits for a refresh behind others is late for nothing.
        presenting = new PresentingThread(
            new WindowPresenter(graphics.Instance, graphics.Device, window, new WindowPresenterOptions { Mode = PresentMode.Newest }), canvases, window.Wake);
    }

    /// <summary>Until a person closes the window, no tick will come, or it is canceled.</summary>
    /// <exception cref="GpuException">The device was lost, or can't present.</exception>
    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested && !controls.IsCloseRequested && !frames.IsComplete)
        {
            Turn();
        }
    }

    /// <summary>Waits until something happens, for a tenth of a second at most, and acts on it.</summary>
    /// <exception cref="GpuException">The device was lost, or can't present.</exception>
    public void Turn()
    {
        bool hasArea = window.FramebufferSize.Pixels > 0;
        window.Wait(hasArea && (isUnshown || frames.HasFrame) ? DeviceWait : IdleWait);
        bool isChanged = controls.Handle();
        if (!presenting.IsFree)
        {
            isUnshown |= isChanged;
            return;
        }

        PresentResult result = presenting.Result;
        NoteShown(result);
        Rescale();
        bool isTaken = TakeFrame();
        if (isTaken && isNew)
        {
            frames.NoteReplaced();
        }

        isNew |= isTaken;
        bool isTold = Tell();
        isUnshown |= isChanged || isTaken || isTold || result == PresentResult.NotReady;
        if (isUnshown && current >= 0)
        {
            Draw();
        }
    }

    public void Dispose()
    {
        presenting.Dispose();
        canvases.Dispose();
        graphics.Composer.ForgetAll();
    }

    void Rescale()
    {
        if (controls.IsRescaled)
        {
            controls.IsRescaled = false;
            graphics.Composer.Glyphs = LiveGraphics.Glyphs(window.ContentScale);
        }
    }

    /// <summary>Uploads the newest tick, where it is another picture and can be drawn at once.</summary>
    bool TakeFrame()
    {
        int next = (current + 1) % graphics.Pictures.Length;
        if (window.FramebufferSize.Pixels == 0 || !graphics.Device.IsDone(drawnUntil[next]) || frames.Take() is not { } frame)
        {
            return false;
        }

        using (frame)
        {
            bool isSame = frame.IsRepeat && frame.Tick == takenTick + 1;
            takenTick = frame.Tick;
            if (isSame)
            {
                if (!isUnshown)
                {
                    frames.NoteShown(frame.Tick, isNew: false);
                }

                return false;
            }

            graphics.Renderer.Upload(frame.Picture, graphics.Pictures[next]);
        }

        if (current < 0)
        {
            window.Show();
        }

        current = next;
        return true;
    }

    /// <summary>Brings title bar and overlay up to date.</summary>
    /// <returns>True when the overlay is to be drawn again.</returns>
    bool Tell()
    {
        bool isToggled = toldOverlay != controls.ShowsOverlay;
        long now = show.Time.GetTimestamp();
        if (!isToggled && hasTold && show.Time.GetElapsedTime(toldAt, now) < TellInterval)
        {
            return false;
        }

        (hasTold, toldAt, toldOverlay) = (true, now, controls.ShowsOverlay);
        window.Title = show.Title;
        if (!controls.ShowsOverlay)
        {
            return isToggled;
        }

        show.Write(text);
        bool isChanged = isToggled || text.Version != toldVersion;
        toldVersion = text.Version;
        return isChanged;
    }

    /// <summary>Draws the picture, or leaves that to a later turn where it would wait.</summary>
    void Draw()
    {
        FrameSize framebuffer = window.FramebufferSize;
        if (framebuffer.Pixels == 0 || !graphics.Composer.IsFree())
        {
            return;
        }

        if (canvases.Size != framebuffer)
        {
            presenting.BeginFitting(framebuffer);
            return;
        }

        Picture picture = graphics.Pictures[current];
        GpuImage canvas = canvases.Next();
        drawnUntil[current] = graphics.Composer.Compose(
            picture.Original, picture.Stylized, canvas, new PictureComposition { Text = controls.ShowsOverlay ? text : null });
        (begunTick, isBegunNew, isNew, isUnshown) = (takenTick, isNew, false, false);
        presenting.Begin(canvas, framebuffer);
    }

    /// <summary>Notes what became of the picture begun last.</summary>
    void NoteShown(PresentResult result)
    {
        if (begunTick < 0)
        {
            return;
        }

        if (result == PresentResult.Presented)
        {
            frames.NoteShown(begunTick, isBegunNew);
        }
        else
        {
            isNew |= isBegunNew;
        }

        begunTick = -1;
    }
}
