namespace LiveStyle.Live.Sound.Reaction;

/// <summary>Reactions to sound that is heard now: the newest numbers, whatever the time.</summary>
sealed class LiveDrive(SoundBands bands, SoundReaction[] reactions) : IReactionDrive
{
    readonly Lock gate = new();
    readonly SoundFollower[] followers = [.. reactions.Select(reaction => new SoundFollower(reaction))];
    long hops = bands.Hops;

    public long Version => bands.Hops;

    public void Read(double seconds, Span<float> values)
    {
        lock (gate)
        {
            hops = bands.Follow(hops, followers);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = followers[i].Value;
            }
        }
    }
}
