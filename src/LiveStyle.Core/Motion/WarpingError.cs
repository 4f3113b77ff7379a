using System.Numerics;
using LiveStyle.Frames;

namespace LiveStyle.Motion;

/// <summary>How much a film flickers along its own movement.</summary>
public static class WarpingError
{
    /// <summary>
    /// Warping error (Lai et al. 2018): mean over the pixels seen in both frames of (previous at its place − current)², pixels in [0,1],
    /// over the three channels. 0 where no pixel is.
    /// </summary>
    /// <param name="previous">The frame before, RGB; it is read between its pixels, bilinearly.</param>
    /// <param name="current">The frame, RGB, of the same size.</param>
    /// <param name="places">
    /// The place of each pixel of the current frame in the previous one, at least half a pixel from its borders; NaN where it wasn't
    /// there.
    /// </param>
    public static double Measure(HostFrame previous, HostFrame current, ReadOnlySpan<Vector2> places)
    {
        int width = current.Size.Width;
        double sum = 0;
        long seen = 0;
        for (int i = 0; i < places.Length; i++)
        {
            if (float.IsNaN(places[i].X))
            {
                continue;
            }

            float u = places[i].X - 0.5f, v = places[i].Y - 0.5f;
            int left = (int)u, top = (int)v;
            float fx = u - left, fy = v - top;
            ReadOnlySpan<byte> upper = previous.Row(top), lower = previous.Row(top + 1), row = current.Row(i / width);
            for (int channel = 0; channel < 3; channel++)
            {
                int at = 3 * left + channel;
                float above = upper[at] * (1 - fx) + upper[at + 3] * fx, below = lower[at] * (1 - fx) + lower[at + 3] * fx;
                float difference = (above * (1 - fy) + below * fy - row[i % width * 3 + channel]) / 255;
                sum += difference * difference;
            }

            seen++;
        }

        return sum / (3 * Math.Max(1, seen));
    }
}
