using LiveStyle.Live.Figures;
using LiveStyle.Live.Sound;

namespace LiveStyle.Live.Scheduling;

/// <summary>Keeps the sound as late as pictures leave, in steps that nobody hears; what is far off is set right at once.</summary>
/// <remarks>Called once a second. Thread-safety: one thread.</remarks>
/// <param name="sound">The delay that is set.</param>
/// <param name="figures">Knows how old pictures are when they leave.</param>
sealed class SoundFollowing(SoundDelay sound, LiveFigures figures)
{
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(0.9);

    /// <summary>What is seen and heard to be apart.</summary>
    static readonly TimeSpan Far = TimeSpan.FromMilliseconds(20);

    /// <summary>Goes one second on.</summary>
    public void Follow()
    {
        if (figures.TypicalAge is { } age)
        {
            sound.Delay = Next(sound.Delay, age < SoundDelay.LargestDelay ? age : SoundDelay.LargestDelay);
        }
    }

    /// <summary>The delay of the next second.</summary>
    internal static TimeSpan Next(TimeSpan delay, TimeSpan wanted)
    {
        TimeSpan off = wanted - delay;
        return off.Duration() > Far || off.Duration() <= Step ? wanted : delay + Step * Math.Sign(off.Ticks);
    }
}
