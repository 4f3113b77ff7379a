namespace LiveStyle.Live.Sound;

/// <summary>The curve of every fade: half a wave of a cosine, which begins and ends without an edge.</summary>
static class FadeCurve
{
    /// <param name="step">0 to <paramref name="length"/> − 1.</param>
    /// <param name="length">The steps of the fade.</param>
    /// <returns>Just over 0 to just under 1. The fade the other way is what is missing to 1.</returns>
    public static float Gain(int step, int length) => 0.5f - 0.5f * MathF.Cos(MathF.PI * (step + 0.5f) / length);

    /// <summary>Fades the beginning in.</summary>
    public static void In(Span<float> samples)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] *= Gain(i, samples.Length);
        }
    }

    /// <summary>Fades the end out.</summary>
    public static void Out(Span<float> samples)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] *= Gain(samples.Length - 1 - i, samples.Length);
        }
    }
}
