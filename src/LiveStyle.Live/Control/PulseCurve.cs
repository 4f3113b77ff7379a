using System.Collections.Immutable;

namespace LiveStyle.Live.Control;

/// <summary>The names and formulas of <see cref="PulseShape"/>.</summary>
static class PulseCurve
{
    static readonly string[] Names = ["sine", "triangle", "fall", "rise", "square"];

    /// <summary>All names, in the order of the shapes.</summary>
    public static ImmutableArray<string> AllNames { get; } = [.. Names];

    public static string Name(this PulseShape shape) => Names[(int)shape];

    /// <summary>The shape's height, 0…1, at a share of the cycle, 0…1.</summary>
    public static double Apply(this PulseShape shape, double x) => shape switch
    {
        PulseShape.Triangle => Math.Abs(1 - 2 * x),
        PulseShape.Fall => 1 - x,
        PulseShape.Rise => x,
        PulseShape.Square => x < 0.5 ? 1 : 0,
        _ => 0.5 + 0.5 * Math.Cos(2 * Math.PI * x),
    };
}
