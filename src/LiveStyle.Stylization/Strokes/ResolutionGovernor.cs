using LiveStyle.Frames;

namespace LiveStyle.Stylization.Strokes;

/// <summary>Chooses the size at which the network runs: as large as keeps up with the frames.</summary>
/// <remarks>
/// Steps down when frames take longer than they last, up again when the next size would take clearly less; what was too slow is not
/// tried again for a while that doubles, so that the picture does not swing. Thread-safety: one thread.
/// </remarks>
/// <param name="frame">The largest size, in pixels: that of the frames, where strokes have no size of their own.</param>
/// <param name="least">The network's least height and width, in pixels.</param>
/// <param name="isFixed">Whether it is always the largest.</param>
public sealed class ResolutionGovernor(FrameSize frame, int least, bool isFixed)
{
    const double Heavy = 0.95;
    const double Light = 0.6;

    /// <summary>So far too slow that one frame tells: nobody waits for several.</summary>
    const double Hopeless = 8;

    /// <summary>More than compiling could take.</summary>
    const double HopelessAtFirst = 50;
    const double Outlier = 1.5;
    const int Settling = 6;
    const int Patience = 48;
    const double Smoothing = 0.25;

    static readonly double[] Steps = [1, 0.75, 0.5, 0.375, 0.25];

    double average;
    double lastLoad;
    int since;
    int patience = Patience;
    int? risenFrom;
    int finest;

    /// <summary>How many times smaller it has been chosen: 0 is the largest size.</summary>
    public int Step { get; private set; }

    /// <summary>The share of the largest width and height, from 0.25 to 1.</summary>
    public double Scale => Steps[Step];

    /// <summary>The size of now, in pixels; both sides even, save those of the largest.</summary>
    public FrameSize Size => SizeAt(Step);

    /// <summary>Takes note of one frame.</summary>
    /// <param name="work">How long it took.</param>
    /// <param name="available">How long it may take: until the next frame is due.</param>
    /// <returns>Whether the size has changed.</returns>
    public bool Report(TimeSpan work, TimeSpan available)
    {
        if (isFixed || available <= TimeSpan.Zero)
        {
            return false;
        }

        // The first frames at a size pay for compiling and for room.
        since++;
        double load = work / available;
        bool isHopeless = load > (since == 1 ? HopelessAtFirst : Hopeless) && (since <= 2 || average > Hopeless);
        if (since <= 2 && !isHopeless)
        {
            return false;
        }

        // One frame may be slow for reasons that are not the network's; two in a row count as they are.
        double counted = lastLoad > Outlier ? load : Math.Min(load, Outlier);
        average = since <= 3 ? load : average + (counted - average) * Smoothing;
        lastLoad = load;
        if ((since >= Settling || isHopeless) && average > Heavy && Step + 1 < Steps.Length && Fits(Step + 1))
        {
            // A load of four needs no try of each step.
            int target = Step + 1;
            while (target + 1 < Steps.Length && Fits(target + 1) && average * Ratio(Step, target) > Heavy)
            {
                target++;
            }

            patience = Math.Min(2 * patience, 64 * Patience);
            return Go(target);
        }

        return Step > finest && since >= patience && average * Ratio(Step, Step - 1) < Light && Go(Step - 1);
    }

    /// <summary>There is no room at this size: goes back to the one before, and not up again.</summary>
    /// <returns>Whether there is one: it is false where this size was not reached by a step up.</returns>
    public bool Retreat()
    {
        if (risenFrom is not { } before)
        {
            return false;
        }

        finest = before;
        return Go(before);
    }

    static double Ratio(int from, int to) => Steps[to] * Steps[to] / (Steps[from] * Steps[from]);

    FrameSize SizeAt(int step) => step == 0 ? frame : new FrameSize(Even(frame.Width * Steps[step]), Even(frame.Height * Steps[step]));

    bool Fits(int step) => SizeAt(step) is var size && size.Width >= least && size.Height >= least;

    static int Even(double extent) => (int)(extent / 2) * 2;

    bool Go(int step)
    {
        (risenFrom, Step) = (step < Step ? Step : null, step);
        since = 0;
        return true;
    }
}
