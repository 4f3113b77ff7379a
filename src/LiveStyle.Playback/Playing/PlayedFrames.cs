using LiveStyle.Frames;
using LiveStyle.Pipelines;
using LiveStyle.Time;

namespace LiveStyle.Playback.Playing;

/// <summary>Every frame that a player without a window shows, and from the beginning again where the clip is looped.</summary>
/// <remarks>Thread-safety: one thread reads; what is told of the clip's end is known when nothing is read any more.</remarks>
/// <param name="source">Stays the caller's.</param>
/// <param name="options">Where to begin, how many frames, and whether the clip is looped.</param>
/// <param name="frameInterval">How long a frame lasts where nothing tells.</param>
sealed class PlayedFrames(PlaySource source, PlayOptions options, TimeSpan frameInterval) : IFrameSource<PlayedFrame>
{
    IFrameSource<HostFrame>? lap;
    TimeSpan from = options.Start ?? TimeSpan.Zero;
    TimeSpan offset;
    TimeSpan last;
    long left = options.Frames ?? long.MaxValue;
    bool isEmptyLap = true;

    public string? Note => lap?.Note;

    /// <summary>When the last frame of the film ends, by the clock of <see cref="PlayedFrame.FilmTime"/>; null: nothing tells.</summary>
    public TimeSpan? FilmEnd => lap?.End is { } end ? from + end.TimeBase.Duration(end.Ticks) + offset : null;

    public async ValueTask<PlayedFrame?> ReadAsync(CancellationToken cancellation)
    {
        while (left > 0)
        {
            lap ??= await source.OpenAsync(from, cancellation).ConfigureAwait(false);
            if (await lap.ReadAsync(cancellation).ConfigureAwait(false) is { } frame)
            {
                (left, isEmptyLap) = (left - 1, false);
                TimeSpan at = from + TimeSpan.FromSeconds(frame.Timestamp.Seconds);
                last = at + offset;
                return new PlayedFrame(frame, at, last);
            }

            if (!options.IsLooped || source.IsLive || isEmptyLap)
            {
                break;
            }

            offset = FilmEnd ?? last + frameInterval;
            await lap.DisposeAsync().ConfigureAwait(false);
            (lap, from, isEmptyLap) = (null, TimeSpan.Zero, true);
        }

        return null;
    }

    public ValueTask DisposeAsync() => lap?.DisposeAsync() ?? ValueTask.CompletedTask;
}
