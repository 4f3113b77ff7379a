using System.Globalization;

namespace LiveStyle.Time;

/// <summary>An exact ratio, as containers state time bases and frame rates (30000/1001).</summary>
/// <param name="Numerator">Any value; 0 with a denominator of 0 or 1 stands for "unknown".</param>
/// <param name="Denominator">Positive in a known ratio.</param>
public readonly record struct Rational(long Numerator, long Denominator)
{
    /// <summary>Whether the ratio is a known one: both numbers are above 0.</summary>
    public bool IsKnown => Numerator > 0 && Denominator > 0;

    /// <summary>
    /// Tells how long a number of ticks of this time base is, rounded to 100 ns; at most what a <see cref="TimeSpan"/> holds.
    /// </summary>
    /// <param name="ticks">The number of ticks.</param>
    /// <exception cref="ArgumentException">The time base is not known.</exception>
    public TimeSpan Duration(long ticks) => TickScale.ToTime(ticks, this);

    /// <summary>Gives the nearest number; it is not a number, or infinite, where the ratio is not known.</summary>
    public double ToDouble() => (double)Numerator / Denominator;

    /// <summary>Reads "30000/1001", "25" or "0/0" (unknown), the way ffprobe prints ratios.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Rational value)
    {
        value = default;
        int slash = text.IndexOf('/');
        ReadOnlySpan<char> upper = slash < 0 ? text : text[..slash];
        ReadOnlySpan<char> lower = slash < 0 ? "1" : text[(slash + 1)..];
        if (!long.TryParse(upper, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long numerator) ||
            !long.TryParse(lower, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long denominator))
        {
            return false;
        }

        value = new Rational(numerator, denominator);
        return true;
    }

    /// <summary>Writes the ratio as ffprobe does, such as "30000/1001", in every culture.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}
