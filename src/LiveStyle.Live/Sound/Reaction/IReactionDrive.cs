namespace LiveStyle.Live.Sound.Reaction;

/// <summary>Gives the smoothed numbers of reactions. Thread-safe.</summary>
interface IReactionDrive
{
    /// <summary>Another number as soon as <see cref="Read"/> may answer otherwise for the same time.</summary>
    long Version { get; }

    /// <summary>Fills in the value of each reaction, 0 to 1. Allocates nothing.</summary>
    /// <param name="seconds">The presentation time; NaN where there is none.</param>
    /// <param name="values">Receives one value a reaction.</param>
    void Read(double seconds, Span<float> values);
}
