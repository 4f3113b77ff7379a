using LiveStyle.Time;

namespace LiveStyle.Compositing;

/// <summary>
/// A picture or clip that says where in a film something applies: white is where, black where not, gray in between (by its BT.709
/// luma). What is transparent counts as black. It is stretched to the film's size.
/// </summary>
/// <remarks>
/// A clip runs beside the film on the film's own clock: at each moment its frame of that time or the last before it, before its first
/// frame the first, after its end the last. So a part of a film gets the masks that the whole gets. Thread-safe.
/// </remarks>
public abstract class Matte : IAsyncDisposable
{
    /// <summary>Masks kept, or given out and not yet disposed: 0 after disposal, once all have come back.</summary>
    public abstract int Outstanding { get; }

    /// <summary>One line on what could not be decoded; null while all is well.</summary>
    public virtual string? Note => null;

    /// <summary>The mask at a moment of the film. Times that rise are read on; one from long ago opens the clip again.</summary>
    /// <param name="time">A frame's timestamp.</param>
    /// <param name="cancellation">Ends the matte.</param>
    /// <exception cref="MediaException">The clip is damaged.</exception>
    public abstract ValueTask<MatteMask> AtAsync(Timestamp time, CancellationToken cancellation);

    /// <summary>Closes the clip and frees the masks that are kept; masks given out stay valid until their owners dispose them.</summary>
    public abstract ValueTask DisposeAsync();
}
