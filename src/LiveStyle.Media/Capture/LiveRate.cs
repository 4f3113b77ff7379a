using System.Globalization;
using LiveStyle.Time;

namespace LiveStyle.Media.Capture;

/// <summary>Frame rates of live pictures: which are believed, and how people write them.</summary>
static class LiveRate
{
    /// <summary>Planned by where nobody says another.</summary>
    public static Rational Usual { get; } = new(30, 1);

    /// <summary>The rate if it is one that pictures can have, from 1 to 240 a second; null otherwise: many streams state their clock instead.</summary>
    public static Rational? Sane(Rational? rate) => rate is { IsKnown: true } known && known.ToDouble() is >= 1 and <= 240 ? known : null;

    /// <summary>Reads "25", "30000/1001" or "29.97", which stands for the former; null where it is none from 1 to 240.</summary>
    public static Rational? TryParse(string text)
    {
        if (text.Contains('/'))
        {
            return Sane(Rational.TryParse(text, out Rational ratio) ? ratio : null);
        }

        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value) || value is < 1 or > 240)
        {
            return null;
        }

        // NTSC's rates are written as what they nearly are.
        decimal whole = Math.Ceiling(value);
        return (whole % 24 == 0 || whole % 30 == 0) && Math.Abs(value - whole * 1000m / 1001m) < 0.005m
            ? new Rational((long)whole * 1000, 1001)
            : new Rational((long)Math.Round(value * 1000), 1000).Reduced();
    }

    static Rational Reduced(this Rational rate)
    {
        var divisor = (long)System.Numerics.BigInteger.GreatestCommonDivisor(rate.Numerator, rate.Denominator);
        return new Rational(rate.Numerator / divisor, rate.Denominator / divisor);
    }
}
