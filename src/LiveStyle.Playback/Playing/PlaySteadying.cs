using LiveStyle.Frames;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Steadiness;

namespace LiveStyle.Playback.Playing;

/// <summary>
/// Steadies what a player shows. Two histories are kept: of the half second that is shown, and of the next one, which begins now, so that what is
/// shown never depends on more than a half second before its own (<see cref="SteadyCells"/>): seeking and stepping come to the same picture as playing.
/// </summary>
/// <remarks>
/// A frame that is dropped since it is late leaves no trace in what follows it. A picture that is rendered again, since its style has changed
/// while it stands, is shown as it is. Thread-safety: one thread at a time. Sizes that came before allocate nothing.
/// </remarks>
/// <param name="steadiness">0 to 1.</param>
/// <param name="bundle">The bundle whose styles are blended.</param>
sealed class PlaySteadying(double steadiness, ModelBundle bundle) : IDisposable
{
    readonly FrameSteadier steadier = new(steadiness);
    readonly BlendChange change = new(bundle);
    SteadyHistory history = new(), next = new();
    (int Generation, int Lap) place = (-1, 0);
    TimeSpan last;
    long cell;
    double moved;
    bool isRefresh;

    /// <summary>Says which picture comes next.</summary>
    /// <param name="blends">The styles.</param>
    /// <param name="at">Moment of the clip.</param>
    /// <param name="generation">Of the seek after which it was decoded.</param>
    /// <param name="lap">Which time round it is.</param>
    /// <param name="isRefresh">Whether it was shown already and its style has changed since.</param>
    public void Begin(IBlendSource blends, TimeSpan at, int generation, int lap, bool isRefresh)
    {
        this.isRefresh = isRefresh;
        if (isRefresh)
        {
            return;
        }

        long now = SteadyCells.Of(at);
        if (place != (generation, lap) || at <= last || now > cell + 1)
        {
            Reset();
        }
        else if (now > cell)
        {
            (history, next) = (next, history);
            next.Reset();
        }

        (place, last, cell) = ((generation, lap), at, now);
        moved = change.Follow(blends, at.TotalSeconds);
        if (change.IsOriginal)
        {
            Reset();
        }
    }

    /// <summary>Steadies the picture that was said to come.</summary>
    /// <param name="original">RGB; stays the caller's.</param>
    /// <param name="styled">RGB, of the same size; stays the caller's.</param>
    /// <returns>What is to be shown; the caller's.</returns>
    public HostFrame Show(HostFrame original, HostFrame styled)
    {
        if (isRefresh)
        {
            return styled.AddReference();
        }

        steadier.Follow(original, styled, moved);
        steadier.Take(original, styled, next);
        return steadier.Mix(original, styled, history);
    }

    /// <summary>Frees the pictures that are not given out.</summary>
    public void Dispose() => steadier.Dispose();

    void Reset()
    {
        steadier.Reset();
        history.Reset();
        next.Reset();
    }
}
