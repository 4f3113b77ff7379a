using System.Numerics;
using LiveStyle.Frames;

namespace LiveStyle.TestKit.Pictures;

/// <summary>Pictures of a texture that goes on for ever, drawn wherever it is wanted: the true motion is known everywhere.</summary>
static class MovedTexture
{
    /// <param name="place">Where in the texture a pixel of the picture lies.</param>
    /// <param name="seed">Of the texture.</param>
    public static HostFrame Draw(FrameSize size, Func<Vector2, Vector2> place, int seed = 1)
    {
        HostFrame frame = HostFrame.Allocate(size);
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < size.Width; x++)
            {
                Vector2 at = place(new Vector2(x + 0.5f, y + 0.5f));
                for (int channel = 0; channel < 3; channel++)
                {
                    frame.Row(y)[3 * x + channel] = (byte)Math.Clamp(Value(at, seed + channel % 2), 0, 255);
                }
            }
        }

        return frame;
    }

    /// <summary>Blobs of three sizes: random values on grids, joined smoothly.</summary>
    static float Value(Vector2 at, int seed) => 40 + 70 * Noise(at / 29, seed) + 60 * Noise(at / 13, seed + 7) + 45 * Noise(at / 6, seed + 13);

    static float Noise(Vector2 at, int seed)
    {
        int x = (int)MathF.Floor(at.X), y = (int)MathF.Floor(at.Y);
        float fx = at.X - x, fy = at.Y - y;
        (fx, fy) = (fx * fx * (3 - 2 * fx), fy * fy * (3 - 2 * fy));
        return float.Lerp(
            float.Lerp(Random(x, y, seed), Random(x + 1, y, seed), fx),
            float.Lerp(Random(x, y + 1, seed), Random(x + 1, y + 1, seed), fx), fy);
    }

    static float Random(int x, int y, int seed)
    {
        uint hash = unchecked((uint)(x * 374761393 + y * 668265263 + seed * 1442695041));
        hash = unchecked((hash ^ (hash >> 13)) * 1274126177);
        return (hash ^ (hash >> 16)) / (float)uint.MaxValue;
    }
}
