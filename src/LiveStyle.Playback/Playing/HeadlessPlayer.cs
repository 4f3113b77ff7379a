using System.Runtime.CompilerServices;
using LiveStyle.Files;
using LiveStyle.Media.Capture;
using LiveStyle.Media.Sequences;
using LiveStyle.Media.Stills;
using LiveStyle.Pipelines;
using LiveStyle.Progress;

namespace LiveStyle.Playback.Playing;

/// <summary>
/// Plays without a window, every frame and as fast as it goes: what the window would show goes to pictures or into a film.
/// </summary>
/// <param name="progress">Is told how far it is; null: nobody.</param>
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
/// await new HeadlessPlayer().RunAsync(options, CancellationToken.None);
/// </code>
/// </example>
public sealed class HeadlessPlayer(IProgress<WorkProgress>? progress = null)
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
        await using var renderer = new SteadyRenderer(setup, new DeviceRecovery(setup.Stylizer, progress), Opened);
        await using FrameRecorder? recorder = options.Recording is null ? null : await FrameRecorder.CreateAsync(options, source, cancellation);
        if (options.Pictures is { } folder)
        {
            Directory.CreateDirectory(folder);
            DeleteFrames(folder);
        }

        var meter = new ProgressMeter(Expected(options, source), TimeProvider.System);
        await using var frames = new PlayedFrames(source, options, setup.FrameInterval);
        try
        {
            IFrameSink<PlayedFrame> sink = FrameSink.Create<PlayedFrame>((frame, token) => WriteAsync(frame, options, recorder, meter, token));
            await FramePipeline.RunAsync(frames, renderer, sink, new FramePipelineOptions(), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new StoppedException($"stopped; {await KeepAsync(options, recorder, meter.Frames)}");
        }
        catch (Exception problem) when (meter.Frames > 0 && problem is (LiveStyleException or IOException))
        {
            throw new LiveStyleException($"{problem.Message} ({await KeepAsync(options, recorder, meter.Frames)})", problem);
        }

        if (frames.Note is { } note)
        {
            progress.Note(note);
        }

        if (recorder is not null)
        {
            recorder.End = frames.FilmEnd;
            await recorder.CompleteAsync(cancellation);
        }

        string where = string.Join(" and ", new[] { options.Pictures, options.Recording }.OfType<string>());
        progress.Done(
            $"{where}: {meter.Frames} frames, {source.Size}; made at {meter.Frames / Math.Max(meter.Elapsed.TotalSeconds, 1e-9):0.##} frames per second on {renderer.DeviceName}",
            new Dictionary<string, object> { ["frames"] = meter.Frames, ["device"] = renderer.DeviceName, ["width"] = source.Size.Width, ["height"] = source.Size.Height });
    }

    /// <summary>Writes what a window would show of a frame.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    async ValueTask WriteAsync(PlayedFrame frame, PlayOptions options, FrameRecorder? recorder, ProgressMeter meter, CancellationToken cancellation)
    {
        if (frame.IsLead)
        {
            return;
        }

        if (recorder is not null)
        {
            await recorder.WriteAsync(frame.Recorded!.AddReference(), frame.FilmTime, cancellation);
        }

        long count = meter.Frames + 1;
        if (options.Pictures is { } folder)
        {
            StillImage.Save(frame.Shown!, Path.Combine(folder, $"frame-{count:0000}.png"));
        }

        meter.Update(count);
        progress.Frames(meter);
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
}
