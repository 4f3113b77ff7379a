using LiveStyle.Styles;

namespace LiveStyle.Live.Control;

/// <summary>The weights that show: melts from what shows to a look's weights and strength, and swings them on the beat.</summary>
/// <remarks>Thread-safety: one thread at a time. Evaluating allocates nothing.</remarks>
sealed class DeskMixer(StyleNames names, TimeProvider time)
{
    readonly float[] from = new float[names.Count];
    readonly float[] to = new float[names.Count];
    readonly float[] next = new float[names.Count];
    MeltTime weightMelt;
    MeltTime strengthMelt;
    float strengthFrom = 1;
    float strengthTo = 1;
    Swing[] swings = [];

    /// <summary>Whether a pulse swings, given a tempo.</summary>
    public bool HasPulses => swings.Length > 0;

    /// <summary>Whether a melt is under way.</summary>
    public bool IsMelting(long now) => !weightMelt.IsOver(time, now) || !strengthMelt.IsOver(time, now);

    /// <summary>Begins to melt into a look.</summary>
    /// <param name="look">The look; nothing is changed where it can't be shown.</param>
    /// <param name="melt">How long it takes; zero: at once.</param>
    /// <param name="now">The clock's timestamp.</param>
    /// <param name="isNudge">What the look doesn't change goes on melting as it was.</param>
    /// <exception cref="BlendException">A style is not among the names, or weights are too large.</exception>
    public void Turn(DeskLook look, TimeSpan melt, long now, bool isNudge = false)
    {
        look.Blend.Weigh(names, next);
        Swing[] swung = [.. look.Pulses.Select(pulse => new Swing(pulse.Target == Pulse.Strength ? -1 : names.IndexOf(pulse.Target), pulse))];
        if (look.Strength != 1 || swung.Any(swing => swing.Style < 0))
        {
            names.IndexOf(StyleInfo.Original);
        }

        swings = swung;
        if (!next.AsSpan().SequenceEqual(to))
        {
            if (isNudge)
            {
                Nudge();
            }
            else
            {
                Melt(now, from);
                next.CopyTo(to, 0);
                weightMelt = new MeltTime(now, melt);
            }
        }

        if (look.Strength != strengthTo)
        {
            strengthFrom = Strength(now);
            strengthTo = look.Strength;
            strengthMelt = new MeltTime(now, melt);
        }
    }

    /// <summary>The weights at a time, with the strength folded in.</summary>
    /// <param name="now">The clock's timestamp.</param>
    /// <param name="beats">Beats that have passed; null without a tempo.</param>
    /// <param name="weights">Receives one a style.</param>
    public void Evaluate(long now, double? beats, Span<float> weights)
    {
        Melt(now, weights);
        float strength = Strength(now);
        if (beats is { } beat)
        {
            foreach (Swing swing in swings)
            {
                if (swing.Style < 0)
                {
                    strength += swing.At(beat);
                }
                else
                {
                    weights[swing.Style] += swing.At(beat);
                }
            }
        }

        Blend.ApplyStrength(names, weights, strength);
    }

    void Nudge()
    {
        for (int i = 0; i < next.Length; i++)
        {
            if (next[i] != to[i])
            {
                from[i] = to[i] = next[i];
            }
        }
    }

    float Strength(long now) => Between(strengthFrom, strengthTo, strengthMelt.Share(time, now));

    void Melt(long now, Span<float> weights)
    {
        float share = weightMelt.Share(time, now);
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = Between(from[i], to[i], share);
        }
    }

    static float Between(float from, float to, float share) => share == 1 ? to : from + (to - from) * share;

    /// <summary>A pulse, with the place of its style among the names; −1: the strength.</summary>
    readonly record struct Swing(int Style, Pulse Pulse)
    {
        public float At(double beats)
        {
            double cycles = beats / Pulse.Beats;
            return (float)(Pulse.Depth * Pulse.Shape.Apply(cycles - Math.Floor(cycles)));
        }
    }
}
