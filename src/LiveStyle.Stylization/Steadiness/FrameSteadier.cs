using LiveStyle.Frames;
using LiveStyle.Motion;

namespace LiveStyle.Stylization.Steadiness;

/// <summary>
/// Lets styled pictures hold still: what was shown before is moved along the motion of the original frames and mixed with the new picture, as
/// far as it can be trusted. Nothing is taken over a cut, from what was covered or outside, or from another style.
/// </summary>
/// <remarks>
/// A pixel becomes the mean of itself and up to 15 · steadiness pictures, never more than 36 levels off its own: so flicker goes, and nothing
/// that was there before can show through strongly. The frames come in the order in which they are shown. Frames of
/// a size that came before allocate nothing. Thread-safety: one thread at a time. The same frames give the same bytes.
/// </remarks>
public sealed class FrameSteadier : IDisposable
{
    /// <summary>Pictures that what is remembered weighs at most, at steadiness 1.</summary>
    const float MostPictures = 15;

    /// <summary>How far, in shares of the distance of two styles, the picture may lag behind a blend that changes.</summary>
    const double Lag = 0.04;

    /// <summary>A change of so much between two frames is another style: nothing is taken over.</summary>
    const double Switch = 0.5;

    readonly float mostPictures;
    readonly bool isPartial;
    MotionTracker? tracker;
    StyleAgreement? agreement;
    MotionRow? motion;
    float[] weights = [];
    FramePool? pool;
    float most;
    bool isCut = true;

    /// <param name="steadiness">0: nothing is mixed; to 1.</param>
    /// <param name="isPartial">Whether parts of the frames aren't restyled: what shows the original, byte for byte, then stays as it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is outside 0 to 1.</exception>
    public FrameSteadier(double steadiness, bool isPartial = false)
    {
        this.isPartial = isPartial;
        if (!(steadiness is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(steadiness), steadiness, "a steadiness is from 0 to 1");
        }

        mostPictures = (float)(MostPictures * steadiness);
    }

    /// <summary>The number of pictures given out and not yet disposed.</summary>
    public int Outstanding => pool?.Outstanding ?? 0;

    /// <summary>Begins anew: the next frame has none before it.</summary>
    public void Reset() => tracker?.Reset();

    /// <summary>Goes on to the next frame; <see cref="Mix(HostFrame, HostFrame, SteadyHistory)"/> then makes its picture.</summary>
    /// <param name="original">RGB; stays the caller's.</param>
    /// <param name="styled">RGB, of the same size; stays the caller's.</param>
    /// <param name="change">
    /// How far the blend has moved since the frame before: 0 where it stands, 1 where one style took another's place. See <see cref="BlendChange"/>.
    /// </param>
    public void Follow(HostFrame original, HostFrame styled, double change)
    {
        if (tracker?.Size != original.Size)
        {
            tracker = new MotionTracker(original.Size);
            agreement = new StyleAgreement(tracker);
            motion = tracker.CreateRow();
            weights = new float[(original.Size.Width + 1) / 2];
        }

        tracker.Follow(original);
        agreement!.Follow(styled, tracker);
        isCut = tracker.IsCut || change > Switch;
        most = change > 0 ? (float)Math.Min(mostPictures, Lag / change) : mostPictures;
    }

    /// <summary>Mixes the picture of the frame that was followed last.</summary>
    /// <param name="original">The same as was followed; stays the caller's.</param>
    /// <param name="styled">The same as was followed; stays the caller's.</param>
    /// <param name="history">What was shown so far; it goes on by this picture.</param>
    /// <returns>A picture that the caller owns, with the times and the alpha of <paramref name="styled"/>.</returns>
    public HostFrame Mix(HostFrame original, HostFrame styled, SteadyHistory history)
    {
        if (pool?.Size != styled.Size)
        {
            pool?.Dispose();
            pool = new FramePool(styled.Size);
        }

        HostFrame shown = pool.Rent();
        try
        {
            Mix(original, styled, history, shown);
            (shown.Timestamp, shown.DurationTicks, shown.Alpha) = (styled.Timestamp, styled.DurationTicks, styled.Alpha?.AddReference());
            return shown;
        }
        catch
        {
            shown.Dispose();
            throw;
        }
    }

    /// <summary>Lets a history go on by the frame that was followed last, whose picture nobody wants to see.</summary>
    /// <param name="original">The same as was followed; stays the caller's.</param>
    /// <param name="styled">The same as was followed; stays the caller's.</param>
    /// <param name="history">What was shown so far.</param>
    public void Take(HostFrame original, HostFrame styled, SteadyHistory history) => Mix(original, styled, history, null);

    /// <summary>Frees the pictures that are not given out.</summary>
    public void Dispose() => pool?.Dispose();

    void Mix(HostFrame original, HostFrame styled, SteadyHistory history, HostFrame? shown)
    {
        FrameSize size = styled.Size;
        if (!history.Advance(size) || isCut)
        {
            for (int y = 0; y < size.Height; y++)
            {
                SteadyMix.Begin(history.Now, y, styled.Row(y), isPartial ? original.Row(y) : default);
                history.Now.Extend(y);
            }

            if (shown is not null)
            {
                styled.CopyTo(shown);
            }

            return;
        }

        for (int y = 0; y < size.Height; y++)
        {
            if (y % 2 == 0)
            {
                agreement!.Weigh(y, tracker!.Trust(y), weights);
            }

            motion!.Go(y);
            Span<byte> row = shown is null ? default : shown.Row(y);
            var mix = new SteadyMix(history.Before, history.Now, weights, most, size.Width, size.Height);
            for (int i = 0; i < motion.Spans; i++)
            {
                mix.Mix(motion.Span(i, size.Width), y, styled.Row(y), isPartial ? original.Row(y) : default, row);
            }

            history.Now.Extend(y);
        }
    }
}
