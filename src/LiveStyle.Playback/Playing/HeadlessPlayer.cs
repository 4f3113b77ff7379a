using LiveStyle.Files;
using LiveStyle.Frames;
using LiveStyle.Media.Capture;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Sequences;
using LiveStyle.Media.Stills;
using LiveStyle.Pipelines;
using LiveStyle.Progress;

namespace LiveStyle.Playback.Playing;

/// <summary>
/// Plays without a window, every frame and as fast as it goes: what the window would show goes to pictures or into a film.
/// </summary>
/// <param name="display">Shows how far it is.</param>
/// <example>
/// <code>
/// var options = new PlayOptions
/// {
///     Input = "film.mp4",
///     Model = "live",
///     Blend = Blend.Parse("munch-scream"),
///     Stylizer = new StylizerOptions { Device = StylizerDevice.Vulkan },
///     IsHeadless = true,
///     Pictures = "pictures",
/// };
/// await new HeadlessPlayer(new NoProgress()).RunAsync(options, CancellationToken.None);
/// </code>
/// </example>
public sealed class HeadlessPlayer(IProgressDisplay display)
{
    /// <summary>Sees each device that is opened; lets tests lose one.</summary>
    internal Action<PlayGraphics>? Opened { get; init; }

    /// <summary>Plays to the clip's end, or as many frames as were asked for.</summary>
    /// <param name="options">The clip, the styles, and where the frames go.</param>
    /// <param name="cancellation">Stops it; what was done is kept.</param>
    /// <exception cref="StoppedException">It was canceled; what was done is kept.</exception>
    /// <exception cref="LiveStyleException">It can't be played, or not to its end; what was done is kept.</exception>
    public async Task RunAsync(PlayOptions options, CancellationToken cancellation)
    {
        FrameRecorder.CheckPath(options);
        CheckFolder(options);
        PlaySetup setup = await PlaySetup.OpenAsync(options, options.Stylizer.GpuInstance, cancellation);
        await using PlaySource source = setup.Source;
        using var renderer = new SteadyRenderer(setup, new DeviceRecovery(setup.Stylizer, display), Opened);
        await using FrameRecorder? recorder = options.Recording is null ? null : await FrameRecorder.CreateAsync(options, source, cancellation);
        if (options.Pictures is { } folder)
        {
            Directory.CreateDirectory(folder);
            DeleteFrames(folder);
        }

        var meter = new ProgressMeter(Expected(options, source), TimeProvider.System);
        try
        {
            await RenderAsync(setup, renderer, recorder, meter, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new StoppedException($"stopped; {await KeepAsync(options, recorder, meter.Frames)}");
        }
        catch (Exception problem) when (meter.Frames > 0 && problem is (LiveStyleException or IOException))
        {
            throw new LiveStyleException($"{problem.Message} ({await KeepAsync(options, recorder, meter.Frames)})", problem);
        }

        if (recorder is not null)
        {
            await recorder.CompleteAsync(cancellation);
        }

        string where = string.Join(" and ", new[] { options.Pictures, options.Recording }.OfType<string>());
        display.Done(
            $"{where}: {meter.Frames} frames, {source.Size}; made at {meter.Frames / Math.Max(meter.Elapsed.TotalSeconds, 1e-9):0.##} frames per second on {renderer.DeviceName}",
            new Dictionary<string, object> { ["frames"] = meter.Frames, ["device"] = renderer.DeviceName, ["width"] = source.Size.Width, ["height"] = source.Size.Height });
    }

    /// <summary>Every frame, and from the beginning again where the clip is looped.</summary>
    async Task RenderAsync(PlaySetup setup, SteadyRenderer renderer, FrameRecorder? recorder, ProgressMeter meter, CancellationToken cancellation)
    {
        PlayOptions options = setup.Options;
        PlaySource source = setup.Source;
        long limit = options.Frames ?? long.MaxValue, count = 0;
        var clock = new LoopClock(options.Start ?? TimeSpan.Zero, setup.FrameInterval);
        while (count < limit)
        {
            long before = count;
            await using IFrameSource<HostFrame> frames = await source.OpenAsync(clock.From, cancellation);
            while (count < limit && await frames.ReadAsync(cancellation) is { } read)
            {
                using HostFrame frame = read;
                TimeSpan at = clock.From + TimeSpan.FromSeconds(frame.Timestamp.Seconds);
                (HostFrame shown, HostFrame recorded) = renderer.Render(frame, at);
                using HostFrame picture = shown, film = recorded;
                if (recorder is not null)
                {
                    await recorder.WriteAsync(film.AddReference(), clock.Film(at), cancellation);
                }

                count++;
                if (options.Pictures is { } folder)
                {
                    StillImage.Save(picture, Path.Combine(folder, $"frame-{count:0000}.png"));
                }

                meter.Update(count);
                display.Report(meter);
            }

            if (frames is VideoSource clip)
            {
                if (clip.Note is { } note)
                {
                    display.Note(note);
                }

                clock.End(clip.End is { } end ? clock.From + clip.TimeBase.Duration(end) : null);
                recorder?.End = clock.FilmEnd;
            }

            if (!options.IsLooped || source.IsLive || count == before)
            {
                break;
            }

            clock.BeginAnew();
        }
    }

    static long? Expected(PlayOptions options, PlaySource source) => options.Frames ?? (options.IsLooped || options.Start is not null ? null : source.Clip?.Video?.FrameCount);

    /// <summary>Frames of before must not be taken for this run's.</summary>
    static void CheckFolder(PlayOptions options)
    {
        if (File.Exists(options.Pictures))
        {
            throw new MediaException($"{options.Pictures} is a file; name a folder for the frames");
        }

        if (options.Pictures is not { } folder || !Directory.Exists(folder))
        {
            return;
        }

        if (!options.Overwrite && FramesIn(folder).Any())
        {
            throw new MediaException($"{folder} holds frames already; name another folder, or have them replaced") { Remedies = Remedies.Replacing, Location = folder };
        }

        if (!LiveSource.IsLive(options.Input) && RealPath.OfFiles(FramesIn(folder)).Overlaps(RealPath.OfFiles(ImageSequence.FilesOf(options.Input))))
        {
            throw new MediaException($"{folder} holds the frames that are to be played; name another folder");
        }
    }

    /// <summary>Those of a run before, which may have been longer.</summary>
    static void DeleteFrames(string folder)
    {
        foreach (string path in FramesIn(folder))
        {
            if (Path.GetFileNameWithoutExtension(path)["frame-".Length..].All(char.IsAsciiDigit))
            {
                File.Delete(path);
            }
        }
    }

    static string[] FramesIn(string folder) => Directory.GetFiles(folder, "frame-*.png");

    static async Task<string> KeepAsync(PlayOptions options, FrameRecorder? recorder, long count)
    {
        List<string> kept = [];
        if (options.Pictures is { } folder)
        {
            kept.Add($"{folder} holds the first {count} frames");
        }

        if (recorder is not null)
        {
            kept.Add(await recorder.FinishPartialAsync() is { } partial
                ? $"{partial.Path} holds the first {partial.Frames} frames and plays; {options.Recording} was not written"
                : $"{options.Recording} was not written");
        }

        return string.Join("; ", kept);
    }

    /// <summary>Moments of the clip, and of a film that goes on when the clip begins anew.</summary>
    sealed class LoopClock(TimeSpan from, TimeSpan frameInterval)
    {
        TimeSpan last;
        TimeSpan offset;
        TimeSpan? end;

        /// <summary>Where reading begins.</summary>
        public TimeSpan From { get; private set; } = from;

        /// <summary>When the clip's last frame ends; null: nothing tells.</summary>
        public TimeSpan? FilmEnd => end + offset;

        public TimeSpan Film(TimeSpan clipTime) => last = clipTime + offset;

        /// <param name="clipTime">When the clip's last frame ends; null: nothing tells.</param>
        public void End(TimeSpan? clipTime) => end = clipTime;

        public void BeginAnew()
        {
            From = TimeSpan.Zero;
            offset = FilmEnd ?? last + frameInterval;
        }
    }
}
