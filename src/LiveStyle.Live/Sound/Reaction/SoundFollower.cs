namespace LiveStyle.Live.Sound.Reaction;

/// <summary>Smooths one number of a sound for one reaction, hop by hop. A value; not thread-safe.</summary>
/// <param name="reaction">Whose threshold, attack and release hold.</param>
struct SoundFollower(SoundReaction reaction)
{
    readonly float rise = Share(reaction.Attack);
    readonly float fall = Share(reaction.Release);

    /// <summary>0 to 1.</summary>
    public float Value { get; private set; }

    /// <summary>Goes on by a hop.</summary>
    public void Add(in BandLevels levels)
    {
        float level = levels.Of(reaction.Band, reaction.Measure);
        float target = Math.Max(0, (level - reaction.Threshold) / (1 - reaction.Threshold));
        Value += (target - Value) * (target > Value ? rise : fall);
    }

    static float Share(TimeSpan constant) =>
        constant == TimeSpan.Zero ? 1 : (float)(1 - Math.Exp(-1 / (constant.TotalSeconds * BandAnalyzer.HopsPerSecond)));
}
