using System.Numerics;
using LiveStyle.Audio;

namespace LiveStyle.Live.Sound.Reaction;

/// <summary>
/// Measures sound hop by hop: each 10 ms, of the last 21 ms. What comes out depends on the samples so far and on nothing else, however they are
/// cut into blocks. Not thread-safe; allocates nothing once it is made.
/// </summary>
sealed class BandAnalyzer
{
    /// <summary>The moments from one measurement to the next.</summary>
    public const int Hop = AudioFormat.SampleRate / HopsPerSecond;

    /// <summary>The measurements of a second.</summary>
    public const int HopsPerSecond = 100;

    /// <summary>The moments that one measurement is made of.</summary>
    public const int Window = 1024;

    const int Bins = Window / 2;

    /// <summary>A rise is one over two hops: from one to the next, half of the window is the same.</summary>
    const int Rise = 2;

    readonly float[] recent = new float[Window];
    readonly float[] shape = new float[Window];
    readonly Complex[] spectrum = new Complex[Window];
    readonly float[][] magnitudes = new float[Rise + 1][];
    readonly BandMeter[] meters;
    int filled;
    int newest;

    /// <summary>Begins after endless silence.</summary>
    public BandAnalyzer()
    {
        double squares = 0;
        for (int i = 0; i < Window; i++)
        {
            // Hann.
            shape[i] = (float)(0.5 - 0.5 * Math.Cos(Math.Tau * i / Window));
            squares += shape[i] * shape[i];
        }

        for (int i = 0; i < magnitudes.Length; i++)
        {
            magnitudes[i] = new float[Bins];
        }

        float scale = (float)(2 / (Window * squares));
        meters = [new BandMeter(30, 200, 0.01f, scale), new BandMeter(200, 3000, 0.01f, scale), new BandMeter(3000, 16_000, 0.003f, scale)];
    }

    /// <summary>The numbers of the newest hop.</summary>
    public BandLevels Levels { get; private set; }

    /// <summary>Takes samples up to the end of the next hop.</summary>
    /// <param name="samples">Left and right, interleaved; what was taken is cut off.</param>
    /// <returns>Whether a hop is complete: ask <see cref="Levels"/>, and come again with the rest.</returns>
    public bool Take(ref ReadOnlySpan<short> samples)
    {
        int count = Math.Min(Hop - filled, samples.Length / AudioFormat.Channels);
        Span<float> free = recent.AsSpan(Window - Hop + filled, count);
        for (int i = 0; i < count; i++)
        {
            free[i] = (samples[2 * i] + samples[2 * i + 1]) / 65536f;
        }

        samples = samples[(count * AudioFormat.Channels)..];
        filled += count;
        if (filled < Hop)
        {
            return false;
        }

        Measure();
        recent.AsSpan(Hop).CopyTo(recent);
        filled = 0;
        return true;
    }

    void Measure()
    {
        for (int i = 0; i < Window; i++)
        {
            spectrum[i] = recent[i] * shape[i];
        }

        FftSharp.FFT.Forward(spectrum.AsSpan());
        int before = (newest + 1) % magnitudes.Length;
        newest = before;
        float[] now = magnitudes[newest];
        float[] past = magnitudes[(newest + 1) % magnitudes.Length];
        for (int i = 0; i < Bins; i++)
        {
            now[i] = (float)spectrum[i].Magnitude;
        }

        var levels = new BandLevels();
        for (int band = 0; band < meters.Length; band++)
        {
            (float loudness, float onset) = meters[band].Add(now, past);
            levels.Set((SoundBand)band, SoundMeasure.Loudness, loudness);
            levels.Set((SoundBand)band, SoundMeasure.Onset, onset);
        }

        Levels = levels;
    }
}
