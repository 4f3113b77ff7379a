using LiveStyle.Audio;

namespace LiveStyle.Live.Sound.Reaction;

/// <summary>The bands of a whole sound, by its time. Made by <see cref="SoundBands.Of"/>. Immutable; thread-safe. 2.4 KB a second.</summary>
public sealed class BandTrack
{
    readonly BandLevels[] levels;

    internal BandTrack(BandLevels[] levels, double begin) => (this.levels, Begin) = (levels, begin);

    /// <summary>The presentation time of the first sample in seconds.</summary>
    public double Begin { get; }

    /// <summary>The duration of the sound, to a hundredth of a second.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds((double)levels.Length / BandAnalyzer.HopsPerSecond);

    /// <summary>The number of a band at a time, 0 to 1, not smoothed; between two hops it lies between theirs, outside of the sound it is 0.</summary>
    /// <param name="band">The band.</param>
    /// <param name="measure">What is measured.</param>
    /// <param name="seconds">The presentation time; NaN is outside.</param>
    public float Level(SoundBand band, SoundMeasure measure, double seconds)
    {
        (int before, float part) = Place(seconds);
        return At(before) + (At(before + 1) - At(before)) * part;

        float At(int hop) => hop >= 0 && hop < levels.Length ? levels[hop].Of(band, measure) : 0;
    }

    /// <summary>Follows a reaction from the beginning to the end: its value at each hop.</summary>
    internal float[] Follow(SoundReaction reaction)
    {
        var follower = new SoundFollower(reaction);
        var values = new float[levels.Length];
        for (int i = 0; i < values.Length; i++)
        {
            follower.Add(levels[i]);
            values[i] = follower.Value;
        }

        return values;
    }

    /// <summary>The hop before a time, and how far on the way to the next the time is. A hop is measured around the middle of its window.</summary>
    internal (int Hop, float Part) Place(double seconds)
    {
        double hop = ((seconds - Begin) * AudioFormat.SampleRate + BandAnalyzer.Window / 2) / BandAnalyzer.Hop - 1;
        if (!(hop > -2 && hop < levels.Length))
        {
            return (-2, 0);
        }

        double whole = Math.Floor(hop);
        return ((int)whole, (float)(hop - whole));
    }
}
