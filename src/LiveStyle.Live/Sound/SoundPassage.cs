namespace LiveStyle.Live.Sound;

/// <summary>The sound of one tick: a stretch with its fades, and silence. Not thread-safe; made once and used for each tick.</summary>
/// <param name="largest">The most moments of a tick.</param>
sealed class SoundPassage(int largest)
{
    /// <summary>The length of a cross-fade: 10 ms.</summary>
    public const int CrossFade = Audio.AudioFormat.SampleRate / 100;

    readonly SoundStretch stretch = new(largest);
    readonly SoundStretch leaving = new(CrossFade);
    int count;
    int crossFade;
    bool fadesIn;
    bool fadesOut;

    /// <summary>Makes it silence.</summary>
    public void Clear() => (count, crossFade, fadesIn, fadesOut) = (0, 0, false, false);

    /// <summary>Makes it a stretch from the tick's beginning on, copied from the ring.</summary>
    /// <inheritdoc cref="SoundStretch.Take"/>
    public void Take(SampleRing ring, double position, double speed, int count)
    {
        Clear();
        stretch.Take(ring, position, speed, count);
        this.count = count;
    }

    /// <summary>Lets the stretch come out of silence.</summary>
    public void FadeIn() => fadesIn = true;

    /// <summary>Lets the stretch end in silence.</summary>
    public void FadeOut() => fadesOut = true;

    /// <summary>Lets the stretch come out of another one, copied from the ring.</summary>
    /// <param name="ring">The sound.</param>
    /// <param name="position">The first value's place in the ring's count.</param>
    /// <param name="speed">The moments of the ring that one value goes on by.</param>
    /// <param name="count">At most <see cref="CrossFade"/> values, and no more than the stretch has.</param>
    public void FadeFrom(SampleRing ring, double position, double speed, int count)
    {
        leaving.Take(ring, position, speed, count);
        crossFade = count;
    }

    /// <summary>Writes the whole tick. The ring is not looked at.</summary>
    public void Render(Span<short> samples)
    {
        samples.Clear();
        if (count == 0)
        {
            return;
        }

        stretch.Render();
        if (crossFade > 0)
        {
            leaving.Render();
        }

        Shape(stretch.Left.AsSpan(0, count), leaving.Left.AsSpan(0, crossFade));
        Shape(stretch.Right.AsSpan(0, count), leaving.Right.AsSpan(0, crossFade));
        for (int i = 0; i < count; i++)
        {
            samples[2 * i] = Sample(stretch.Left[i]);
            samples[2 * i + 1] = Sample(stretch.Right[i]);
        }
    }

    void Shape(Span<float> values, Span<float> from)
    {
        int fade = Math.Min(SampleRing.Fade, count);
        if (fadesIn)
        {
            FadeCurve.In(values[..fade]);
        }

        if (fadesOut)
        {
            FadeCurve.Out(values[^fade..]);
        }

        Span<float> beginning = values[..from.Length];
        FadeCurve.In(beginning);
        FadeCurve.Out(from);
        for (int i = 0; i < from.Length; i++)
        {
            beginning[i] += from[i];
        }
    }

    static short Sample(float value) => (short)Math.Clamp(MathF.Round(value), short.MinValue, short.MaxValue);
}
