using LiveStyle.App.Progress;
using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Windowing;
using LiveStyle.Media;
using LiveStyle.Stylization;
using LiveStyle.Time;

namespace LiveStyle.App.Playing;

/// <summary>Plays in a window, in step with the sound, until it is closed.</summary>
/// <remarks>Runs on the thread that called it, the program's first, as window systems want it.</remarks>
sealed class WindowPlayer(IProgressDisplay display)
{
    static readonly FrameSize LargestWindow = new(1600, 900);

    /// <exception cref="LiveStyleException">It can't be played.</exception>
    public void Run(PlayOptions options, CancellationToken cancellation)
    {
        using var window = new Window(new WindowOptions { Title = "LiveStyle", Size = new FrameSize(640, 360), IsVisible = false });
        GpuInstanceOptions instance = options.Stylizer.GpuInstance with { SurfaceExtensions = window.RequiredInstanceExtensions };

        // The window's thread waits here, since nothing is on the screen yet, and goes on as this thread.
        PlaySetup setup = Task.Run(() => PlaySetup.OpenAsync(options, instance, cancellation), cancellation).GetAwaiter().GetResult();
        window.Size = options.WindowSize ?? Shrunk(setup.Source.Size);
        using SoundPlayer? sound = OpenSound(options, setup.Source);
        var state = new PlayState
        {
            Clock = new PlaybackClock(sound is null ? null : () => sound.Position, TimeProvider.System),
            Mixer = setup.Mixer,
            Governor = setup.CreateGovernor(options.IsFixed),
            IsLive = setup.Source.IsLive,
            FrameInterval = setup.FrameInterval,
        };
        var feed = new FrameFeed(setup.Source, options.Start ?? TimeSpan.Zero, options.IsLooped) { Dropped = state.Statistics.Drop };
        FrameRecorder? recorder = options.Recording is { } path
            ? Task.Run(() => FrameRecorder.CreateAsync(path, setup.Source, options.Overwrite, cancellation), cancellation).GetAwaiter().GetResult()
            : null;
        var transport = new Transport(state, feed, sound, setup.Source, options.Start ?? TimeSpan.Zero);
        var recording = recorder is null ? null : new ShownRecording(recorder, setup.Source.Size);
        try
        {
            Play(setup, instance, window, transport, recording, cancellation);
        }
        finally
        {
            Task.Run(async () => await feed.DisposeAsync(), CancellationToken.None).GetAwaiter().GetResult();
            if (recording is not null)
            {
                Task.Run(async () => await recording.FinishAsync(), CancellationToken.None).GetAwaiter().GetResult();
            }
        }

        foreach (string note in new[] { feed.Problem, sound?.Note, recording?.Note }.OfType<string>())
        {
            display.Note(note);
        }

        display.Done(
            $"{options.Input}: {state.Statistics.Shown} frames shown, {state.Statistics.Dropped} dropped",
            new Dictionary<string, object> { ["shown"] = state.Statistics.Shown, ["dropped"] = state.Statistics.Dropped });
    }

    /// <summary>A device that is lost is opened again once; then the processor runs the network; then it is over.</summary>
    void Play(PlaySetup setup, GpuInstanceOptions instance, Window window, Transport transport, ShownRecording? recording, CancellationToken cancellation)
    {
        StylizerOptions stylizer = setup.Stylizer;
        PlaySource source = setup.Source;
        for (int losses = 0; ; losses++)
        {
            try
            {
                using PlayGraphics graphics = PlayGraphics.Open(setup.Bundle, stylizer, instance, source.Size, source.Format, window.ContentScale);
                using var stage = new WindowStage(setup, graphics, window, transport, recording);
                stage.Run(cancellation);
                return;
            }
            catch (GpuException lost) when (lost.IsDeviceLost && losses < 2)
            {
                display.Note(losses == 0
                    ? "the GPU stopped answering and was started again"
                    : "the GPU stopped answering again; another device goes on");
                stylizer = losses == 0 ? stylizer : stylizer with { VulkanDevice = null };
            }
        }
    }

    SoundPlayer? OpenSound(PlayOptions options, PlaySource source)
    {
        if (options.IsMuted || source.Clip is null)
        {
            return null;
        }

        SoundPlayer? sound = SoundPlayer.TryOpen(source.Clip, out string? note);
        if (note is not null)
        {
            display.Note(note);
        }

        return sound;
    }

    static FrameSize Shrunk(FrameSize size)
    {
        double scale = Math.Min(1, Math.Min((double)LargestWindow.Width / size.Width, (double)LargestWindow.Height / size.Height));
        return new FrameSize(Math.Max(160, (int)(size.Width * scale)), Math.Max(90, (int)(size.Height * scale)));
    }
}
