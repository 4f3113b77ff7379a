using System.Collections.Immutable;
using LiveStyle.Styles;

namespace LiveStyle.Live.Control;

/// <summary>The part of a desk's state that undo brings back.</summary>
sealed record DeskLook(Blend Blend, TimeSpan Melt)
{
    public float Strength { get; init; } = 1;

    public string? Preset { get; init; }

    public double? Steadiness { get; init; }

    public double? StrokeSize { get; init; }

    public ImmutableArray<Pulse> Pulses { get; init; } = [];

    /// <summary>The look with a preset's settings; what the preset leaves open stays.</summary>
    public DeskLook Take(Preset preset) => this with
    {
        Blend = preset.Blend,
        Strength = preset.Strength,
        Preset = preset.Name,
        Steadiness = preset.Steadiness ?? Steadiness,
        StrokeSize = preset.StrokeSize ?? StrokeSize,
    };

    /// <summary>The look with another weight of one style; see <see cref="SetWeight"/> for what becomes of the original's.</summary>
    public DeskLook Weigh(StyleNames names, string style, float weight)
    {
        var terms = new List<WeightedStyle>();
        foreach (WeightedStyle term in Blend.Terms)
        {
            int known = terms.FindIndex(other => other.Slug == term.Slug);
            if (known < 0)
            {
                terms.Add(term);
            }
            else
            {
                terms[known] = term with { Weight = terms[known].Weight + term.Weight };
            }
        }

        Put(style, weight);
        if (style != StyleInfo.Original && names.TryFind(StyleInfo.Original, out _))
        {
            Put(StyleInfo.Original, Math.Max(0, 1 - terms.Where(term => term.Slug != StyleInfo.Original).Sum(term => term.Weight)));
        }

        return this with { Blend = new Blend(terms.Exists(IsSeen) ? terms.Where(IsSeen) : [new WeightedStyle(style, weight)], Blend.Strength), Preset = null };

        void Put(string slug, float put)
        {
            int place = terms.FindIndex(term => term.Slug == slug);
            if (place < 0)
            {
                terms.Add(new WeightedStyle(slug, put));
            }
            else
            {
                terms[place] = new WeightedStyle(slug, put);
            }
        }

        static bool IsSeen(WeightedStyle term) => term.Weight != 0;
    }

    /// <summary>The look with a pulse, in the place of the one of the same target.</summary>
    public DeskLook Swing(Pulse pulse) =>
        Pulses.Contains(pulse) ? this : this with { Pulses = [.. Pulses.Where(other => other.Target != pulse.Target), pulse] };

    /// <summary>The look without the pulse of a target.</summary>
    public DeskLook Still(string target) =>
        Pulses.Any(pulse => pulse.Target == target) ? this with { Pulses = [.. Pulses.Where(pulse => pulse.Target != target)] } : this;
}
