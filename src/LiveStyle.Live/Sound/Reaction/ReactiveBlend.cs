using LiveStyle.Styles;

namespace LiveStyle.Live.Sound.Reaction;

/// <summary>A blend that sound moves: what another source gives, with styles brought in and the strength moved by loudness and beats.</summary>
/// <remarks>
/// A reaction with a style takes its share from all that is there, so that the weights' sum stays what it was; one of the strength then multiplies
/// that of the whole. Reactions work in their order. Thread-safe; evaluation allocates nothing.
/// </remarks>
public sealed class ReactiveBlend : IBlendSource
{
    /// <summary>The most reactions of one blend.</summary>
    public const int MaxReactions = 32;

    readonly Lock gate = new();
    readonly IBlendSource inner;
    readonly IReactionDrive drive;
    readonly float[] amounts;
    readonly int[] styles;
    long version;
    long innerVersion = long.MinValue;
    long driveVersion = long.MinValue;

    /// <summary>Lets sound that is heard now move a blend.</summary>
    /// <param name="inner">The blend in silence.</param>
    /// <param name="reactions">What moves; at most <see cref="MaxReactions"/>.</param>
    /// <param name="bands">The sound; only what comes from now on counts.</param>
    /// <exception cref="BlendException">A reaction is wrong, or there are too many.</exception>
    public ReactiveBlend(IBlendSource inner, SoundReaction[] reactions, SoundBands bands)
        : this(inner, Checked(reactions, inner.Names), reactions => new LiveDrive(bands, reactions))
    {
    }

    /// <summary>Lets a film's sound move a blend: the same at the same time, whatever is asked before.</summary>
    /// <param name="inner">The blend in silence.</param>
    /// <param name="reactions">What moves; at most <see cref="MaxReactions"/>.</param>
    /// <param name="track">The sound.</param>
    /// <exception cref="BlendException">A reaction is wrong, or there are too many.</exception>
    public ReactiveBlend(IBlendSource inner, SoundReaction[] reactions, BandTrack track)
        : this(inner, Checked(reactions, inner.Names), reactions => new TrackDrive(track, reactions))
    {
    }

    ReactiveBlend(IBlendSource inner, SoundReaction[] reactions, Func<SoundReaction[], IReactionDrive> drive)
    {
        (this.inner, this.drive) = (inner, drive(reactions));
        amounts = [.. reactions.Select(reaction => reaction.Amount)];
        styles = [.. reactions.Select(reaction => reaction.Style is { } style ? inner.Names.IndexOf(style) : -1)];
    }

    /// <inheritdoc/>
    public StyleNames Names => inner.Names;

    /// <inheritdoc/>
    public long Version
    {
        get
        {
            lock (gate)
            {
                (long ofInner, long ofDrive) = (inner.Version, drive.Version);
                if (ofInner != innerVersion || ofDrive != driveVersion)
                {
                    (innerVersion, driveVersion) = (ofInner, ofDrive);
                    version++;
                }

                return version;
            }
        }
    }

    /// <inheritdoc/>
    public void Evaluate(double seconds, Span<float> weights)
    {
        inner.Evaluate(seconds, weights);
        Span<float> values = stackalloc float[MaxReactions];
        values = values[..amounts.Length];
        drive.Read(seconds, values);
        for (int i = 0; i < values.Length; i++)
        {
            float move = amounts[i] * values[i];
            if (move == 0)
            {
                continue;
            }

            if (styles[i] < 0)
            {
                Blend.ApplyStrength(Names, weights, 1 + move);
                continue;
            }

            float sum = 0;
            foreach (ref float weight in weights)
            {
                sum += weight;
                weight *= 1 - move;
            }

            weights[styles[i]] += move * sum;
        }
    }

    static SoundReaction[] Checked(SoundReaction[] reactions, StyleNames names)
    {
        if (reactions.Length > MaxReactions)
        {
            throw new BlendException($"{reactions.Length} reactions to sound; give at most {MaxReactions}");
        }

        foreach (SoundReaction reaction in reactions)
        {
            reaction.Check(names);
        }

        return [.. reactions];
    }
}
