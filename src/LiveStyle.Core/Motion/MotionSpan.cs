namespace LiveStyle.Motion;

/// <summary>Neighboring pixels of a row, and their motion: the first one's, and what is added from pixel to pixel.</summary>
/// <param name="Begin">The first pixel.</param>
/// <param name="End">Behind the last; not above <paramref name="Begin"/> where the picture ends before.</param>
/// <param name="X">Pixels to the right of where the first pixel was.</param>
/// <param name="Y">Pixels below.</param>
/// <param name="SlopeX">Added to <paramref name="X"/> from pixel to pixel.</param>
/// <param name="SlopeY">Added to <paramref name="Y"/>.</param>
public readonly record struct MotionSpan(int Begin, int End, float X, float Y, float SlopeX, float SlopeY)
{
    /// <summary>Whether none of it moves.</summary>
    public bool IsStill => X == 0 && Y == 0 && SlopeX == 0 && SlopeY == 0;
}
