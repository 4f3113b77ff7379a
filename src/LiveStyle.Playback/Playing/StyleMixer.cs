using LiveStyle.Styles;

namespace LiveStyle.Playback.Playing;

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
    readonly float[] aimed;
    readonly WeightCurve? curve;
    long meltStart;
    bool followsCurve;
    int version;
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
        aimed = new float[names.Count];
        followsCurve = curve is not null;
        original = Enumerable.Range(0, names.Count).First(i => names[i] == StyleInfo.Original);
        blend.Weigh(names, to);
        to.CopyTo(from, 0);
        meltStart = time.GetTimestamp() - (long)(melt.TotalSeconds * time.TimestampFrequency);
    }

    /// <summary>What <see cref="Stamp"/> is while weights move without the clip moving: no picture is up to date.</summary>
    public const int Melting = -1;

    /// <summary>Grows with every choice, so that a paused picture is rendered again; <see cref="Melting"/> during a melt.</summary>
    public int Stamp
    {
        get
        {
            lock (gate)
            {
                return time.GetElapsedTime(meltStart) < melt ? Melting : version;
            }
        }
    }

    /// <summary>0 is the original picture, 1 the full style; above overshoots.</summary>
    public float Strength
    {
        get => strength;
        set
        {
            lock (gate)
            {
                strength = Math.Clamp(MathF.Round(value, 2), 0, 2);
                version++;
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
            BeginMelt(clipSeconds);
            Array.Clear(to);
            to[style] = 1;
            followsCurve = false;
        }
    }

    /// <summary>Melts back into the timeline, where there is one.</summary>
    /// <param name="clipSeconds">Where the clip is.</param>
    public void FollowTimeline(double clipSeconds)
    {
        lock (gate)
        {
            if (curve is not null && !followsCurve)
            {
                BeginMelt(clipSeconds);
                followsCurve = true;
            }
        }
    }

    /// <summary>The style that weighs most in what is melted into.</summary>
    /// <param name="clipSeconds">Where the clip is.</param>
    public int Leading(double clipSeconds)
    {
        lock (gate)
        {
            Aim(clipSeconds, aimed);
            return aimed.AsSpan().IndexOf(aimed.Max());
        }
    }

    /// <summary>As <see cref="Blend.Weigh"/> does it: strength · weights, and 1 − strength more of the original.</summary>
    /// <param name="clipSeconds">Presentation time of the frame.</param>
    /// <param name="weights">Receives one weight a style, strength applied.</param>
    public void Evaluate(double clipSeconds, Span<float> weights)
    {
        lock (gate)
        {
            Mix(clipSeconds, weights);
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] *= strength;
            }

            weights[original] += 1 - strength;
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

    void BeginMelt(double clipSeconds)
    {
        Mix(clipSeconds, from);
        meltStart = time.GetTimestamp();
        version++;
    }

    /// <summary>Where the melt leads.</summary>
    void Aim(double clipSeconds, Span<float> weights)
    {
        if (followsCurve)
        {
            curve!.Evaluate(clipSeconds, weights);
        }
        else
        {
            to.CopyTo(weights);
        }
    }

    void Mix(double clipSeconds, Span<float> weights)
    {
        double share = melt > TimeSpan.Zero ? Math.Clamp(time.GetElapsedTime(meltStart) / melt, 0, 1) : 1;
        float left = (float)(1 - share * share * (3 - 2 * share));
        Aim(clipSeconds, aimed);
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = left == 0 ? aimed[i] : aimed[i] + (from[i] - aimed[i]) * left;
        }
    }
}
