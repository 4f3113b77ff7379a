using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Playback.Audio;
using LiveStyle.Presentation.Windowing;
using LiveStyle.Progress;
using LiveStyle.Time;

namespace LiveStyle.Playback.Playing;

/// <summary>Plays in a window, in step with the sound, until it is closed.</summary>
/// <param name="progress">Gets the notes that a person should read, and what was shown in the end.</param>
/// <remarks>Runs on the thread that called it, the program's first, as window systems want it.</remarks>
/// <example>
/// <code>
/// var options = new PlayOptions
/// {
///     Input = "film.mp4",
///     Model = "live",
///     Blend = Blend.Parse("munch-scream"),
///     Stylizer = new StylizerOptions { Device = StylizerDevice.Vulkan },
/// };
/// new WindowPlayer().Run(options, CancellationToken.None);   // on the program's first thread
/// </code>
/// </example>
public sealed class WindowPlayer(IProgress<WorkProgress>? progress = null)
{
    static readonly FrameSize LargestWindow = new(1600, 900);

    /// <summary>Sees each device that is opened; lets tests lose one.</summary>
    internal Action<PlayGraphics>? Opened { get; init; }

    /// <summary>Plays until the window is closed.</summary>
    /// <param name="options">The clip, the styles, and how they are shown.</param>
    /// <param name="cancellation">Closes the window.</param>
    /// <exception cref="LiveStyleException">It can't be played.</exception>
    public void Run(PlayOptions options, CancellationToken cancellation)
    {
        FrameRecorder.CheckPath(options);
        using var window = new Window(new WindowOptions { Title = "LiveStyle", Size = new FrameSize(640, 360), IsVisible = false });
        GpuInstanceOptions instance = options.Stylizer.GpuInstance with { SurfaceExtensions = window.RequiredInstanceExtensions };

        // The window's thread waits here, since nothing is on the screen yet, and goes on as this thread.
        PlaySetup setup = OnPool(() => PlaySetup.OpenAsync(options, instance, cancellation));
        try
        {
            window.Size = options.WindowSize ?? Shrunk(setup.Source.Size);
            window.IsFullScreen = options.IsFullScreen;
            Play(setup, instance, window, cancellation);
        }
        finally
        {
            OnPool(async () =>
            {
                await setup.Source.DisposeAsync();
                return true;
            });
        }
    }

    void Play(PlaySetup setup, GpuInstanceOptions instance, Window window, CancellationToken cancellation)
    {
        PlayOptions options = setup.Options;
        using AudioPlayer? sound = OpenSound(options, setup.Source);
        var state = new PlayState
        {
            Clock = new PlaybackClock(sound is null ? null : () => sound.Position, TimeProvider.System),
            Mixer = setup.Mixer,
            Governor = setup.CreateGovernor(options.IsFixed),
            IsLive = setup.Source.IsLive,
            FrameInterval = setup.FrameInterval,
        };
        ShownRecording? recording = options.Recording is null ? null
            : new ShownRecording(OnPool(() => FrameRecorder.CreateAsync(options, setup.Source, cancellation)), setup.Source.Size);
        var feed = new FrameFeed(setup.Source, options.Start ?? TimeSpan.Zero, options.IsLooped, options.Steadiness > 0) { Dropped = state.Statistics.Drop };
        try
        {
            Play(setup, instance, window, new Transport(state, feed, sound, setup.Source, options.Start ?? TimeSpan.Zero), recording, cancellation);
        }
        finally
        {
            OnPool(async () =>
            {
                await feed.DisposeAsync();
                await (recording?.FinishAsync() ?? Task.CompletedTask);
                return true;
            });
        }

        // A Ctrl+C reaches ffmpeg too: what it says then is of no interest.
        foreach (string note in new[] { cancellation.IsCancellationRequested ? null : feed.Problem, sound?.Note, recording?.Note }.OfType<string>())
        {
            progress.Note(note);
        }

        if (recording?.Problem is { } problem)
        {
            throw new LiveStyleException(problem);
        }

        progress.Done(
            $"{setup.Source.Name}: {state.Statistics.Shown} frames shown, {state.Statistics.Dropped} dropped"
            + (state.Governor.Step > 0 ? $"; to keep up the network ran at {state.Governor.Size} at the end (a fixed size forbids it)" : ""),
            new Dictionary<string, object> { ["shown"] = state.Statistics.Shown, ["dropped"] = state.Statistics.Dropped });
    }

    void Play(PlaySetup setup, GpuInstanceOptions instance, Window window, Transport transport, ShownRecording? recording, CancellationToken cancellation)
    {
        PlaySource source = setup.Source;
        var controls = new PlayControls(setup, transport, window);
        var losses = new DeviceRecovery(setup.Stylizer, progress);
        while (true)
        {
            try
            {
                using PlayGraphics graphics = losses.Open(
                    stylizer => PlayGraphics.Open(setup.Bundle, stylizer, instance, source.Size, source.Format, window.ContentScale, setup.Options.Steadiness ?? 0));
                Opened?.Invoke(graphics);
                using var stage = new WindowStage(setup, graphics, window, transport, controls, recording);
                stage.Run(cancellation);
                return;
            }
            catch (GpuException lost) when (losses.Bears(lost))
            {
                transport.Recover();
            }
        }
    }

    AudioPlayer? OpenSound(PlayOptions options, PlaySource source)
    {
        if (options.IsMuted || source.Clip is null)
        {
            return null;
        }

        AudioPlayer? sound = AudioPlayer.TryOpen(source.Clip, out string? note);
        if (note is not null)
        {
            progress.Note(note);
        }

        return sound;
    }

    /// <summary>Runs it on other threads, and goes on as this one.</summary>
    static T OnPool<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();

    static FrameSize Shrunk(FrameSize size)
    {
        double scale = Math.Min(1, Math.Min((double)LargestWindow.Width / size.Width, (double)LargestWindow.Height / size.Height));
        return new FrameSize(Math.Max(160, (int)(size.Width * scale)), Math.Max(90, (int)(size.Height * scale)));
    }
}
