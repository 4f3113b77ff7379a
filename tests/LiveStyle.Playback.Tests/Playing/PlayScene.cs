using System.Diagnostics;
using LiveStyle.Frames;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;
using LiveStyle.Playback.Audio;
using LiveStyle.Playback.Playing;
using LiveStyle.Presentation.Presenting;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Strokes;
using LiveStyle.TestKit.Playing;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Playback.Tests.Playing;

/// <summary>All that plays a clip but the window: what would be shown is read back where a test asks for it.</summary>
sealed class PlayScene : IAsyncDisposable
{
    readonly List<string> messages = [];
    readonly PlayGraphics graphics;
    readonly GpuImage canvas;
    readonly FramePool pool;
    readonly CanvasReader reader;
    readonly PlaySource source;
    TimedPicture? shown;
    TimedPicture? former;
    ulong formerUntil;

    PlayScene(PlayOptions options, ModelBundle bundle, PlaySource source, bool isUnpaced, Func<PlayStage, PlayStage>? wrap, IPlayedAudio? sound, TimeProvider time)
    {
        this.source = source;
        Bundle = bundle;
        var instance = new GpuInstanceOptions { Validation = messages.Add };
        graphics = PlayGraphics.Open(bundle, options.Stylizer, instance, source.Size, source.Format, 1, options.Steadiness ?? 0);
        Mixer = new StyleMixer(bundle.Styles.Names, null, options.Blend ?? Blend.Original, options.Melt, TimeProvider.System);
        State = new PlayState
        {
            Clock = new PlaybackClock(sound is null ? null : () => sound.Position, time),
            Mixer = Mixer,
            Governor = new ResolutionGovernor(source.Size, bundle.Description.MinimumSize, isFixed: true),
            IsLive = isUnpaced,
            FrameInterval = TimeSpan.FromSeconds(1 / source.FrameRate.ToDouble()),
        };
        Feed = new FrameFeed(source, TimeSpan.Zero, options.IsLooped, options.Steadiness > 0);
        Transport = new Transport(State, Feed, sound, source, TimeSpan.Zero);
        Worker = new PictureWorker(State, wrap?.Invoke(graphics.Stage) ?? graphics.Stage, Feed, bundle);
        Transport.Worker = Worker;
        canvas = PictureComposer.CreateCanvas(graphics.Device, source.Size);
        pool = new FramePool(source.Size);
        reader = new CanvasReader(graphics.Device, pool);
    }

    public ModelBundle Bundle { get; }

    public StyleMixer Mixer { get; }

    public PlayState State { get; }

    public FrameFeed Feed { get; }

    public Transport Transport { get; }

    public PictureWorker Worker { get; }

    public GpuDevice Device => graphics.Device;

    /// <summary>Pictures shown, those rendered anew included.</summary>
    public long Taken { get; private set; }

    /// <param name="isUnpaced">Without a clock: the newest picture is shown at once.</param>
    /// <param name="wrap">Puts something between the worker and the stage.</param>
    /// <param name="sound">What the clock follows; null: no sound.</param>
    /// <param name="time">What the clock counts; null: the time that passes.</param>
    public static async Task<PlayScene> OpenAsync(
        PlayOptions options, ModelBundle bundle, bool isUnpaced = false, Func<PlayStage, PlayStage>? wrap = null, IPlayedAudio? sound = null,
        TimeProvider? time = null)
    {
        PlaySource source = await PlaySource.OpenAsync(
            options, planes: options.Stylizer.Device == StylizerDevice.Vulkan && options.Steadiness is null, TestContext.Current.CancellationToken);
        return new PlayScene(options, bundle, source, isUnpaced, wrap, sound, time ?? TimeProvider.System);
    }

    /// <summary>One turn of what the window's loop does. True when another picture is shown.</summary>
    public bool Turn(bool draws = false)
    {
        if (Worker.Failure is { } failure)
        {
            throw new InvalidOperationException("The worker has failed.", failure);
        }

        if (former is { } old && graphics.Device.IsDone(formerUntil))
        {
            old.Dispose();
            former = null;
        }

        if (former is not null || !Worker.Queue.TryTake(out TimedPicture? due))
        {
            return false;
        }

        (former, formerUntil) = (shown, graphics.Device.LastSubmission);
        shown = due;
        Transport.Show(due);
        Taken++;
        if (draws)
        {
            graphics.Composer.Compose(due.Picture.Original, due.Picture.Stylized, canvas, default);
        }

        return true;
    }

    /// <summary>Turns until it is so.</summary>
    public void Await(Func<bool> isSo)
    {
        long begin = Stopwatch.GetTimestamp();
        do
        {
            Turn();
            Assert.True(Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(60), "It did not come about.");
            Thread.Sleep(1);
        }
        while (!isSo());
    }

    /// <summary>Turns for a while, in which something must not happen.</summary>
    public void Idle(double seconds)
    {
        long begin = Stopwatch.GetTimestamp();
        Await(() => Stopwatch.GetElapsedTime(begin).TotalSeconds > seconds);
    }

    /// <summary>Red of the first pixel on the screen.</summary>
    public int Level(bool isOriginal = false)
    {
        Picture picture = shown!.Picture;
        graphics.Composer.Compose(picture.Original, picture.Stylized, canvas, new PictureComposition { IsOriginalHeld = isOriginal });
        using HostFrame frame = reader.Read(canvas);
        return frame.Pixels[0];
    }

    /// <summary>Number of the frame on the screen, of a <see cref="CountingClip"/>; -1 before the first.</summary>
    public int Number => shown is null ? -1 : CountingClip.NumberOf(Level(isOriginal: true));

    public async ValueTask DisposeAsync()
    {
        Worker.Dispose();
        foreach (TimedPicture? left in new[] { shown, former })
        {
            left?.Dispose();
        }

        await Feed.DisposeAsync();
        reader.Dispose();
        graphics.Composer.ForgetAll();
        canvas.Dispose();
        graphics.Dispose();
        await source.DisposeAsync();
        Assert.Equal((0, 0), (pool.Outstanding, Feed.Outstanding));
        pool.Dispose();
        Assert.Empty(messages);
    }
}
