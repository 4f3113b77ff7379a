namespace LiveStyle.Live.Tests.Sound;

/// <summary>A sound source with a clock of its own, whose blocks arrive when they like.</summary>
/// <param name="ppm">How much faster than the true time its clock runs.</param>
/// <param name="wave">What it hears.</param>
/// <param name="blockMoments">The moments of the next block.</param>
/// <param name="lateness">How late the next block arrives, in seconds; later ones never come before it.</param>
sealed class SimulatedSource(double ppm, Wave wave, Func<int> blockMoments, Func<double> lateness)
{
    readonly short[] block = new short[2 * 48_000];
    readonly double period = 1 / (48_000 * (1 + ppm * 1e-6));
    double blockTime;
    double heldUntil;
    int length;

    /// <summary>The true time at which the next block arrives.</summary>
    public double Arrival { get; private set; } = double.MinValue;

    /// <summary>The next block.</summary>
    public ReadOnlySpan<short> Block => block.AsSpan(0, 2 * length);

    /// <summary>Makes the next block.</summary>
    public void GoOn()
    {
        blockTime += length * period;
        length = blockMoments();
        wave(block.AsSpan(0, 2 * length), blockTime, period);
        Arrival = Math.Max(Math.Max(Arrival, heldUntil), blockTime + length * period + lateness());
    }

    /// <summary>Hears nothing for some seconds, from the next block's beginning on, and sends nothing.</summary>
    public void Lose(double seconds)
    {
        blockTime += seconds;
        Arrival += seconds;
        wave(block.AsSpan(0, 2 * length), blockTime, period);
    }

    /// <summary>Hears on, but sends nothing before a time.</summary>
    public void Hold(double until)
    {
        heldUntil = until;
        Arrival = Math.Max(Arrival, until);
    }
}
