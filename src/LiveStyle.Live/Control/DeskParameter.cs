using LiveStyle.Styles;

namespace LiveStyle.Live.Control;

/// <summary>A number of a desk that a knob can move. Immutable, and compared by value.</summary>
public sealed record DeskParameter
{
    const string WeightPrefix = "weight/";

    static readonly (string Name, double Least, double Most, Func<DeskState, double?> Read, Func<double, DeskCommand> Set)[] Numbers =
    [
        ("strength", 0, 1, state => state.Strength, value => new SetStrength((float)value)),
        ("melt", 0, 10, state => state.Melt.TotalSeconds, value => new SetMelt(TimeSpan.FromSeconds(value))),
        ("steadiness", 0, 1, state => state.Steadiness, value => new SetSteadiness(value)),
        ("stroke-size", 0.25, 4, state => state.StrokeSize, value => new SetStrokeSize(value)),
        ("bpm", 60, 180, state => state.Tempo, value => new SetTempo(value)),
    ];

    readonly int number = -1;
    readonly string? style;

    DeskParameter(string name)
    {
        Name = name;
        if (name.StartsWith(WeightPrefix, StringComparison.Ordinal) && name.Substring(WeightPrefix.Length) is var slug && StyleInfo.IsSlug(slug))
        {
            style = slug;
            return;
        }

        number = Array.FindIndex(Numbers, known => known.Name == name);
        if (number < 0)
        {
            throw new LiveStyleException(
                $"no parameter is called '{DeskLimits.Shown(name)}'; there are: {WeightPrefix}STYLE, {string.Join(", ", Numbers.Select(known => known.Name))}");
        }
    }

    /// <summary>Its name: <c>weight/STYLE</c>, <c>strength</c>, <c>melt</c>, <c>steadiness</c>, <c>stroke-size</c> or <c>bpm</c>.</summary>
    public string Name { get; }

    /// <summary>Where a knob begins that isn't told otherwise.</summary>
    public double Least => style is null ? Numbers[number].Least : 0;

    /// <summary>Where a knob ends that isn't told otherwise.</summary>
    public double Most => style is null ? Numbers[number].Most : 1;

    /// <summary>Finds a parameter by its name.</summary>
    /// <param name="name">See <see cref="Name"/>.</param>
    /// <exception cref="LiveStyleException">There is none of that name; the message lists those that there are.</exception>
    public static DeskParameter Parse(string name) => new(name);

    /// <summary>Its value; null where the desk leaves it as the show was opened.</summary>
    public double? Read(DeskState state) => style is null
        ? Numbers[number].Read(state)
        : state.Blend.Terms.Where(term => term.Slug == style).Sum(term => (double)term.Weight);

    /// <summary>The command that sets it; the desk says where the value, or the style, is none of its own.</summary>
    public DeskCommand Set(double value) => style is null ? Numbers[number].Set(value) : new SetWeight(style, (float)value);

    /// <summary>Gives its name.</summary>
    public override string ToString() => Name;
}
