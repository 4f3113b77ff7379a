using System.Runtime.CompilerServices;
using LiveStyle.Audio;
using LiveStyle.Frames;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Nut;
using LiveStyle.Media.Streaming;
using LiveStyle.Time;

namespace LiveStyle.Media.Capture;

/// <summary>One ffmpeg process that reads a live input, for as long as both live. Not thread-safe.</summary>
sealed class LiveConnection : IAsyncDisposable
{
    /// <summary>ffmpeg's words for a rate that it made up.</summary>
    const string RateGuessed = "No information about the input framerate";

    /// <summary>ffmpeg's words for an input without an end that it knows, and for one that broke off; it finishes all the same.</summary>
    static readonly string[] Endless = ["Duration: N/A", "Stream ends prematurely", "Input/output error"];

    /// <summary>What ffmpeg says once it knows what it reads.</summary>
    const string InputKnown = "Stream mapping:";

    readonly FfmpegProcess process;
    readonly PixelLayout layout;
    readonly NutReader reader;
    readonly PictureMemory memory = new();
    readonly LiveSound? sound;
    readonly Timer watchdog;
    NutVideoStream? stream;
    string? damage;
    volatile bool silent;

    LiveConnection(FfmpegProcess process, PixelLayout layout, LiveSound? sound)
    {
        this.process = process;
        this.layout = layout;
        this.sound = sound;
        reader = new NutReader(process.PictureOutput(), sound is null ? null : Hear);
        watchdog = new Timer(static state => ((LiveConnection)state!).GiveUp(), this, Timeout.Infinite, Timeout.Infinite);
    }

    /// <summary>The size of the pictures; null until <see cref="ConnectAsync"/> has succeeded.</summary>
    public FrameSize? Size => stream?.Size;

    /// <summary>The frame rate that the source tells; null where it does not, or where it tells what no pictures have.</summary>
    public Rational? FrameRate => process.Complaint.Mentions(RateGuessed) ? null : LiveRate.Sane(reader.FrameRate);

    /// <summary>Whether sound comes beside the pictures.</summary>
    public bool HasSound => reader.Sound is not null;

    /// <summary>
    /// Whether no picture came though there are some: they wait for the beginning of a sound track that was announced and is never sent.
    /// </summary>
    public bool IsHeldBackBySound => silent && sound is not null && process.Complaint.Mentions(InputKnown);

    /// <summary>Whether the end of what is read is none: it told no length, as what is live does, or broke off.</summary>
    public bool IsEndless => Array.Exists(Endless, process.Complaint.Mentions);

    /// <param name="input">What is read, where it has been located.</param>
    /// <param name="options">What is asked of it.</param>
    /// <param name="known">Size of the frames before; null on the first connection.</param>
    /// <exception cref="MediaException">ffmpeg can't be started.</exception>
    public static LiveConnection Start(LiveInput input, LiveSourceOptions options, FrameSize? known)
    {
        FfmpegProcess process = FfmpegProcess.Start(FfmpegPrograms.Ffmpeg(), LiveArguments.Build(input, options, known), keys: StreamKeys.Of(input.Target));
        process.CloseInput();
        return new LiveConnection(process, options.Planes ? LiveColor.Layout : PixelLayout.Rgb24, options.Sound is { } take ? new LiveSound(take) : null);
    }

    /// <summary>Waits for the first picture to come. False where none does.</summary>
    /// <param name="limit">The longest that is waited; infinite: until cancellation.</param>
    /// <param name="soundLimit">The longest that is waited, once a sender is there, for the sound that it announces.</param>
    /// <param name="cancellation">Ends the connection.</param>
    public async Task<bool> ConnectAsync(TimeSpan limit, TimeSpan soundLimit, CancellationToken cancellation)
    {
        using CancellationTokenRegistration kill = Watch(limit, cancellation);
        using var headed = new CancellationTokenSource();
        Task limiting = limit == Timeout.InfiniteTimeSpan && sound is not null ? LimitSoundAsync(soundLimit, headed.Token) : Task.CompletedTask;
        try
        {
            stream = await reader.ReadHeadersAsync(cancellation).ConfigureAwait(false);
        }
        catch (MediaException failure)
        {
            damage = failure.Message;
        }

        await headed.CancelAsync().ConfigureAwait(false);
        await limiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        if (reader.Sound is { } track && (track.SampleRate, track.Channels) != (AudioFormat.SampleRate, AudioFormat.Channels))
        {
            damage = $"its sound came with {track.SampleRate} Hz and {track.Channels} channels";
            return false;
        }

        return !Rest(cancellation) && stream?.FourCc == RawVideo.FourCc(layout);
    }

    /// <summary>Tells the format of the pictures of a connection that has succeeded.</summary>
    public async Task<FrameFormat> FormatAsync(CancellationToken cancellation)
    {
        if (layout == PixelLayout.Rgb24)
        {
            return FrameFormat.Rgb;
        }

        // Said before the first picture, but on another pipe: it may be read a moment later.
        for (int i = 0; i < 100 && !process.Complaint.Mentions(LiveColor.StreamMark); i++)
        {
            await Task.Delay(10, cancellation).ConfigureAwait(false);
        }

        return LiveColor.Planes(process.Complaint.Find(LiveColor.StreamMark), stream!.Size);
    }

    /// <summary>
    /// Fills the frame with the next picture. Its ticks of <see cref="LiveTimeline.TimeBase"/>; null where the connection has ended.
    /// </summary>
    /// <param name="frame">A frame of <see cref="Size"/>.</param>
    /// <param name="limit">The longest that is waited for the picture.</param>
    /// <param name="cancellation">Ends the connection.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<long?> ReadAsync(HostFrame frame, TimeSpan limit, CancellationToken cancellation)
    {
        using CancellationTokenRegistration kill = Watch(limit, cancellation);
        try
        {
            if (await reader.ReadPictureAsync(cancellation).ConfigureAwait(false) is not { } picture)
            {
                return null;
            }

            if (picture.ByteLength != frame.ByteLength)
            {
                damage = "its pictures have changed their size";
                return null;
            }

            Memory<byte> pixels = memory.Of(frame);
            picture.Elided.CopyTo(pixels);
            bool whole = await reader.ReadPixelsAsync(pixels[picture.Elided.Length..], cancellation).ConfigureAwait(false);
            if (!whole)
            {
                return null;
            }

            long ticks = TickScale.Rescale(picture.Pts, stream!.TimeBase, LiveTimeline.TimeBase);
            sound?.See(ticks);
            return ticks;
        }
        catch (MediaException failure)
        {
            damage = failure.Message;
            return null;
        }
        finally
        {
            Rest(cancellation);
        }
    }

    /// <summary>Whether ffmpeg has read its input to the end, rather than lost it; asked after the last picture.</summary>
    public async ValueTask<bool> CompletedAsync(CancellationToken cancellation)
    {
        if (silent || damage is not null)
        {
            return false;
        }

        // Its output has ended, so that it is about to end.
        using CancellationTokenRegistration kill = Watch(TimeSpan.FromSeconds(5), cancellation);
        int code = await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        Rest(cancellation);
        return code == 0;
    }

    /// <summary>Why it ended, after it has.</summary>
    public async ValueTask<string> ReasonAsync(LiveInput input)
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        return silent ? "no picture came for too long"
            : damage ?? (process.Complaint.Essence() is { } essence ? input.Tidy(essence) : "it has stopped sending");
    }

    public async ValueTask DisposeAsync()
    {
        await watchdog.DisposeAsync().ConfigureAwait(false);
        await process.DisposeAsync().ConfigureAwait(false);
    }

    void Hear(ReadOnlySpan<byte> bytes, long pts) =>
        sound!.Hear(bytes, TickScale.Rescale(pts, reader.Sound!.TimeBase, LiveTimeline.TimeBase));

    // The end of the process ends the read: nothing else does.
    CancellationTokenRegistration Watch(TimeSpan limit, CancellationToken cancellation)
    {
        watchdog.Change(limit, Timeout.InfiniteTimeSpan);
        return cancellation.UnsafeRegister(static state => ((LiveConnection)state!).process.Kill(), this);
    }

    /// <summary>Whoever listens waits without limit for a sender, but not for its sound.</summary>
    async Task LimitSoundAsync(TimeSpan limit, CancellationToken cancellation)
    {
        while (!process.Complaint.Mentions(InputKnown))
        {
            await Task.Delay(100, cancellation).ConfigureAwait(false);
        }

        watchdog.Change(limit, Timeout.InfiniteTimeSpan);
    }

    bool Rest(CancellationToken cancellation)
    {
        watchdog.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        cancellation.ThrowIfCancellationRequested();
        return silent;
    }

    void GiveUp()
    {
        silent = true;
        process.Kill();
    }
}
