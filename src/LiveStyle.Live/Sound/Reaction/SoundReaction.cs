using LiveStyle.Styles;

namespace LiveStyle.Live.Sound.Reaction;

/// <summary>How sound moves a blend: one number of the sound, smoothed, moves the strength or brings a style in. Immutable.</summary>
/// <example>
/// <code>
/// var kick = new SoundReaction { Band = SoundBand.Bass, Measure = SoundMeasure.Onset, Style = "munch-scream", Amount = 0.8f };
/// var voice = new SoundReaction { Band = SoundBand.Mid, Amount = -0.7f, Threshold = 0.2f };   // the louder, the more of the picture itself
/// </code>
/// </example>
public sealed record SoundReaction
{
    /// <summary>The band that is listened to.</summary>
    public required SoundBand Band { get; init; }

    /// <summary>What is measured of it.</summary>
    public SoundMeasure Measure { get; init; } = SoundMeasure.Loudness;

    /// <summary>The slug of the style that the blend moves to; null: the strength is moved.</summary>
    public string? Style { get; init; }

    /// <summary>
    /// How far at the loudest. Of a style: the share of the picture that it takes from the blend, 1 being all of it; a negative one moves away
    /// from the style. Of the strength: the part of itself by which it grows, −1 being down to the original picture. Any finite number.
    /// </summary>
    public float Amount { get; init; } = 1;

    /// <summary>The number below which nothing moves, 0 to less than 1; from there on the rest is spread over 0 to 1.</summary>
    public float Threshold { get; init; }

    /// <summary>The time constant of a rise: after it 63 % of the way are gone; zero follows at once.</summary>
    public TimeSpan Attack { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>The time constant of a fall.</summary>
    public TimeSpan Release { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Says what is wrong with it.</summary>
    /// <param name="names">The styles of the bundle.</param>
    /// <exception cref="BlendException">A number is out of its range, or the style is not in the bundle.</exception>
    public void Check(StyleNames names)
    {
        names.IndexOf(Style ?? StyleInfo.Original);
        if (!float.IsFinite(Amount))
        {
            throw new BlendException($"the amount of a reaction to sound is {Amount}; give a finite number, such as 0.8");
        }

        if (!(Threshold is >= 0 and < 1))
        {
            throw new BlendException(FormattableString.Invariant($"the threshold of a reaction to sound is {Threshold}; give 0 to less than 1"));
        }

        if (Attack < TimeSpan.Zero || Release < TimeSpan.Zero)
        {
            throw new BlendException("the attack and the release of a reaction to sound are times of zero or more");
        }

        if (!Enum.IsDefined(Band) || !Enum.IsDefined(Measure))
        {
            throw new BlendException("a reaction to sound listens to bass, mid or treble, and to their loudness or onset");
        }
    }
}
