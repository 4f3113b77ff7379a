namespace LiveStyle.Live.Sound;

/// <summary>
/// How long sound must be held back so that it is there when it is asked for: its blocks are as late as they are long, and bursts make it more.
/// Not thread-safe.
/// </summary>
sealed class ArrivalFloor
{
    const int Windows = 8;
    const double Largest = 1;

    readonly double[] worst = new double[Windows];
    double current;
    int closed;

    /// <summary>
    /// Seconds from the time of a moment to its arrival that are usual: in eight seconds, the second worst one's. One hiccup is not worth to be
    /// late for; what comes back is.
    /// </summary>
    public double Seconds { get; private set; }

    /// <summary>Learns from a block.</summary>
    /// <param name="late">Seconds from the time of its first moment to its arrival.</param>
    public void Add(double late)
    {
        current = Math.Clamp(late, current, Largest);
        if (closed < 2)
        {
            Seconds = Math.Max(Seconds, current);
        }
    }

    /// <summary>Ends a second.</summary>
    /// <param name="counts">Whether its blocks were late, rather than their predecessors lost.</param>
    public void Close(bool counts)
    {
        if (counts)
        {
            worst[closed++ % Windows] = current;
            (double first, double second) = (0, 0);
            foreach (double seconds in worst)
            {
                (first, second) = seconds > first ? (seconds, first) : (first, Math.Max(second, seconds));
            }

            Seconds = closed < 2 ? Seconds : second;
        }

        current = 0;
    }
}
