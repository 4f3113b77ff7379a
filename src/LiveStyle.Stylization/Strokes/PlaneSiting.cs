using LiveStyle.Frames;

namespace LiveStyle.Stylization.Strokes;

/// <summary>How much further on than in the middle of their areas the samples of a plane lie in another size's planes, in samples of the source.</summary>
/// <remarks>
/// A chroma sample that is sited on the left lies a quarter of its own width beside its middle, and that width is another in each size.
/// </remarks>
/// <param name="Across">Along rows.</param>
/// <param name="Down">Along columns.</param>
readonly record struct PlaneSiting(double Across, double Down)
{
    /// <summary>Tells it for a plane.</summary>
    /// <param name="format">The frames' format.</param>
    /// <param name="plane">The plane: 0 is luma.</param>
    /// <param name="from">The plane's samples in the source, along both axes.</param>
    /// <param name="to">The plane's samples in the target.</param>
    public static PlaneSiting Of(FrameFormat format, int plane, FrameSize from, FrameSize to)
    {
        var color = new ColorArithmetic(format);
        return plane == 0 ? default : new PlaneSiting(
            Shift(format.ChromaColumns, color.OffsetAcross, from.Width, to.Width), Shift(format.ChromaRows, color.OffsetDown, from.Height, to.Height));
    }

    static double Shift(int covered, float offset, int from, int to) => covered == 1 ? 0 : (0.5 - offset) / covered * (1 - (double)from / to);
}
