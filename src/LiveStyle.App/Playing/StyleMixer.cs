using LiveStyle.Styles;

namespace LiveStyle.App.Playing;

/// <summary>Which styles show now: follows a timeline, or melts from one blend into another when a person chooses one.</summary>
/// <remarks>Thread-safe: chosen by the window's thread, evaluated by the renderer's. Evaluating allocates nothing.</remarks>
sealed class StyleMixer
{
    readonly Lock gate = new();
    readonly StyleNames names;
    readonly TimeProvider time;
    readonly TimeSpan melt;
    readonly int original;
    readonly float[] from;
    readonly float[] to;
    readonly float[] current;
    readonly WeightCurve? curve;
    long meltStart;
    bool followsCurve;
    float strength = 1;

    /// <param name="names">Of the bundle's styles.</param>
    /// <param name="curve">Followed until a style is chosen; null: the blend is shown.</param>
    /// <param name="blend">Shown first, and gone back to by nobody.</param>
    /// <param name="melt">Duration of a change.</param>
    /// <param name="time">The clock of changes, which go on while a clip is paused.</param>
    public StyleMixer(StyleNames names, WeightCurve? curve, Blend blend, TimeSpan melt, TimeProvider time)
    {
        this.names = names;
        this.curve = curve;
        this.time = time;
        this.melt = melt;
        from = new float[names.Count];
        to = new float[names.Count];
        current = new float[names.Count];
        followsCurve = curve is not null;
        original = Enumerable.Range(0, names.Count).First(i => names[i] == StyleInfo.Original);
        blend.Weigh(names, to);
        to.CopyTo(from, 0);
        meltStart = time.GetTimestamp() - (long)(melt.TotalSeconds * time.TimestampFrequency);
    }

    /// <summary>Grows with every choice, so that a paused picture is rendered again.</summary>
    public int Version { get; private set; }

    /// <summary>Whether weights still move without the clip moving.</summary>
    public bool IsMelting => time.GetElapsedTime(meltStart) < melt;

    /// <summary>0 is the original picture, 1 the full style; above overshoots.</summary>
    public float Strength
    {
        get => strength;
        set
        {
            lock (gate)
            {
                strength = Math.Clamp(MathF.Round(value, 2), 0, 2);
                Version++;
            }
        }
    }

    /// <summary>Melts into one style, from what shows now.</summary>
    /// <param name="style">Its place among the names.</param>
    /// <param name="clipSeconds">Where the clip is.</param>
    public void Choose(int style, double clipSeconds)
    {
        lock (gate)
        {
            Mix(clipSeconds, from);
            Array.Clear(to);
            to[style] = 1;
            followsCurve = false;
            meltStart = time.GetTimestamp();
            Version++;
        }
    }

    /// <summary>Follows the timeline again, where there is one.</summary>
    public void FollowTimeline()
    {
        lock (gate)
        {
            followsCurve = curve is not null;
            Version++;
        }
    }

    /// <summary>The style that weighs most.</summary>
    public int Leading(double clipSeconds)
    {
        lock (gate)
        {
            Mix(clipSeconds, current);
            return current.AsSpan().IndexOf(current.Max());
        }
    }

    /// <param name="clipSeconds">Presentation time of the frame.</param>
    /// <param name="weights">Receives one weight a style, strength applied.</param>
    public void Evaluate(double clipSeconds, Span<float> weights)
    {
        lock (gate)
        {
            Mix(clipSeconds, weights);
            float share = 0;
            for (int i = 0; i < weights.Length; i++)
            {
                share += i == original ? 0 : weights[i];
                weights[i] *= i == original ? 1 : strength;
            }

            // What strength takes from the styles, the original gets; and gives, where it is above 1.
            weights[original] += share * (1 - strength);
        }
    }

    /// <summary>The blend for people, the heaviest three; written without allocating.</summary>
    public int Describe(double clipSeconds, Span<char> text)
    {
        Span<float> weights = stackalloc float[names.Count];
        Evaluate(clipSeconds, weights);
        int length = 0;
        for (int rank = 0; rank < 3; rank++)
        {
            int heaviest = 0;
            for (int i = 1; i < weights.Length; i++)
            {
                heaviest = MathF.Abs(weights[i]) > MathF.Abs(weights[heaviest]) ? i : heaviest;
            }

            if (MathF.Abs(weights[heaviest]) < 0.005f)
            {
                break;
            }

            if (!text[length..].TryWrite(System.Globalization.CultureInfo.InvariantCulture, $"{(rank > 0 ? " + " : "")}{names[heaviest]} {weights[heaviest]:0.00}", out int written))
            {
                break;
            }

            length += written;
            weights[heaviest] = 0;
        }

        return length;
    }

    void Mix(double clipSeconds, Span<float> weights)
    {
        if (followsCurve)
        {
            curve!.Evaluate(clipSeconds, weights);
            return;
        }

        double share = melt > TimeSpan.Zero ? Math.Clamp(time.GetElapsedTime(meltStart) / melt, 0, 1) : 1;
        float eased = (float)(share * share * (3 - 2 * share));
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = from[i] + (to[i] - from[i]) * eased;
        }
    }
}
