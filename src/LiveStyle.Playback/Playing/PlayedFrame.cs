using LiveStyle.Frames;

namespace LiveStyle.Playback.Playing;

/// <summary>A frame on its way through a player without a window: decoded first, then as a window would show it.</summary>
/// <param name="decoded">Taken over.</param>
/// <param name="clipTime">Moment of the clip.</param>
/// <param name="filmTime">Moment of the film, which goes on when the clip begins anew.</param>
/// <param name="lap">Which time round it is.</param>
/// <param name="isLead">Whether it only comes for what is shown after it to be steadied by it.</param>
sealed class PlayedFrame(HostFrame decoded, TimeSpan clipTime, TimeSpan filmTime, int lap = 0, bool isLead = false) : IDisposable
{
    HostFrame? recorded;

    public HostFrame Decoded => decoded;

    public TimeSpan ClipTime => clipTime;

    public TimeSpan FilmTime => filmTime;

    public int Lap => lap;

    /// <summary>Nothing is shown of it, and nothing recorded.</summary>
    public bool IsLead => isLead;

    /// <summary>RGB, as a window shows it; there once it was rendered.</summary>
    public HostFrame? Shown { get; private set; }

    /// <summary>The same without the overlay, for a recording; perhaps the same frame.</summary>
    public HostFrame? Recorded => recorded;

    /// <summary>Takes over what was rendered.</summary>
    public void Set(HostFrame asShown, HostFrame asRecorded) => (Shown, recorded) = (asShown, asRecorded);

    public void Dispose()
    {
        decoded.Dispose();
        Shown?.Dispose();
        recorded?.Dispose();
    }
}
