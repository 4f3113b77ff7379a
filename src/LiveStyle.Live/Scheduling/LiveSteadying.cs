using LiveStyle.Frames;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Steadiness;

namespace LiveStyle.Live.Scheduling;

/// <summary>Steadies the pictures of a show as they come: the network runs on RGB then, and what is mixed becomes planes again.</summary>
/// <remarks>Sizes that came before allocate nothing. Thread-safety: one thread.</remarks>
/// <param name="steadiness">0 to 1.</param>
/// <param name="bundle">The bundle whose styles are blended.</param>
/// <param name="size">The frames' size.</param>
sealed class LiveSteadying(double steadiness, ModelBundle bundle, FrameSize size) : IDisposable
{
    readonly FrameSteadier steadier = new(steadiness);
    readonly BlendChange change = new(bundle);
    readonly SteadyHistory history = new();
    double moved;

    /// <summary>The original of the frame of now, as RGB.</summary>
    public HostFrame Original { get; } = HostFrame.Allocate(size);

    /// <summary>Receives the network's answer to <see cref="Original"/>.</summary>
    public HostFrame Styled { get; } = HostFrame.Allocate(size);

    /// <summary>Goes on to a frame.</summary>
    /// <param name="frame">Stays the caller's.</param>
    /// <param name="blends">The blend, which it follows.</param>
    public void Begin(HostFrame frame, IBlendSource blends)
    {
        moved = change.Follow(blends, frame.Timestamp.Seconds);
        PlaneConversion.ToRgb(frame, Original);
    }

    /// <summary>Mixes the answer with what was shown before.</summary>
    /// <param name="target">Receives the picture, in its own format.</param>
    public void Finish(HostFrame target)
    {
        steadier.Follow(Original, Styled, moved);
        using HostFrame shown = steadier.Mix(Original, Styled, history);
        PlaneConversion.FromRgb(shown, target);
    }

    /// <summary>A picture is shown as it is: nothing of what came before lasts.</summary>
    public void Reset()
    {
        steadier.Reset();
        history.Reset();
    }

    /// <summary>Frees its pictures.</summary>
    public void Dispose()
    {
        steadier.Dispose();
        Original.Dispose();
        Styled.Dispose();
    }
}
