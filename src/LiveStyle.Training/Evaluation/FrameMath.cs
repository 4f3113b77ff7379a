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
}
