using LiveStyle.Frames;
using LiveStyle.Media;
using LiveStyle.Time;

namespace LiveStyle.App.Playing;

/// <summary>Writes what is shown into a film, without sound; each frame with the time at which it came.</summary>
sealed class FrameRecorder : IAsyncDisposable
{
    static readonly Rational TimeBase = new(1, 90_000);

    readonly VideoEncoder encoder;
    long last = -1;
    TimeSpan? origin;

    FrameRecorder(VideoEncoder encoder) => this.encoder = encoder;

    /// <exception cref="MediaException">The file is there, or can't be written.</exception>
    public static async Task<FrameRecorder> CreateAsync(string path, PlaySource source, bool overwrite, CancellationToken cancellation)
    {
        if (File.Exists(path) && !overwrite)
        {
            throw new MediaException($"{path} is there already; add --overwrite to replace it, or name another output");
        }

        return new FrameRecorder(await VideoEncoder.CreateAsync(
            path, new VideoEncoderOptions { Size = source.Size, TimeBase = TimeBase, FrameRate = source.FrameRate }, cancellation));
    }

    /// <summary>Takes a frame over.</summary>
    /// <param name="at">Later than the one before; the first is the film's beginning.</param>
    public async ValueTask WriteAsync(HostFrame frame, TimeSpan at, CancellationToken cancellation)
    {
        origin ??= at;
        long ticks = Math.Max(last + 1, (long)Math.Round((at - origin.Value).TotalSeconds * TimeBase.Denominator));
        last = ticks;
        frame.Timestamp = new Timestamp(ticks, TimeBase);
        await encoder.WriteAsync(frame, cancellation);
    }

    /// <summary>Finishes the file under its name.</summary>
    public ValueTask CompleteAsync(CancellationToken cancellation) => encoder.CompleteAsync(cancellation);

    public ValueTask DisposeAsync() => encoder.DisposeAsync();
}
