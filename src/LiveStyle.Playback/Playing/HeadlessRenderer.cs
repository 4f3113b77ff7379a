using LiveStyle.Frames;
using LiveStyle.Gpu.Memory;
using LiveStyle.Presentation.Presenting;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Playback.Playing;

/// <summary>Renders one frame after another at its own size, as a window would show it, back into host memory.</summary>
/// <remarks>Thread-safety: one thread at a time. Once warm it allocates nothing.</remarks>
sealed class HeadlessRenderer : IDisposable
{
    readonly PlaySetup setup;
    readonly PlayGraphics graphics;
    readonly GpuImage canvas;
    readonly FramePool pool;
    readonly CanvasReader reader;
    readonly Picture picture;
    readonly PlayOverlay overlay;
    readonly PlayStatistics statistics = new(TimeProvider.System);
    readonly EmbeddingMixer mixer;

    /// <param name="setup">What is played.</param>
    /// <param name="stylizer">What runs the network; null: as set up.</param>
    /// <exception cref="LiveStyleException">The device can't be had.</exception>
    public HeadlessRenderer(PlaySetup setup, StylizerOptions? stylizer = null)
    {
        this.setup = setup;
        PlaySource source = setup.Source;
        graphics = PlayGraphics.Open(setup.Bundle, stylizer ?? setup.Stylizer, setup.Options.Stylizer.GpuInstance, source.Size, source.Format, scale: 1, setup.Options.Steadiness ?? 0);
        canvas = PictureComposer.CreateCanvas(graphics.Device, source.Size);
        pool = new FramePool(source.Size);
        reader = new CanvasReader(graphics.Device, pool);
        picture = graphics.Stage.CreatePicture();
        overlay = new PlayOverlay(setup, graphics.Stage.DeviceName);
        mixer = new EmbeddingMixer(setup.Bundle);
    }

    public PlayGraphics Graphics => graphics;

    public string DeviceName => graphics.Stage.DeviceName;

    /// <summary>Frames lent and not yet given back.</summary>
    public int Outstanding => pool.Outstanding;

    /// <summary>Renders a frame that nobody wants to see, for what comes after it to be steadied by it.</summary>
    /// <param name="frame">Stays the caller's.</param>
    /// <param name="at">Moment of the clip.</param>
    /// <param name="lap">Which time round it is.</param>
    public void Lead(HostFrame frame, TimeSpan at, int lap)
    {
        mixer.Mix(setup.Mixer, at.TotalSeconds);
        graphics.Stage.Steadying?.Begin(setup.Mixer, at, 0, lap, isRefresh: false);
        if (mixer.IsOriginal)
        {
            graphics.Stage.Show(frame, picture);
        }
        else
        {
            graphics.Stage.Render(frame, setup.NetworkSize, mixer.Embedding, picture, CancellationToken.None);
        }
    }

    /// <param name="frame">Stays the caller's.</param>
    /// <param name="at">Moment of the clip.</param>
    /// <param name="lap">Which time round it is.</param>
    /// <returns>RGB, the caller's: as a window shows it, and as it is recorded, without the overlay; perhaps the same frame twice.</returns>
    public (HostFrame Shown, HostFrame Recorded) Render(HostFrame frame, TimeSpan at, int lap = 0)
    {
        Lead(frame, at, lap);
        statistics.Show();
        if (setup.Options.ShowsOverlay)
        {
            overlay.Update(statistics, setup.NetworkSize, at, isPaused: false);
        }

        HostFrame recorded = Read(null);
        try
        {
            recorded.Timestamp = frame.Timestamp;
            HostFrame shown = setup.Options is { ShowsOverlay: true, Pictures: not null } ? Read(overlay.Text) : recorded.AddReference();
            return (shown, recorded);
        }
        catch
        {
            recorded.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        reader.Dispose();
        picture.Dispose();
        graphics.Composer.ForgetAll();
        graphics.Device.Retire(canvas);
        graphics.Dispose();
        pool.Dispose();
    }

    HostFrame Read(OverlayText? text)
    {
        graphics.Composer.Compose(picture.Original, picture.Stylized, canvas, new PictureComposition
        {
            Split = (setup.Options.Split ?? 0) * canvas.Size.Width, Text = text,
        });
        return reader.Read(canvas);
    }
}
