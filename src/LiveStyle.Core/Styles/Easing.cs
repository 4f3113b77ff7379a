namespace LiveStyle.Styles;

/// <summary>How a keyframe's blend moves to the next keyframe's, as a curve over x = 0…1 of the time between them.</summary>
public enum Easing
{
    /// <summary>x.</summary>
    Linear,

    /// <summary>x²: starts slowly.</summary>
    EaseIn,

    /// <summary>1 − (1 − x)²: ends slowly.</summary>
    EaseOut,

    /// <summary>3x² − 2x³ (smoothstep): starts and ends slowly.</summary>
    EaseInOut,

    /// <summary>0 all the way: stays, then cuts.</summary>
    Hold,
}

/// <summary>The names and formulas of <see cref="Easing"/>.</summary>
public static class EasingCurve
{
    static readonly string[] Names = ["linear", "ease-in", "ease-out", "ease-in-out", "hold"];

    /// <summary>All names, for messages: "linear, ease-in, ease-out, ease-in-out, hold".</summary>
    public static string AllNames { get; } = string.Join(", ", Names);

    /// <summary>Gives the name of an easing, as timelines write it, such as "ease-in".</summary>
    public static string Name(this Easing easing) => Names[(int)easing];

    /// <summary>Reads an easing's name.</summary>
    /// <param name="name">The name, in lower case, such as "ease-in".</param>
    /// <param name="easing">Receives the easing; <see cref="Easing.Linear"/> where there is none of that name.</param>
    /// <returns>Whether there is an easing of that name.</returns>
    public static bool TryParse(string? name, out Easing easing)
    {
        int index = Array.IndexOf(Names, name);
        easing = (Easing)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>The curve's height at <paramref name="x"/>, which lies between 0 and 1.</summary>
    /// <returns>0…1, and 0 at 0; 1 at 1 save for <see cref="Easing.Hold"/>.</returns>
    public static double Apply(this Easing easing, double x) => easing switch
    {
        Easing.EaseIn => x * x,
        Easing.EaseOut => x * (2 - x),
        Easing.EaseInOut => x * x * (3 - 2 * x),
        Easing.Hold => 0,
        _ => x,
    };
}
