using LiveStyle.Audio;

namespace LiveStyle.Media.Tests.Capture;

/// <summary>Keeps the sound that a live source gives.</summary>
sealed class HeardTone
{
    readonly List<short> left = [];

    /// <summary>When each piece belongs, by the stopwatch.</summary>
    public List<long> Arrivals { get; } = [];

    /// <summary>Seconds of sound so far.</summary>
    public double Seconds => (double)left.Count / AudioFormat.SampleRate;

    public void Take(ReadOnlySpan<short> samples, long arrival)
    {
        for (int i = 0; i < samples.Length; i += AudioFormat.Channels)
        {
            left.Add(samples[i]);
        }

        Arrivals.Add(arrival);
    }

    /// <summary>Waves in a second, counted where they rise through zero, of what came after the first tenth of a second.</summary>
    public double Frequency()
    {
        int first = AudioFormat.SampleRate / 10, rises = 0;
        for (int i = first; i < left.Count; i++)
        {
            rises += left[i - 1] < 0 && left[i] >= 0 ? 1 : 0;
        }

        return (double)rises * AudioFormat.SampleRate / (left.Count - first);
    }
}
