using System.Numerics;
using System.Runtime.CompilerServices;
using LiveStyle.Compositing;
using LiveStyle.Files;
using LiveStyle.Frames;
using LiveStyle.Media.Color;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Nut;
using LiveStyle.Media.Probing;
using LiveStyle.Pipelines;
using LiveStyle.Time;

namespace LiveStyle.Media.Decoding;

/// <summary>
/// The frames of a video file or URL in presentation order, decoded by ffmpeg: upright, square pixels, R'G'B' in the clip's own primaries
/// (SDR: high dynamic range is tone-mapped) or the clip's own planes, each with the timestamp that the file gives it (minus the start of
/// the cut). None is doubled or dropped.
/// </summary>
/// <remarks>
/// A damaged file yields what decodes, and <see cref="Note"/> then says so; one that was cut short ends in an exception. Cancelling a read
/// ends the source. Not thread-safe. Frames that are still out when the source is disposed stay valid. After disposal nothing more is read
/// from the stream of an <see cref="InputPipe"/>; a read that is waiting and that the stream does not let be canceled is left alone.
/// </remarks>
/// <example>
/// <code>
/// await using VideoSource source = await VideoSource.OpenAsync("film.mp4", new VideoSourceOptions { Size = new FrameSize(64, 36) }, CancellationToken.None);
/// while (await source.ReadAsync(CancellationToken.None) is { } frame)
///     using (frame)
///         Console.WriteLine($"{frame.Timestamp.Seconds:0.00} s: {frame.Size}, {frame.Format.Layout}");
/// </code>
/// </example>
public sealed class VideoSource : IFrameSource<HostFrame>
{
    /// <summary>How ffmpeg says that a file stops before its time; it calls that a success.</summary>
    internal static readonly string[] EarlyEnds = ["ended prematurely", "partial file", "Truncating packet"];

    readonly DecoderRun run;
    readonly FfmpegProcess process;
    readonly NutReader reader;
    readonly NutVideoStream stream;
    readonly PictureMemory memory = new();
    readonly long lead;
    readonly bool strict;
    readonly ClipCut cut;
    readonly TickWindow? window;
    readonly PacketLines? packets;
    readonly bool hasStart;
    readonly bool looksBack;
    long lastTicks;

    /// <summary>The latest picture from before the cut, while none from within it has come.</summary>
    HostFrame? held;

    /// <summary>The picture that follows the held one.</summary>
    HostFrame? next;
    HostFrame? interleaved;
    bool ended;

    VideoSource(
        MediaInfo clip, VideoStreamInfo video, FrameFormat format, DecoderRun run, NutReader reader, NutVideoStream stream,
        long lead, bool alpha, PacketLines? packets, VideoSourceOptions options)
    {
        this.packets = packets;
        window = options.Window;
        cut = ClipCut.Of(clip, options.Start, options.Duration);
        this.run = run;
        process = run.Process;
        this.reader = reader;
        this.stream = stream;
        this.lead = lead;
        strict = options.Strict;
        hasStart = options.Start > TimeSpan.Zero;
        looksBack = hasStart && options.Lookback > TimeSpan.Zero && window?.First is null;
        Color = ColorDescription.Of(video, options.Hdr);
        Clip = clip;
        Video = video;
        Pool = new FramePool(stream.Size, format);
        if (alpha)
        {
            AlphaPool = new FramePool(stream.Size, FrameFormat.Gray);
            interleaved = HostFrame.Allocate(stream.Size, FrameFormat.Rgba);
        }
    }

    /// <summary>The clip as it was probed.</summary>
    public MediaInfo Clip { get; }

    /// <summary>The track that is decoded.</summary>
    public VideoStreamInfo Video { get; }

    /// <summary>The size of every frame, in pixels.</summary>
    public FrameSize Size => stream.Size;

    /// <summary>The format of every frame: RGB, or with <see cref="VideoSourceOptions.Planes"/> the clip's layout and what its tags say of colors.</summary>
    public FrameFormat Format => Pool.Format;

    /// <summary>The colors of the frames, so that a film of them can be coded to be as the clip is.</summary>
    public ColorDescription Color { get; }

    /// <summary>The time base of the frames' timestamps, which is the file's own.</summary>
    public Rational TimeBase => Video.TimeBase;

    /// <summary>The average frames per second, to plan by; the timestamps tell the truth.</summary>
    public Rational FrameRate => Video.FrameRate;

    /// <summary>The pool that the frames come from and return to.</summary>
    public FramePool Pool { get; }

    /// <inheritdoc/>
    public int Outstanding => Pool.Outstanding;

    /// <summary>The pool that the frames' alpha comes from and returns to; null where they have none.</summary>
    public FramePool? AlphaPool { get; }

    /// <summary>The number of frames that were given out.</summary>
    public long FramesRead { get; private set; }

    /// <summary>The end of the last frame, in ticks of <see cref="TimeBase"/> from the beginning of the cut. It is known once all frames have been
    /// read; null where nothing tells, and for a <see cref="VideoSourceOptions.Window"/> that ends before the cut.</summary>
    public long? End { get; private set; }

    Timestamp? IFrameSource<HostFrame>.End => End is { } ticks ? new Timestamp(ticks, TimeBase) : null;

    /// <summary>One line on what could not be decoded; null while all is well.</summary>
    public string? Note { get; private set; }

    /// <summary>The number of times that ffmpeg has complained of the clip so far; 0 while all is well.</summary>
    public int Complaints => process.Complaint.Count;

    /// <summary>The gist of what ffmpeg complained of, in a line; null while all is well.</summary>
    public string? Complaint => process.Complaint.Essence();

    /// <summary>Opens a clip and decodes up to its first frame.</summary>
    /// <param name="path">A file's path, a pattern of numbered pictures, or an address that ffmpeg reads.</param>
    /// <param name="options">What to take of the clip, and how large.</param>
    /// <param name="cancellation">Ends the opening.</param>
    /// <exception cref="MediaException">It can't be read, holds no moving pictures, or nothing of it lies in the cut.</exception>
    public static async Task<VideoSource> OpenAsync(string path, VideoSourceOptions options, CancellationToken cancellation) =>
        await OpenAsync(await MediaProbe.ProbeAsync(path, cancellation).ConfigureAwait(false), options, cancellation).ConfigureAwait(false);

    /// <summary>Opens a clip that has been examined, as for each of many seeks.</summary>
    /// <inheritdoc cref="OpenAsync(string, VideoSourceOptions, CancellationToken)"/>
    public static Task<VideoSource> OpenAsync(MediaInfo clip, VideoSourceOptions options, CancellationToken cancellation) =>
        OpenAsync(clip, options, "", null, cancellation);

    /// <summary>Says before any work whether the clip's colors can be read.</summary>
    /// <exception cref="MediaException">They are coded in a way that the local ffmpeg can't convert.</exception>
    public static Task CheckAsync(MediaInfo clip, CancellationToken cancellation) => ForeignMatrix.CheckAsync(clip, clip.RequireVideo(), cancellation);

    /// <summary>Tells by how many whole seconds ffmpeg's timestamps are ahead: enough for any before zero that a container's edit list leaves.</summary>
    /// <param name="clip">The clip, probed.</param>
    internal static TimeSpan Lead(MediaInfo clip)
    {
        // Whole ticks too, so that nothing is rounded on the way there and back.
        Rational timeBase = clip.RequireVideo().TimeBase;
        long step = timeBase.Numerator / (long)BigInteger.GreatestCommonDivisor(timeBase.Numerator, timeBase.Denominator);
        double least = 16 + Math.Max(0, -clip.Start.TotalSeconds);
        return TimeSpan.FromSeconds(step > 1_000_000 ? Math.Ceiling(least) : Math.Ceiling(least / step) * step);
    }

    /// <summary>Opens a clip from a pipe, or from its file where that is null; the ffmpeg that decodes it writes further outputs too, as arguments tell.</summary>
    internal static async Task<VideoSource> OpenAsync(
        MediaInfo clip, VideoSourceOptions options, string further, InputPipe? pipe, CancellationToken cancellation)
    {
        VideoStreamInfo video = clip.RequireVideo();
        ClipCut cut = ClipCut.Of(clip, options.Start, options.Duration);
        FrameSize size = options.Size ?? video.Size;
        if (size.Width < 1 || size.Height < 1)
        {
            throw new MediaException($"a frame of {size} has no pixels; give a size of at least 1×1");
        }

        await ForeignMatrix.CheckAsync(clip, video, cancellation).ConfigureAwait(false);

        // Tone-mapping knows no alpha.
        bool alpha = options.Alpha && video is { HasAlpha: true, Hdr: null };
        FrameFormat planes = ClipFormat.Of(video);
        FrameFormat format = options.Planes && !alpha && video.Hdr is null && (!options.OnlyFastPlanes || PlaneConversion.IsFast(planes)) ? planes : FrameFormat.Rgb;

        long lead = TickScale.FromTime(Lead(clip), video.TimeBase);

        // A second output would read on where the first has an end.
        PacketLines? packets = options is { Duration: null, Window: null } && ClipEnd.IsInPackets(clip) ? new PacketLines() : null;
        string arguments = DecodeArguments.Build(clip, video, cut, size, format, options, lead, alpha) + further + (packets is null ? "" : PacketLines.Output(video.Index));
        DecoderRun run = DecoderRun.Start(arguments, pipe, packets is null ? null : packets.Take);
        FfmpegProcess process = run.Process;
        try
        {
            var reader = new NutReader(process.PictureOutput());
            using CancellationTokenRegistration kill = cancellation.UnsafeRegister(static state => ((FfmpegProcess)state!).Kill(), process);
            NutVideoStream? stream = await reader.ReadHeadersAsync(cancellation).ConfigureAwait(false);
            if (stream is null)
            {
                cancellation.ThrowIfCancellationRequested();
                await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
                throw Nothing(clip, process);
            }

            PixelLayout decoded = alpha ? PixelLayout.Rgba32 : format.Layout;
            if (stream.FourCc != (RawVideo.FourCc(decoded) ?? stream.FourCc) || stream.Size != size)
            {
                throw new MediaException($"ffmpeg decodes {clip.Name} to {stream.Size} pictures of another kind than asked for");
            }

            return new VideoSource(clip, video, format, run, reader, stream, lead, alpha, packets, options);
        }
        catch
        {
            await run.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Decodes the next frame in presentation order.</summary>
    /// <returns>The frame, which the caller then owns; null at the end.</returns>
    /// <exception cref="MediaException">The clip is cut short, or damaged where the options are strict.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<HostFrame?> ReadAsync(CancellationToken cancellation)
    {
        HostFrame? frame = next ?? await DecodeAsync(cancellation).ConfigureAwait(false);
        next = null;
        while (looksBack && FramesRead == 0 && frame?.Timestamp.Ticks < 0)
        {
            held?.Dispose();
            held = frame;
            frame = await DecodeAsync(cancellation).ConfigureAwait(false);
        }

        if (held is not null)
        {
            (HostFrame shown, held) = (held, null);
            if (frame is null || TickScale.ToTime(frame.Timestamp.Ticks, TimeBase) > ClipCut.LongestGap)
            {
                (frame, next) = (shown, frame);
            }
            else
            {
                shown.Dispose();
            }
        }

        if (frame is not null)
        {
            if (hasStart && frame.Timestamp.Ticks < 0)
            {
                frame.Timestamp = new Timestamp(0, TimeBase);
            }

            lastTicks = frame.Timestamp.Ticks;
            FramesRead++;
        }

        return frame;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    async ValueTask<HostFrame?> DecodeAsync(CancellationToken cancellation)
    {
        if (ended)
        {
            return null;
        }

        cancellation.ThrowIfCancellationRequested();

        // A read that waits can't be cancelled; the end of the process ends it.
        using CancellationTokenRegistration kill = cancellation.UnsafeRegister(static state => ((FfmpegProcess)state!).Kill(), process);
        HostFrame? frame = null;
        try
        {
            if (await reader.ReadPictureAsync(cancellation).ConfigureAwait(false) is { } picture)
            {
                if (strict && process.Complaint.Essence() is { } essence)
                {
                    throw Damaged($"after {FramesRead} frames: {essence}");
                }

                frame = Pool.Rent();
                if (await FillAsync(frame, picture, cancellation).ConfigureAwait(false))
                {
                    long ticks = TickScale.Rescale(picture.Pts, stream.TimeBase, TimeBase) - lead;
                    frame.Timestamp = new Timestamp(ticks, TimeBase);
                    frame.DurationTicks = 0;
                    return frame;
                }

                frame.Dispose();
                frame = null;
            }

            cancellation.ThrowIfCancellationRequested();
            await EndAsync(cancellation).ConfigureAwait(false);
            return null;
        }
        catch
        {
            frame?.Dispose();
            ended = true;
            throw;
        }
    }

    /// <summary>Ends ffmpeg and frees the frames that are not given out.</summary>
    public async ValueTask DisposeAsync()
    {
        ended = true;
        await run.DisposeAsync().ConfigureAwait(false);
        Interlocked.Exchange(ref held, null)?.Dispose();
        Interlocked.Exchange(ref next, null)?.Dispose();
        Pool.Dispose();
        AlphaPool?.Dispose();
        Interlocked.Exchange(ref interleaved, null)?.Dispose();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    async ValueTask<bool> FillAsync(HostFrame frame, NutPicture picture, CancellationToken cancellation)
    {
        HostFrame raw = interleaved ?? frame;
        if (picture.ByteLength != raw.ByteLength)
        {
            throw NutParser.Damaged($"a picture has {picture.ByteLength} bytes instead of {raw.ByteLength}");
        }

        Memory<byte> pixels = memory.Of(raw);
        picture.Elided.CopyTo(pixels);
        if (!await reader.ReadPixelsAsync(pixels[picture.Elided.Length..], cancellation).ConfigureAwait(false))
        {
            return false;
        }

        if (interleaved is not null)
        {
            frame.Alpha = AlphaPool!.Rent();
            AlphaInterleaving.Split(interleaved, frame, frame.Alpha);
        }

        return true;
    }

    async ValueTask EndAsync(CancellationToken cancellation)
    {
        ended = true;
        int code = await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        if (FramesRead == 0 && held is null)
        {
            throw Nothing(Clip, process, code);
        }

        if (FfmpegProcess.IsSignal(code))
        {
            throw new FfmpegException($"ffmpeg was stopped (signal {code - 128}) while it decoded {Clip.Name}; run it again", process.Complaint, code) { Location = Clip.Name };
        }

        bool isShort = code != 0 || Array.Exists(EarlyEnds, process.Complaint.Mentions);
        if (!isShort)
        {
            End = EndOfLast();
        }

        if (!isShort && process.Complaint.Essence() is null)
        {
            return;
        }

        string complaint = process.Complaint.Essence() ?? $"ffmpeg ended with code {code}";
        if (strict)
        {
            throw Damaged($"{FramesRead} frames could be decoded: {complaint}");
        }

        Note = isShort
            ? $"{Clip.Name} ends too early: it was cut short or is damaged, and only {FramesRead} frames could be decoded; fetch or copy it again"
            : $"{Clip.Name} is damaged; {FramesRead} frames could be decoded ({complaint})";
    }

    long? EndOfLast()
    {
        long begin = cut.BeginTicks(TimeBase);
        if (window?.End is not null || ClipEnd.Of(Clip, lastTicks + begin, packets?.Span is { } span && span.Last == lastTicks + begin ? span.Lasting : null) is not { } end)
        {
            return null;
        }

        return Math.Min(end, cut.EndTicks(TimeBase) ?? end) - begin;
    }

    MediaException Damaged(string how) =>
        new($"{Clip.Name} is damaged, {how}; fetch or copy it again, or take what decodes") { Remedies = Remedies.Leniency, Location = Clip.Name };

    static NoPictureException Nothing(MediaInfo clip, FfmpegProcess process, int? code = null)
    {
        string why = process.Complaint.Essence() is { } essence
            ? essence.Replace(Secrets.Hide(QuotedPath.Locator(clip.Location)) + ": ", "", StringComparison.Ordinal)
            : "no frame lies in the part that was asked for";
        string message = $"no picture could be decoded from {clip.Name}: {why}; check that it plays, and where it is cut";
        return new NoPictureException(message, code is { } ended ? new FfmpegException(message, process.Complaint, ended) : null) { Location = clip.Name };
    }
}
