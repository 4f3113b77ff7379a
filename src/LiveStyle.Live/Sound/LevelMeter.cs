using LiveStyle.Audio;

namespace LiveStyle.Live.Sound;

/// <summary>How loud sound is, for a display. Not thread-safe.</summary>
sealed class LevelMeter
{
    const double Integration = 0.3 * AudioFormat.SampleRate;
    const int Hold = AudioFormat.SampleRate;
    const float FullScale = 32768;

    double meanSquare;
    int largest;
    int largestAge;

    /// <summary>The root of the mean square over about 0.3 s, 0 to 1.</summary>
    public float Rms => (float)Math.Sqrt(meanSquare) / FullScale;

    /// <summary>The largest sample of about the last second, 0 to 1.</summary>
    public float Peak => largest / FullScale;

    /// <summary>Learns from sound that is played.</summary>
    public void Add(ReadOnlySpan<short> samples)
    {
        if (samples.IsEmpty)
        {
            return;
        }

        long squares = 0;
        int peak = 0;
        foreach (short sample in samples)
        {
            squares += sample * sample;
            peak = Math.Max(peak, Math.Abs((int)sample));
        }

        int moments = samples.Length / AudioFormat.Channels;
        meanSquare += ((double)squares / samples.Length - meanSquare) * (1 - Math.Exp(-moments / Integration));
        largestAge += moments;
        if (peak >= largest || largestAge > Hold)
        {
            (largest, largestAge) = (peak, 0);
        }
    }
}
