using System.Numerics;
using LiveStyle.Live.Sound;
using Xunit;

namespace LiveStyle.Live.Tests.Sound;

[Trait("Speed", "Slow")]
public sealed class SoundQualityTests
{
    const int Length = 16384;

    [Theory]
    [InlineData(1000, 87)]
    [InlineData(9000, 85)]
    [InlineData(16000, 75)]
    public void Resampled_by_a_constant_ratio_a_sine_stays_one(double frequency, double decibels)
    {
        var ring = new SampleRing();
        var block = new short[2 * 2 * Length];
        Waves.Sine(frequency)(block, 0, 1 / 48_000.0);
        ring.Append(System.Runtime.InteropServices.MemoryMarshal.Cast<short, int>(block));
        var stretch = new SoundStretch(Length);
        stretch.Take(ring, 100.37, 1.000_431, Length);
        stretch.Render();

        Assert.InRange(Purity([.. stretch.Left.Select(value => (double)value)]), decibels, 150);
        Assert.InRange(Purity([.. stretch.Right.Select(value => (double)value)]), decibels - 6, 150);
    }

    [Fact]
    public void At_the_source_s_own_samples_they_come_out_as_they_are()
    {
        var ring = new SampleRing();
        int[] block = [.. Enumerable.Range(0, 4000).Select(i => i * 7919)];
        ring.Append(block);
        var stretch = new SoundStretch(1000);
        stretch.Take(ring, 1200, 1, 1000);
        stretch.Render();

        Assert.Equal(block[1200..2200].Select(moment => (float)(short)moment), stretch.Left);
        Assert.Equal(block[1200..2200].Select(moment => (float)(short)(moment >> 16)), stretch.Right);
    }

    [Theory]
    [InlineData(500, 0.002)]
    [InlineData(-500, 0.002)]
    [InlineData(200, 0.05)]
    public void A_sine_of_a_kilohertz_comes_through_at_70_decibels(double ppm, double burst)
    {
        SoundScene scene = SoundDelayTests.Scene(ppm, Waves.Sine(1000), seed: 12, 0.01, burst < 0.01 ? 0.02 : 0.1, burst);
        scene.Delay.Delay = TimeSpan.FromSeconds(0.25);
        scene.RunUntil(120);
        scene.Played = new List<short>(50 * 48_000);
        scene.RunUntil(150);

        double[] played = [.. scene.Played.Select(sample => (double)sample)];
        Assert.All(Enumerable.Range(0, played.Length / Length), i => Assert.InRange(Purity(played.AsSpan(i * Length, Length)), 70, 150));
    }

    [Fact]
    public void A_small_change_of_the_delay_bends_the_pitch_by_a_fifth_of_a_percent_at_most()
    {
        SoundScene scene = SoundDelayTests.Scene(0, Waves.Sine(1000), seed: 13, 0.02, 0.02, burst: 0);
        scene.Delay.Delay = TimeSpan.FromSeconds(0.25);
        scene.RunUntil(30);
        scene.Played = new List<short>(30 * 48_000);
        scene.Delay.Delay = TimeSpan.FromSeconds(0.285);
        scene.RunUntil(55);

        // The phase against a kilohertz, each 50 ms.
        double[] phases = [.. scene.Played.Chunk(2400).Where(chunk => chunk.Length == 2400).Select(chunk =>
            Enumerable.Range(0, 2400).Aggregate(Complex.Zero, (sum, i) => sum + chunk[i] * Complex.FromPolarCoordinates(1, -Math.Tau * i / 48)).Phase)];
        double[] speeds = [.. Enumerable.Range(1, phases.Length - 1).Select(i => Math.IEEERemainder(phases[i] - phases[i - 1], Math.Tau) / (Math.Tau * 50))];

        Assert.All(speeds, speed => Assert.InRange(speed, -0.0021, 0.0003));
        Assert.Equal(-0.035, speeds.Sum() * 0.05, 0.003);
    }

    /// <summary>Decibels of the strongest tone over all else, without the lowest 50 Hz.</summary>
    static double Purity(ReadOnlySpan<double> samples)
    {
        var spectrum = new Complex[samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            // Blackman and Harris: side lobes at −92 dB.
            double x = Math.Tau * i / samples.Length;
            double window = 0.35875 - 0.48829 * Math.Cos(x) + 0.14128 * Math.Cos(2 * x) - 0.01168 * Math.Cos(3 * x);
            spectrum[i] = samples[i] * window;
        }

        FftSharp.FFT.Forward(spectrum);
        double[] powers = [.. spectrum.Take(samples.Length / 2).Select(value => value.Magnitude * value.Magnitude)];
        int top = Array.IndexOf(powers, powers.Max());
        double tone = powers.Where((_, i) => Math.Abs(i - top) <= 8).Sum();
        return 10 * Math.Log10(tone / powers.Where((_, i) => i > 17 && Math.Abs(i - top) > 8).Sum());
    }
}
