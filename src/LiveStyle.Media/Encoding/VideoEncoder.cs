using System.Runtime.CompilerServices;
using LiveStyle.Frames;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Pipelines;
using LiveStyle.Time;

namespace LiveStyle.Media.Encoding;

/// <summary>
/// Writes frames, each at its own timestamp to a video file. The file has a partial name until <see cref="CompleteAsync"/> has found every
/// frame in it.
/// </summary>
/// <remarks>
/// ffmpeg starts at the first frame. Timestamps below zero raise the whole file. Disposal without completion ends ffmpeg and removes the
/// partial file, unless <see cref="FinishPartialAsync"/> kept it. Not thread-safe.
/// </remarks>
/// <example>
/// <code>
/// await using VideoSource source = await VideoSource.OpenAsync("film.mp4", new VideoSourceOptions(), CancellationToken.None);
/// await using VideoEncoder encoder = await VideoEncoder.CreateAsync(
///     "copy.mp4", new VideoEncoderOptions { Size = source.Size, TimeBase = source.TimeBase, FrameRate = source.FrameRate }, CancellationToken.None);
/// while (await source.ReadAsync(CancellationToken.None) is { } frame)
///     await encoder.WriteAsync(frame, CancellationToken.None);       // which takes the frame over
/// await encoder.CompleteAsync(CancellationToken.None);
/// Console.WriteLine($"{encoder.FramesWritten} frames in {encoder.OutputPath}");
/// </code>
/// </example>
public sealed class VideoEncoder : IFrameSink<HostFrame>
{
    /// <summary>How long a cancelled write may still take to end with a whole picture.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>ffmpeg's exit code after an interrupt, when it has finished its file.</summary>
    const int Interrupted = 255;

    readonly EncodePlan plan;
    readonly FrameSize size;
    readonly FrameFormat format;
    readonly bool isSegment;
    readonly PictureMarks? marks;
    readonly string title;
    readonly CancellationTokenSource stop = new();
    EncoderRun? run;
    bool failed;
    bool interrupted;
    bool settled;

    VideoEncoder(string output, EncodePlan plan, VideoEncoderOptions options)
    {
        OutputPath = output;
        this.plan = plan;
        size = options.Size;
        format = options.Format;
        isSegment = options.IsSegment;
        marks = options.Marks;
        title = options.Title ?? output;
        Note = plan.Differences(size);
    }

    /// <summary>The final name of the file.</summary>
    public string OutputPath { get; }

    /// <summary>The number of frames that were given to ffmpeg.</summary>
    public long FramesWritten => run?.FramesWritten ?? 0;

    /// <summary>
    /// One line on what differs from what was asked: a size made even, samples or an alpha that the codec can't hold, high dynamic range, sound encoded anew;
    /// null: nothing.
    /// </summary>
    public string? Note { get; }

    /// <summary>
    /// The end of the last frame, by the frames' clock, to be set before <see cref="CompleteAsync"/>; null where it lasts as long as the
    /// rate says.
    /// </summary>
    public Timestamp? End { get; set; }

    /// <summary>ffmpeg's process, once the first frame has been written.</summary>
    internal int? ProcessId => run?.ProcessId;

    internal string PartialPath => plan.Path;

    /// <summary>Tells whether a file could keep the frames' alpha: ProRes (as 4444), FFV1, VP9 in .webm and .mkv, and pictures in PNG and TIFF do.</summary>
    /// <param name="output">The path, whose extension tells the container; a pipe ("-") keeps none.</param>
    /// <param name="codec">The codec, as <see cref="VideoEncoderOptions.Codec"/> has it.</param>
    /// <exception cref="MediaException">There is no such container or codec, or the one can't hold the other.</exception>
    public static bool HoldsAlpha(string output, string? codec)
    {
        if (output == "-")
        {
            return false;
        }

        OutputContainer container = OutputContainer.Of(output);
        return OutputCodec.Of(codec, container).HoldsAlpha(container);
    }

    /// <summary>Settles everything that can fail before the work begins.</summary>
    /// <param name="output">The path of the film; an existing file is replaced once the new one is whole.</param>
    /// <param name="options">What is written, and how it is coded.</param>
    /// <param name="cancellation">Ends the checks.</param>
    /// <exception cref="MediaException">The output can't be written, the codec or container is not available.</exception>
    public static async Task<VideoEncoder> CreateAsync(string output, VideoEncoderOptions options, CancellationToken cancellation)
    {
        EncodePlan plan = await PlanAsync(output, options, cancellation).ConfigureAwait(false);
        return new VideoEncoder(output, plan with { Path = PartialFile.Create(output, options.Original) }, options);
    }

    /// <summary>Says what <see cref="CreateAsync"/> would, and writes nothing.</summary>
    /// <returns>The note of such an encoder.</returns>
    /// <inheritdoc cref="CreateAsync"/>
    public static async Task<string?> CheckAsync(string output, VideoEncoderOptions options, CancellationToken cancellation) =>
        (await PlanAsync(output, options, cancellation).ConfigureAwait(false)).Differences(options.Size);

    static Task<EncodePlan> PlanAsync(string output, VideoEncoderOptions options, CancellationToken cancellation) => PlanAsync(
        output,
        options,
        options.IsSegment ? OutputContainer.OfSegment(OutputCodec.Of(options.Codec).Name, options.Alpha) : OutputContainer.Of(output),
        cancellation);

    internal static async Task<EncodePlan> PlanAsync(string output, VideoEncoderOptions options, OutputContainer container, CancellationToken cancellation)
    {
        if (options is { Alpha: true, Format.IsPacked: false })
        {
            throw new ArgumentException($"an alpha goes with RGB frames, not {options.Format.Layout}", nameof(options));
        }

        OutputCodec codec = OutputCodec.Of(options.Codec, container);
        int? crf = codec.CheckCrf(options.Crf);
        EncoderPreset preset = codec.CheckPreset(options.Preset);
        FrameSize coded = codec.NeedsEvenSize ? new FrameSize((options.Size.Width + 1) & ~1, (options.Size.Height + 1) & ~1) : options.Size;
        string encoder = await codec.FindEncoderAsync(coded, cancellation).ConfigureAwait(false);

        FrameFormat pictures = PlaneSeparation.Of(options.Format);
        FrameFormat wanted = codec.TakesRgbAlone ? pictures : CodedFormat.Wanted(pictures, codec, options.Color);
        if (codec.TakesRgbAlone && options.Color?.Hdr is not null)
        {
            throw new MediaException($"{codec.Name} can't hold a high dynamic range here; have it tone-mapped") { Remedies = Remedies.ToneMapping };
        }

        FrameFormat codedFormat = codec.TakesRgbAlone ? pictures : await CodedFormat.ChooseAsync(wanted, options.Color?.Hdr, encoder, cancellation).ConfigureAwait(false);
        bool hasAlpha = options.Alpha && codec.HoldsAlpha(container);
        codedFormat = hasAlpha && !codec.TakesRgbAlone ? CodedFormat.WithAlpha(codedFormat, codec) : codedFormat;
        string pixelFormat = hasAlpha ? codec.AlphaPixelFormat!
            : codec.TakesRgbAlone ? codec.PixelFormat
            : codedFormat.IsPacked
            ? await CodedFormat.ChooseRgbAsync(options.Color?.IsDeep == true, codec, encoder, cancellation).ConfigureAwait(false)
            : RawVideo.PixelFormat(codedFormat.Layout);

        return new EncodePlan(
            output,
            container,
            codec,
            encoder,
            crf,
            options.Threads,
            preset,
            options.TimeBase,
            options.FrameRate.IsKnown ? options.FrameRate : new(25, 1),
            coded,
            pictures,
            wanted,
            codedFormat,
            pixelFormat,
            options.Color,
            ColorTags.Of(codedFormat.Matrix, options.Color?.Tags))
        {
            HasAlpha = hasAlpha,
            LosesAlpha = options.Alpha && !hasAlpha,
            IsMarked = options.Marks is not null,
        };
    }

    /// <summary>Gives the extension, with its dot, of a film's parts.</summary>
    /// <param name="codec">The codec, as a user wrote it; null for the usual one of <paramref name="output"/>.</param>
    /// <param name="output">The path of the whole film.</param>
    /// <param name="alpha">Whether the parts have an alpha, as <see cref="VideoEncoderOptions.Alpha"/> says.</param>
    /// <exception cref="MediaException">No such codec, or the film's container can't hold it.</exception>
    public static string SegmentExtension(string? codec, string output, bool alpha = false) =>
        OutputContainer.OfSegment(OutputCodec.Of(codec, OutputContainer.Of(output)).Name, alpha).Extensions[0];

    /// <summary>Tells whether an output is coded from the clip's own planes; pictures that stand alone are made from RGB.</summary>
    public static bool TakesPlanes(string? codec, string output) =>
        !(output == "-" ? OutputCodec.Of(codec ?? "h264") : OutputCodec.Of(codec, OutputContainer.Of(output))).TakesRgbAlone;

    /// <summary>Says whether what is asked of the coding goes together and with the output, as far as names and numbers tell.</summary>
    /// <param name="output">The path of the whole film; one of no container of ours (a pipe too) takes any codec.</param>
    /// <param name="codec">The codec, as a user wrote it; null for the output's usual one.</param>
    /// <param name="crf">The constant rate factor; null for the codec's.</param>
    /// <param name="preset">The encoder's preset; null for medium.</param>
    /// <exception cref="MediaException">No such codec, rate factor or preset, or the container can't hold the codec.</exception>
    public static void CheckCoding(string output, string? codec, int? crf, string? preset)
    {
        OutputCodec? known = OutputContainer.TryOf(output) is { } container ? OutputCodec.Of(codec, container)
            : codec is null ? null : OutputCodec.Of(codec);
        known?.CheckCrf(crf);
        known?.CheckPreset(preset);
    }

    /// <summary>Gives the name of the codec that an output gets.</summary>
    /// <param name="codec">The codec, as a user wrote it; null for the output's usual one.</param>
    /// <param name="output">The path of the whole film.</param>
    /// <exception cref="MediaException">No such codec, or the film's container can't hold it.</exception>
    public static string CodecOf(string? codec, string output) => OutputCodec.Of(codec, OutputContainer.Of(output)).Name;

    /// <inheritdoc/>
    public ValueTask WriteAsync(HostFrame frame, CancellationToken cancellation) => WriteAsync(frame, frame.Timestamp, cancellation);

    /// <summary>Writes a frame to be shown at another time than its own, which it keeps: others may hold it too.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(HostFrame frame, Timestamp at, CancellationToken cancellation)
    {
        using HostFrame owned = frame;
        ObjectDisposedException.ThrowIf(settled, this);
        cancellation.ThrowIfCancellationRequested();
        if (frame.Size != size)
        {
            throw new ArgumentException($"The frame is {frame.Size}, the encoder {size}.", nameof(frame));
        }

        if (frame.Format != format)
        {
            throw new ArgumentException($"The frame is {frame.Format}, the encoder takes {format}.", nameof(frame));
        }

        // A picture torn in two would end the file; so a cancelled write gets a moment to finish before ffmpeg is ended.
        using (cancellation.UnsafeRegister(static state => ((CancellationTokenSource)state!).CancelAfter(Grace), stop))
        {
            try
            {
                if (run is null)
                {
                    run = EncoderRun.Start(plan, size, format, TickScale.Rescale(at.Ticks, at.TimeBase, plan.TimeBase));
                    stop.Token.UnsafeRegister(static state => ((EncoderRun)state!).Kill(), run);
                }

                await run.WriteAsync(frame, at, stop.Token).ConfigureAwait(false);
            }
            catch (Exception ended) when (ended is OperationCanceledException or IOException && stop.IsCancellationRequested)
            {
                failed = true;
                await AbandonAsync().ConfigureAwait(false);
                cancellation.ThrowIfCancellationRequested();
                throw new OperationCanceledException(ended.Message, ended, stop.Token);
            }
            catch (IOException)
            {
                await ExplainAsync(cancellation).ConfigureAwait(false);
            }
        }

        if (cancellation.IsCancellationRequested)
        {
            stop.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Ends the file, finds every frame in it, and gives it its final name.</summary>
    /// <exception cref="MediaException">No frame was written, the file could not be written, or it does not hold every frame. No file is left.</exception>
    public async ValueTask CompleteAsync(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(settled, this);
        if (run is null)
        {
            throw await FailAsync(new MediaException($"no frame was written to {title}")).ConfigureAwait(false);
        }

        run.CloseInput();
        int code = await run.WaitForExitAsync(cancellation).ConfigureAwait(false);
        if (code != 0 || IsDiskFull)
        {
            throw await FailAsync(Reason(code)).ConfigureAwait(false);
        }

        long? frames = isSegment ? run.EncodedFrames : await EncodedFile.CountFramesAsync(plan.Path, cancellation).ConfigureAwait(false);
        if (frames != FramesWritten)
        {
            throw await FailAsync(new MediaException(frames is null
                ? $"ffmpeg wrote a file for {title} that can't be played; try another codec or container"
                : $"ffmpeg wrote {frames} of {FramesWritten} frames for {title}; try another codec or container") { Location = title }).ConfigureAwait(false);
        }

        try
        {
            if (isSegment && marks is not null && plan.Container.Muxer is "mov" or "mp4")
            {
                SampleEntryBoxes.Append(plan.Path, SampleEntryBoxes.Of(marks));
            }

            if (End is { } end)
            {
                await EncodedEnd.CorrectAsync(plan.Path, plan, run, TickScale.Rescale(end.Ticks, end.TimeBase, plan.TimeBase), cancellation).ConfigureAwait(false);
            }

            File.Move(plan.Path, OutputPath, overwrite: true);
        }
        catch (MediaException failure)
        {
            throw await FailAsync(failure).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw await FailAsync(DiskFullException.Of(title, failure)).ConfigureAwait(false);
        }

        settled = true;
    }

    /// <summary>Ends the file where the frames end, under the partial name, as after a cancellation. The final name is never taken.</summary>
    /// <returns>The playable file; null, and no file, where nothing playable came of it.</returns>
    public async Task<PartialVideo?> FinishPartialAsync(CancellationToken cancellation)
    {
        if (settled || failed || run is null)
        {
            await AbandonAsync().ConfigureAwait(false);
            return null;
        }

        // On some systems a terminal's Ctrl+C reaches ffmpeg too: it has ended the file by itself then.
        if (!interrupted)
        {
            run.CloseInput();
            await run.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }

        long? frames = await EncodedFile.CountFramesAsync(plan.Path, cancellation).ConfigureAwait(false);
        if (frames is null or 0)
        {
            await AbandonAsync().ConfigureAwait(false);
            return null;
        }

        settled = true;
        return new PartialVideo(plan.Path, frames.Value);
    }

    /// <summary>Ends ffmpeg at once and removes the partial file.</summary>
    public async Task AbandonAsync()
    {
        if (settled)
        {
            return;
        }

        settled = true;
        if (run is not null)
        {
            await run.DisposeAsync().ConfigureAwait(false);
        }

        PartialFile.Delete(plan.Path);
    }

    /// <summary>Ends ffmpeg and removes the partial file, where the film was not completed.</summary>
    public async ValueTask DisposeAsync()
    {
        await AbandonAsync().ConfigureAwait(false);
        if (run is not null)
        {
            await run.DisposeAsync().ConfigureAwait(false);
        }

        stop.Dispose();
    }

    bool IsDiskFull => run?.Complaint.IsDiskFull == true;

    /// <summary>The pipe broke: finds out why, and throws it.</summary>
    async Task ExplainAsync(CancellationToken cancellation)
    {
        int code;
        try
        {
            code = await run!.WaitForExitAsync(CancellationToken.None).WaitAsync(Grace, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            code = 0; // It closed its end and lives on; FailAsync ends it.
        }

        if (code == Interrupted && !IsDiskFull)
        {
            // Most likely Ctrl+C, of which our own caller is about to hear.
            interrupted = true;
            await Task.Delay(TimeSpan.FromSeconds(1), cancellation).ConfigureAwait(false);
        }

        throw await FailAsync(Reason(code)).ConfigureAwait(false);
    }

    async Task<MediaException> FailAsync(MediaException failure)
    {
        failed = true;
        await AbandonAsync().ConfigureAwait(false);
        return failure;
    }

    MediaException Reason(int code) => FfmpegException.Writing(title, run!.Complaint, code);
}
