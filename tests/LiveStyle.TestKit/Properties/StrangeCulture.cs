using System.Globalization;

namespace LiveStyle.TestKit.Properties;

/// <summary>A culture that writes every number otherwise, while it is held: a comma, another minus, another plus, another infinity. Made by hand, since tests run without ICU.</summary>
sealed class StrangeCulture : IDisposable
{
    readonly CultureInfo before = CultureInfo.CurrentCulture;

    public StrangeCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.PositiveSign = "~";
        culture.NumberFormat.PositiveInfinitySymbol = "much";
        CultureInfo.CurrentCulture = culture;
    }

    public void Dispose() => CultureInfo.CurrentCulture = before;
}
