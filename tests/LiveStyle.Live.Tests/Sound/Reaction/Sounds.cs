namespace LiveStyle.Live.Tests.Sound.Reaction;

/// <summary>Sounds to listen to: left and right samples, interleaved.</summary>
static class Sounds
{
    /// <summary>A sound by its value, −1 to 1, at each moment.</summary>
    public static short[] Of(double seconds, Func<double, double> value)
    {
        var samples = new short[2 * (int)(seconds * 48_000)];
        for (int i = 0; i < samples.Length / 2; i++)
        {
            samples[2 * i] = samples[2 * i + 1] = (short)Math.Round(32_000 * Math.Clamp(value(i / 48_000.0), -1, 1));
        }

        return samples;
    }

    public static short[] Tone(double seconds, double hertz, double amplitude = 0.5) => Of(seconds, time => amplitude * Math.Sin(Math.Tau * hertz * time));

    /// <summary>A drum of 60 Hz on each half second, from 0.5 on, over a soft pad of 500 Hz.</summary>
    public static short[] Kicks(double seconds, double amplitude = 0.8) => Of(seconds, time =>
    {
        double since = time % 0.5;
        double kick = time < 0.5 ? 0 : Math.Exp(-since * 15) * Math.Sin(Math.Tau * 60 * since);
        return amplitude * (kick + 0.1 * Math.Sin(Math.Tau * 500 * time));
    });

    /// <summary>Noise of 40 ms on each half second, from 0.5 on, without what is below 5 kHz.</summary>
    public static short[] Cymbals(double seconds)
    {
        var random = new Random(3);
        double last = 0;
        double lastBright = 0;
        return Of(seconds, time =>
        {
            // Two differences, one after the other, take the low tones away.
            double noise = random.NextDouble() - 0.5;
            double bright = noise - last;
            double brighter = bright - lastBright;
            (last, lastBright) = (noise, bright);
            return time >= 0.5 && time % 0.5 < 0.04 ? 0.2 * brighter : 0;
        });
    }
}
