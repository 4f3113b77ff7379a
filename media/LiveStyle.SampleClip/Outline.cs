using SkiaSharp;

namespace LiveStyle.SampleClip;

/// <summary>Shapes to fill.</summary>
static class Outline
{
    public static SKPath Polygon(params SKPoint[] corners)
    {
        using var path = new SKPathBuilder();
        path.AddPoly(corners, close: true);
        return path.Detach();
    }

    public static SKPath Rounded(SKRect box, float radius)
    {
        using var path = new SKPathBuilder();
        path.AddRoundRect(box, radius, radius, SKPathDirection.Clockwise);
        return path.Detach();
    }

    /// <summary>An ellipse pointed at both ends, along x, around the origin.</summary>
    public static SKPath Leaf(float length, float breadth)
    {
        using var path = new SKPathBuilder();
        path.MoveTo(-length, 0);
        path.QuadTo(0, -breadth * 1.5f, length, 0);
        path.QuadTo(0, breadth * 1.5f, -length, 0);
        return path.Detach();
    }
}
