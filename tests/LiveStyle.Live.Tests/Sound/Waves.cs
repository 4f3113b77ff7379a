namespace LiveStyle.Live.Tests.Sound;

/// <summary>What a sound source of the tests plays, by the true time at which it is heard.</summary>
/// <param name="samples">Receives left and right, interleaved.</param>
/// <param name="time">The true time of the first moment, in seconds.</param>
/// <param name="period">The true seconds from one moment to the next.</param>
delegate void Wave(Span<short> samples, double time, double period);

static class Waves
{
    public const double Amplitude = 16000;

    /// <summary>A bump of 2 ms around each multiple of an interval, and silence between.</summary>
    public static Wave Marks(double interval) => (samples, time, period) =>
    {
        samples.Clear();
        double next = Math.Round((time + samples.Length / 2 * period / 2) / interval) * interval;
        for (int i = Math.Max(0, (int)((next - 0.001 - time) / period)); i < samples.Length / 2 && time + i * period < next + 0.001; i++)
        {
            double x = Math.Abs(time + i * period - next);
            samples[2 * i] = samples[2 * i + 1] = x < 0.001 ? (short)(Amplitude * (0.5 + 0.5 * Math.Cos(Math.PI * x / 0.001))) : (short)0;
        }
    };

    /// <summary>A sine, on the right with half the amplitude.</summary>
    public static Wave Sine(double frequency) => (samples, time, period) =>
    {
        for (int i = 0; i < samples.Length / 2; i++)
        {
            double value = Amplitude * Math.Sin(2 * Math.PI * frequency * (time + i * period));
            samples[2 * i] = (short)Math.Round(value);
            samples[2 * i + 1] = (short)Math.Round(value / 2);
        }
    };
}
