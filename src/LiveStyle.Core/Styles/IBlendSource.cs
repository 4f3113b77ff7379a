namespace LiveStyle.Styles;

/// <summary>Says how much of each style shows at a time: a timeline, a player's keys, or whatever else moves a blend.</summary>
/// <remarks>
/// Implementations are thread-safe: one thread may move the blend while others read it, and no call waits or allocates, since every frame
/// asks.
/// </remarks>
public interface IBlendSource
{
    /// <summary>The styles that the weights belong to, in their order; the same object for the source's life.</summary>
    StyleNames Names { get; }

    /// <summary>
    /// Another number than before as soon as <see cref="Evaluate"/> may answer otherwise for the same time; a source that depends on the time
    /// alone always gives the same one, and one that moves by a clock of its own never gives the same one twice while it moves.
    /// </summary>
    /// <remarks>Read it before evaluating: what is then evaluated is at least as new.</remarks>
    long Version { get; }

    /// <summary>The blend at a time.</summary>
    /// <param name="seconds">Presentation time of the frame in seconds; NaN for a frame without one.</param>
    /// <param name="weights">
    /// Receives one weight a style, in the order of <see cref="Names"/>, with the strength folded in as <see cref="Blend.Weigh"/> does it. Any
    /// finite numbers.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="weights"/> does not hold exactly one value a style.</exception>
    void Evaluate(double seconds, Span<float> weights);
}
