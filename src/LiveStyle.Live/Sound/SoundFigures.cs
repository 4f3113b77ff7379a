namespace LiveStyle.Live.Sound;

/// <summary>How a show's sound is doing at one moment.</summary>
/// <param name="IsSounding">Whether sound comes from the source and is played, be it quiet; false: silence stands in for it.</param>
/// <param name="Rms">The loudness of what is played, as the root of the mean square over about 0.3 s; 0 is silence, 1 full scale.</param>
/// <param name="Peak">The largest sample of the last second, at the most 1.</param>
/// <param name="Underruns">How many times sound has been missing when its tick came, since the beginning.</param>
/// <param name="DriftPpm">How much faster than the show's clock the source's runs, in millionths; negative: slower. 0 while nothing is known.</param>
/// <param name="AskedDelay">The delay that is asked for.</param>
/// <param name="Delay">
/// The delay that the sound has from its arrival to the tick that plays it. It is longer than asked where the source sends in such long blocks, or
/// so irregularly, that there would be gaps otherwise.
/// </param>
public sealed record SoundFigures(bool IsSounding, float Rms, float Peak, long Underruns, double DriftPpm, TimeSpan AskedDelay, TimeSpan Delay)
{
    const float Floor = 1f / 32768;

    /// <summary>The loudness in decibels of full scale: 0 at the most, −90 for silence.</summary>
    public double RmsDecibels => Decibels(Rms);

    /// <summary>The largest sample in decibels of full scale: 0 at the most, −90 for silence.</summary>
    public double PeakDecibels => Decibels(Peak);

    static double Decibels(float level) => Math.Round(20 * Math.Log10(Math.Max(level, Floor)), 1);
}
