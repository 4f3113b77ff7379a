namespace LiveStyle.Live.Sound.Reaction;

/// <summary>Reactions to a sound that is known as a whole: a value depends on the time alone.</summary>
sealed class TrackDrive(BandTrack track, SoundReaction[] reactions) : IReactionDrive
{
    readonly float[][] curves = [.. reactions.Select(track.Follow)];

    public long Version => 0;

    public void Read(double seconds, Span<float> values)
    {
        (int hop, float part) = track.Place(seconds);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = At(curves[i], hop) + (At(curves[i], hop + 1) - At(curves[i], hop)) * part;
        }
    }

    static float At(float[] curve, int hop) => hop >= 0 && hop < curve.Length ? curve[hop] : 0;
}
