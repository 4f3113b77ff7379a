using LiveStyle.Frames;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Strokes;

namespace LiveStyle.Live.Scheduling;

/// <summary>Restyles one picture after another in the blend of the moment, steadied where that is asked for.</summary>
/// <remarks>While the network's size stays it allocates nothing. Thread-safety: one thread.</remarks>
sealed class LivePainter : IDisposable
{
    readonly IBlendSource blends;
    readonly EmbeddingMixer mixer;
    readonly SizedNetwork network;
    readonly ModelBundle bundle;
    readonly FramePool pool;
    LiveSteadying? steadying;
    double steadiness;

    /// <param name="stylizer">Stays the caller's.</param>
    /// <param name="blends">What moves the blend; bound to the bundle's style names.</param>
    /// <param name="size">The frames' size.</param>
    /// <param name="format">The frames' format.</param>
    public LivePainter(IStylizer stylizer, IBlendSource blends, FrameSize size, FrameFormat format)
    {
        (this.blends, bundle) = (blends, stylizer.Bundle);
        mixer = new EmbeddingMixer(bundle);
        network = new SizedNetwork(stylizer);
        pool = new FramePool(size, format);
    }

    /// <summary>Pictures that are given out and not yet disposed.</summary>
    public int Outstanding => pool.Outstanding;

    /// <summary>How firmly pictures are held still from the next one on, 0 to 1; 0: not at all.</summary>
    public double Steadiness
    {
        get => steadiness;
        set
        {
            if (value != steadiness)
            {
                steadying?.Dispose();
                steadying = null;
                steadying = value > 0 ? new LiveSteadying(value, bundle, pool.Size) : null;
                steadiness = value;
            }
        }
    }

    /// <summary>Restyles a picture.</summary>
    /// <param name="frame">Stays the caller's.</param>
    /// <param name="size">The size at which the network runs.</param>
    /// <param name="cancellation">Ends the network's run.</param>
    /// <returns>The restyled picture, the caller's; null where the blend is the original, so that the frame itself is to be shown.</returns>
    /// <exception cref="LiveStyleException">The network failed.</exception>
    public HostFrame? Paint(HostFrame frame, FrameSize size, CancellationToken cancellation)
    {
        mixer.Mix(blends, frame.Timestamp.Seconds);
        if (mixer.IsOriginal)
        {
            steadying?.Reset();
            return null;
        }

        HostFrame target = pool.Rent();
        try
        {
            if (steadying is null)
            {
                network.Stylize(frame, target, size, mixer.Embedding, cancellation);
            }
            else
            {
                steadying.Begin(frame, blends);
                network.Stylize(steadying.Original, steadying.Styled, size, mixer.Embedding, cancellation);
                steadying.Finish(target);
            }

            (target.Timestamp, target.DurationTicks) = (frame.Timestamp, frame.DurationTicks);
            return target;
        }
        catch
        {
            target.Dispose();
            steadying?.Reset();
            throw;
        }
    }

    /// <summary>Nothing of the pictures so far lasts in later ones.</summary>
    public void Forget() => steadying?.Reset();

    /// <summary>Frees the pictures that are not given out; the stylizer stays open.</summary>
    public void Dispose()
    {
        network.Dispose();
        steadying?.Dispose();
        pool.Dispose();
    }
}
