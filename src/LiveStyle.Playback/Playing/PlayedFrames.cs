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
    /// <summary>Farther off than any rounding of timestamps, nearer than any frame.</summary>
    static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(1.5);

    IFrameSource<HostFrame>? lap;
    TimeSpan from = options.Start ?? TimeSpan.Zero;
    TimeSpan read;
    TimeSpan offset;
    int round;
    TimeSpan last;
    long left = options.Frames ?? long.MaxValue;
    bool isEmptyLap = true;

    public string? Note => lap?.Note;

    /// <summary>When the last frame of the film ends, by the clock of <see cref="PlayedFrame.FilmTime"/>; null: nothing tells.</summary>
    public TimeSpan? FilmEnd => lap?.End is { } end ? read + end.TimeBase.Duration(end.Ticks) + offset : null;

    public async ValueTask<PlayedFrame?> ReadAsync(CancellationToken cancellation)
    {
        while (left > 0)
        {
            if (lap is null)
            {
                read = options.Steadiness > 0 && !source.IsLive ? SteadyCells.LeadOf(from) : from;
                lap = await source.OpenAsync(read, cancellation).ConfigureAwait(false);
            }

            if (await lap.ReadAsync(cancellation).ConfigureAwait(false) is { } frame)
            {
                TimeSpan at = read + TimeSpan.FromSeconds(frame.Timestamp.Seconds);
                if (read < from && at < from - Tolerance)
                {
                    return new PlayedFrame(frame, at, at + offset, round, isLead: true);
                }

                (left, isEmptyLap) = (left - 1, false);
                last = at + offset;
                return new PlayedFrame(frame, at, last, round);
            }

            if (!options.IsLooped || source.IsLive || isEmptyLap)
            {
                break;
            }

            offset = FilmEnd ?? last + frameInterval;
            await lap.DisposeAsync().ConfigureAwait(false);
            (lap, from, isEmptyLap, round) = (null, TimeSpan.Zero, true, round + 1);
        }

        return null;
    }

    public ValueTask DisposeAsync() => lap?.DisposeAsync() ?? ValueTask.CompletedTask;
}
