using LiveStyle.Audio;

namespace LiveStyle.Live.Sound.Reaction;

/// <summary>
/// Measures one band, and holds its numbers within 0 to 1 by the largest that there have been lately: a quiet microphone moves pictures as much
/// as a loud one. Not thread-safe.
/// </summary>
sealed class BandMeter
{
    /// <summary>The largest is forgotten by half in ten seconds.</summary>
    static readonly float Forgetting = MathF.Pow(0.5f, 1f / (10 * BandAnalyzer.HopsPerSecond));

    /// <summary>What is usual is that of about a second.</summary>
    const float Habit = 1f / BandAnalyzer.HopsPerSecond;

    /// <summary>A rise counts from this many times the usual one on.</summary>
    const float Unusual = 1.5f;

    /// <summary>The least strong beginning, as the mean rise of a bin's logarithm.</summary>
    const float LeastOnset = 0.3f;

    /// <summary>What a bin must have against full scale for its logarithm to rise much: −60 dB.</summary>
    const float Compression = 1000f / (BandAnalyzer.Window / 4);

    readonly int first;
    readonly int end;
    readonly float floor;
    readonly float scale;
    float loudest;
    float strongest = LeastOnset;
    float usual;

    /// <param name="lowest">Hertz of the band's lower edge.</param>
    /// <param name="highest">Of its upper one.</param>
    /// <param name="floor">The level against which quieter sound is measured, of 1 for full scale: noise stays small.</param>
    /// <param name="scale">From the sum of squared magnitudes to a mean square.</param>
    public BandMeter(double lowest, double highest, float floor, float scale)
    {
        first = (int)Math.Ceiling(lowest * BandAnalyzer.Window / AudioFormat.SampleRate);
        end = (int)Math.Ceiling(highest * BandAnalyzer.Window / AudioFormat.SampleRate);
        (this.floor, this.scale, loudest) = (floor, scale, floor);
    }

    /// <summary>Learns from one hop.</summary>
    /// <param name="now">Magnitudes by bin.</param>
    /// <param name="past">Those of two hops before.</param>
    /// <returns>Both 0 to 1.</returns>
    public (float Loudness, float Onset) Add(ReadOnlySpan<float> now, ReadOnlySpan<float> past)
    {
        float squares = 0;
        float rise = 0;
        for (int i = first; i < end; i++)
        {
            squares += now[i] * now[i];
            rise += Math.Max(0, MathF.Log((1 + Compression * now[i]) / (1 + Compression * past[i])));
        }

        float level = MathF.Sqrt(squares * scale);
        loudest = Math.Max(Math.Max(level, floor), loudest * Forgetting);
        rise /= end - first;
        float beyond = Math.Max(0, rise - Unusual * usual);
        usual += (rise - usual) * Habit;
        strongest = Math.Max(Math.Max(beyond, LeastOnset), strongest * Forgetting);
        return (level / loudest, beyond / strongest);
    }
}
