using LiveStyle.Styles;

namespace LiveStyle.Playback.Playing;

/// <summary>Which styles show now: follows a timeline, or melts from one blend into another when a person chooses one.</summary>
/// <remarks>Thread-safe: chosen by the window's thread, evaluated by the renderer's. Evaluating allocates nothing.</remarks>
sealed class StyleMixer : IBlendSource
{
    readonly Lock gate = new();
    readonly StyleNames names;
    readonly TimeProvider time;
    readonly TimeSpan melt;
    readonly float[] from;
    readonly float[] to;
    readonly float[] aimed;
    readonly IBlendSource? timeline;
    long meltStart;
    bool isMelting;
    bool followsTimeline;
    long version;
    long timelineVersion;
    float strength = 1;

    /// <param name="names">Of the bundle's styles.</param>
    /// <param name="timeline">Followed until a style is chosen; null: the blend is shown.</param>
    /// <param name="blend">Shown first, and gone back to by nobody.</param>
    /// <param name="melt">Duration of a change.</param>
    /// <param name="time">The clock of changes, which go on while a clip is paused.</param>
    public StyleMixer(StyleNames names, IBlendSource? timeline, Blend blend, TimeSpan melt, TimeProvider time)
    {
        this.names = names;
        this.timeline = timeline;
        this.time = time;
        this.melt = melt;
        from = new float[names.Count];
        to = new float[names.Count];
        aimed = new float[names.Count];
        followsTimeline = timeline is not null;
        blend.Weigh(names, to);
        to.CopyTo(from, 0);
    }

    public StyleNames Names => names;

    /// <summary>Grows with every choice, so that a paused picture is rendered again, and with every reading while a melt goes on.</summary>
    public long Version
    {
        get
        {
            lock (gate)
            {
                long followed = followsTimeline ? timeline!.Version : timelineVersion;
                if (isMelting || followed != timelineVersion)
                {
                    // The first reading after a melt still grows: what was rendered in its course is not its end.
                    version++;
                    isMelting = isMelting && time.GetElapsedTime(meltStart) < melt;
                    timelineVersion = followed;
                }

                return version;
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
            followsTimeline = false;
        }
    }

    /// <summary>Melts back into the timeline, where there is one.</summary>
    /// <param name="clipSeconds">Where the clip is.</param>
    public void FollowTimeline(double clipSeconds)
    {
        lock (gate)
        {
            if (timeline is not null && !followsTimeline)
            {
                BeginMelt(clipSeconds);
                followsTimeline = true;
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

    /// <summary>What shows now of what is shown at a moment of the clip.</summary>
    /// <param name="clipSeconds">Presentation time of the frame.</param>
    /// <param name="weights">Receives one weight a style, strength applied.</param>
    public void Evaluate(double clipSeconds, Span<float> weights)
    {
        lock (gate)
        {
            Mix(clipSeconds, weights);
            Blend.ApplyStrength(names, weights, strength);
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
        Mix(clipSeconds, aimed);
        aimed.CopyTo(from, 0);
        meltStart = time.GetTimestamp();
        isMelting = melt > TimeSpan.Zero;
        version++;
    }

    /// <summary>Where the melt leads.</summary>
    void Aim(double clipSeconds, Span<float> weights)
    {
        if (followsTimeline)
        {
            timeline!.Evaluate(clipSeconds, weights);
        }
        else
        {
            to.CopyTo(weights);
        }
    }

    void Mix(double clipSeconds, Span<float> weights)
    {
        Aim(clipSeconds, weights);
        double share = isMelting ? Math.Min(time.GetElapsedTime(meltStart) / melt, 1) : 1;
        if (share == 1)
        {
            return;
        }

        var risen = (float)Easing.EaseInOut.Apply(share);
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = from[i] + (weights[i] - from[i]) * risen;
        }
    }
}
