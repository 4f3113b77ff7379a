using LiveStyle.Files;
using LiveStyle.Frames;
using LiveStyle.Media.Capture;
using LiveStyle.Media.Encoding;
using LiveStyle.Time;

namespace LiveStyle.Playback.Playing;

/// <summary>Writes what is shown into a film, without sound; each frame with the time at which it came.</summary>
sealed class FrameRecorder : IAsyncDisposable
{
    static readonly Rational TimeBase = new(1, 90_000);

    readonly VideoEncoder encoder;
    long last = -1;
    TimeSpan? origin;

    FrameRecorder(VideoEncoder encoder, Rational rate)
    {
        this.encoder = encoder;
        FrameInterval = TimeSpan.FromSeconds(1 / rate.ToDouble());
    }

    /// <summary>How long a frame lasts where nothing tells.</summary>
    public TimeSpan FrameInterval { get; }

    /// <summary>Says before anything is opened that a recording would replace a file.</summary>
    /// <exception cref="MediaException">It would, and was not asked to.</exception>
    public static void CheckPath(PlayOptions options)
    {
        if (options.Recording is { } pipe && StreamFile.IsStream(pipe))
        {
            throw new MediaException($"{pipe} is a pipe or a device; name a file");
        }

        if (options is { Recording: { } path, Overwrite: false } && File.Exists(path))
        {
            throw new MediaException($"{path} is there already; name another output, or have it replaced") { Remedies = Remedies.Replacing, Location = path };
        }

        if (options.Recording is { } output && !LiveSource.IsLive(options.Input) && RealPath.IsSameFile(options.Input, output))
        {
            throw new MediaException($"{output}: input and recording are the same file; name another recording");
        }
    }

    /// <exception cref="MediaException">The file can't be written.</exception>
    public static async Task<FrameRecorder> CreateAsync(PlayOptions options, PlaySource source, CancellationToken cancellation) =>
        new(await VideoEncoder.CreateAsync(
            options.Recording!,
            new VideoEncoderOptions { Size = source.Size, TimeBase = TimeBase, FrameRate = source.FrameRate, Original = source.IsLive ? null : options.Input },
            cancellation), source.FrameRate);

    /// <summary>Takes a frame over.</summary>
    /// <param name="at">The moment at which it is shown, later than the one before; the first is the film's beginning.</param>
    /// <param name="frame">The frame, which is taken over.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public async ValueTask WriteAsync(HostFrame frame, TimeSpan at, CancellationToken cancellation)
    {
        origin ??= at;
        long ticks = Math.Max(last + 1, (long)Math.Round((at - origin.Value).TotalSeconds * TimeBase.Denominator));
        last = ticks;
        await encoder.WriteAsync(frame, new Timestamp(ticks, TimeBase), cancellation);
    }

    /// <summary>When the last frame ends, by the clock of <see cref="WriteAsync"/>; null: it lasts as long as the rate says.</summary>
    public TimeSpan? End { get; set; }

    /// <summary>Finishes the file under its name.</summary>
    public ValueTask CompleteAsync(CancellationToken cancellation)
    {
        if (End is { } end && origin is { } begin)
        {
            encoder.End = new Timestamp((long)Math.Round((end - begin).TotalSeconds * TimeBase.Denominator), TimeBase);
        }

        return encoder.CompleteAsync(cancellation);
    }

    /// <summary>Ends a film that was broken off, under another name; null where nothing came of it.</summary>
    public Task<PartialVideo?> FinishPartialAsync() => encoder.FinishPartialAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => encoder.DisposeAsync();
}
