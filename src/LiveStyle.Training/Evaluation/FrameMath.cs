using System.Numerics;
using LiveStyle.Frames;

namespace LiveStyle.Training.Evaluation;

/// <summary>Numbers of frames.</summary>
static class FrameMath
{
    /// <summary>Peak signal-to-noise ratio in dB over all three channels; infinite for equal frames.</summary>
    public static double Psnr(HostFrame reference, HostFrame frame)
    {
        double square = 0;
        ReadOnlySpan<byte> a = reference.Pixels, b = frame.Pixels;
        for (int i = 0; i < a.Length; i++)
        {
            double difference = a[i] - b[i];
            square += difference * difference;
        }

        return 10 * Math.Log10(255.0 * 255 * a.Length / square);
    }

    /// <summary>
    /// Warping error (Lai et al. 2018): mean over the pixels seen in both frames of (previous at its place − current)²,
    /// pixels in [0,1], over the three channels.
    /// </summary>
    /// <param name="previous">Read between its pixels, bilinearly.</param>
    /// <param name="current">The same size.</param>
    /// <param name="places">Where each pixel of the current frame was in the previous one; NaN where it wasn't.</param>
    public static double WarpingError(HostFrame previous, HostFrame current, ReadOnlySpan<Vector2> places)
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
            Span<byte> upper = previous.Row(top), lower = previous.Row(top + 1), row = current.Row(i / width);
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
