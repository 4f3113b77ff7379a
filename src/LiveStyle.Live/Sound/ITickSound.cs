namespace LiveStyle.Live.Sound;

/// <summary>The sound of a show, tick by tick.</summary>
public interface ITickSound
{
    /// <summary>Fills in the sound of one tick, with silence where there is none. Allocates nothing and doesn't wait.</summary>
    /// <param name="tick">The tick's number: every one once, in order; some may be left out.</param>
    /// <param name="samples">Receives 16 bits, left and right interleaved, 48 kHz: exactly as much as the tick lasts. All of it is written.</param>
    /// <remarks>Called on the show's clock, at the time of the tick or a little later. One call at a time.</remarks>
    void Read(long tick, Span<short> samples);

    /// <summary>Makes silence of all that has been heard until now, whether it has arrived or not: it was private. Allocates nothing and doesn't wait.</summary>
    /// <remarks>Called on the show's clock, before the read of a tick.</remarks>
    void Forget();
}
