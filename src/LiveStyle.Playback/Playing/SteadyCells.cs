namespace LiveStyle.Playback.Playing;

/// <summary>
/// The half seconds into which a steadied clip is divided. What is shown of one is steadied by what was shown from the beginning of the one
/// before it on, and by nothing earlier: so a picture is the same however a player came to it, once it has looked at that much before it.
/// </summary>
static class SteadyCells
{
    /// <summary>Beside what frame rates have in common, so that rounded timestamps don't fall on either side.</summary>
    static readonly TimeSpan Offset = TimeSpan.FromMilliseconds(3);

    /// <summary>Is read in addition: seeking may be off by a frame.</summary>
    static readonly TimeSpan Spare = TimeSpan.FromMilliseconds(100);

    static readonly TimeSpan Length = TimeSpan.FromSeconds(0.5);

    /// <summary>The number of the half second in which a moment of the clip lies.</summary>
    public static long Of(TimeSpan at) => (long)Math.Floor((at + Offset) / Length);

    /// <summary>From where a clip is to be read for a picture at that moment to come out as it does when all is played.</summary>
    public static TimeSpan LeadOf(TimeSpan at)
    {
        TimeSpan from = (Of(at) - 1) * Length - Offset - Spare;
        return from > TimeSpan.Zero ? from : TimeSpan.Zero;
    }
}
