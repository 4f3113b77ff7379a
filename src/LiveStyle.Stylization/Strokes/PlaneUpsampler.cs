using LiveStyle.Frames;

namespace LiveStyle.Stylization.Strokes;

/// <summary>Draws a plane of bytes larger, as <see cref="GuidedUpsampler"/> does RGB frames: by the cubic, guided or not.</summary>
/// <remarks>In whole numbers: every processor gives the same. Allocates nothing once it is made. Thread-safety: one thread at a time.</remarks>
sealed class PlaneUpsampler
{
    readonly FrameSize from, to;
    readonly CubicTaps rows;
    readonly PlaneRow row;

    /// <param name="from">The plane's samples along both axes.</param>
    /// <param name="to">Those that it gets, on no axis fewer.</param>
    /// <param name="siting">Where they lie.</param>
    /// <param name="least">The lowest code that is written.</param>
    /// <param name="most">The highest.</param>
    public PlaneUpsampler(FrameSize from, FrameSize to, PlaneSiting siting, int least, int most)
    {
        (this.from, this.to) = (from, to);
        rows = new CubicTaps(from.Height, to.Height, siting.Down);
        row = new PlaneRow(from.Width, to.Width, siting.Across, least, most);
    }

    /// <summary>Enlarges a plane by the cubic alone.</summary>
    public void Enlarge(PlaneView plane, PlaneView target) => Enlarge(plane, default, default, isGuided: false, target);

    /// <summary>Enlarges an answer, and adds its share of the detail that the reduction had taken from the original.</summary>
    public void Enlarge(PlaneView answer, PlaneView reduced, PlaneView original, PlaneView target) => Enlarge(answer, reduced, original, isGuided: true, target);

    void Enlarge(PlaneView answer, PlaneView reduced, PlaneView original, bool isGuided, PlaneView target)
    {
        int next = 0, last = from.Height - 1;
        for (int y = 0; y < to.Height; y++)
        {
            int first = rows.First(y);

            // Rows come in order, and the four that are needed are the last four.
            for (; next <= Math.Min(first + CubicTaps.Count - 1, last); next++)
            {
                row.Spread(next, answer.Row(next), isGuided ? reduced.Row(next) : []);
            }

            row.Combine(
                Math.Clamp(first, 0, last), Math.Clamp(first + 1, 0, last), Math.Clamp(first + 2, 0, last), Math.Clamp(first + 3, 0, last),
                rows.Weights(y), isGuided ? original.Row(y) : [], target.Row(y));
        }
    }
}
