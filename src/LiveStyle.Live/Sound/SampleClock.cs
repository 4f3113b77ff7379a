using LiveStyle.Audio;

namespace LiveStyle.Live.Sound;

/// <summary>
/// When the moments of a stream were there, by another clock than the stream's own: a straight line through the earliest of their arrivals, which
/// a slow loop turns and shifts. Not thread-safe.
/// </summary>
/// <remarks>
/// What arrives may come late, in bursts, but never early. So of every second only the arrival that was least late says something about the clock,
/// and an early one counts three times. The loop is of second order (a phase-locked loop): a constant difference of the clocks leaves no error.
/// At 500 ppm it errs by 4 ms at first, and has the rate after about a minute.
/// </remarks>
sealed class SampleClock
{
    /// <summary>The longest step, in seconds, that is followed slowly; a longer one is a jump.</summary>
    public const double LargestStep = 0.040;

    const double NominalPeriod = 1.0 / AudioFormat.SampleRate;
    const double WindowLength = 1;
    const double Settling = 0.5;
    const double Tightening = 3;
    const double PhaseGain = 0.1;
    const double RateGain = PhaseGain * PhaseGain / 4;
    const double EarlyFactor = 3;
    const double LargestDrift = 2000e-6;

    double anchorCount;
    double anchorTime;
    double beganAt;
    double windowBegan;
    double least;
    double leastCount;

    /// <summary>Whether anything has arrived.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>The seconds that have been looked at as a whole.</summary>
    public int Windows { get; private set; }

    /// <summary>Seconds from one moment to the next.</summary>
    public double Period { get; private set; } = NominalPeriod;

    /// <summary>How much faster the stream's clock is than the other: 0.0005 for 500 ppm.</summary>
    public double Drift => NominalPeriod / Period - 1;

    /// <summary>Whether enough has arrived since the beginning, or the last break, to rely on.</summary>
    public bool IsSettled(double time) => HasBegun && time >= beganAt + Settling;

    /// <summary>The time at which a count had been reached, in seconds.</summary>
    public double TimeOf(double count) => anchorTime + (count - anchorCount) * Period;

    /// <summary>The count that had been reached at a time, in seconds.</summary>
    public double CountAt(double time) => anchorCount + (time - anchorTime) / Period;

    /// <summary>How much later than expected a count is reached now, in seconds; negative: earlier.</summary>
    public double Lateness(double count, double time) => time - TimeOf(count);

    /// <summary>Begins a line that has nothing to do with the one before, save for the clock's rate.</summary>
    public void Begin(double count, double time)
    {
        (anchorCount, anchorTime, HasBegun) = (count, time, true);
        Settle(time);
    }

    /// <summary>Takes the coming seconds for a beginning, whose first arrivals say little.</summary>
    public void Settle(double time)
    {
        beganAt = time;
        OpenWindow(time);
    }

    /// <summary>Moves the line by some seconds.</summary>
    public void Shift(double seconds) => anchorTime += seconds;

    /// <summary>Learns from an arrival.</summary>
    /// <param name="count">The count that has been reached.</param>
    /// <param name="time">When, in seconds.</param>
    /// <returns>Zero; or where all arrivals of a second were late by more than <see cref="LargestStep"/>, by how much: the caller says what that is.</returns>
    public double Add(double count, double time)
    {
        double late = Lateness(count, time);
        if (late < -LargestStep || (late < 0 && time < beganAt + Tightening))
        {
            (anchorCount, anchorTime) = (count, time);
            OpenWindow(time);
            return 0;
        }

        if (late < least)
        {
            (least, leastCount) = (late, count);
        }

        if (time < windowBegan + WindowLength)
        {
            return 0;
        }

        (double error, double at) = (least, leastCount);
        Windows++;
        OpenWindow(time);
        if (error > LargestStep)
        {
            return error;
        }

        Follow(at, error < 0 ? error * EarlyFactor : error);
        return 0;
    }

    void Follow(double count, double error)
    {
        (anchorTime, anchorCount) = (TimeOf(count) + PhaseGain * error, count);
        Period = NominalPeriod * Math.Clamp(Period / NominalPeriod + RateGain * error / WindowLength, 1 - LargestDrift, 1 + LargestDrift);
    }

    void OpenWindow(double time) => (windowBegan, least) = (time, double.MaxValue);
}
