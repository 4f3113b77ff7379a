using System.Numerics;

namespace LiveStyle.SampleClip;

/// <summary>The camera's one movement: past the people from left to right, closer, with a gentle roll.</summary>
static class Camera
{
    public const int Width = 640, Height = 360, FrameRate = 24, Frames = 240;

    const float Travel = 230, Lift = 9, Push = 0.17f, Roll = 0.021f;

    /// <summary>Where frame <paramref name="frame"/> shows a layer: units to pixels (pixel (i, j) spans i to i+1, j to j+1).</summary>
    public static Matrix3x2 See(Layer layer, int frame)
    {
        float time = frame / (float)(Frames - 1);
        float turn = 2 * MathF.PI * time;
        // Begins and ends at rest.
        float eased = time - MathF.Sin(turn) / (2 * MathF.PI);
        Vector2 pan = new(Travel * (0.5f - eased), -Lift * MathF.Sin(turn));
        float scale = 1 + Push * eased * (0.2f + 0.8f * layer.Nearness);
        return Matrix3x2.CreateTranslation(pan * layer.Nearness)
            * Matrix3x2.CreateScale(scale)
            * Matrix3x2.CreateRotation(Roll * MathF.Sin(turn))
            * Matrix3x2.CreateTranslation(Width / 2f, Height / 2f);
    }
}
