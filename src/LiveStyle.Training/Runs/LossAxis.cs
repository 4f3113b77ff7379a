using System.Globalization;

namespace LiveStyle.Training.Runs;

/// <summary>Ticks of a logarithmic axis: losses fall by powers of ten at first and by percents at last.</summary>
static class LossAxis
{
    const int Wanted = 5;

    /// <summary>Labels nearer than this part of the axis touch.</summary>
    const double Nearest = 1.0 / 14;

    /// <summary>At least two round values across the range: 1, 2, 5 times powers of ten, or evenly spaced ones where it is narrow.</summary>
    /// <param name="least">Above 0.</param>
    /// <param name="largest">Above <paramref name="least"/>.</param>
    public static IReadOnlyList<(double Value, string Label)> Ticks(double least, double largest)
    {
        double[] coarse = [.. Enumerable.Range((int)Math.Floor(Math.Log10(least)), (int)Math.Ceiling(Math.Log10(largest / least)) + 2)
            .SelectMany(power => new[] { 1.0, 2, 5 }.Select(digit => digit * Math.Pow(10, power)))
            .Where(value => value >= least && value <= largest)];
        double[] chosen = coarse.Length >= Wanted - 1 ? Thin(coarse) : Even(least, largest);
        return [.. Spread(chosen, Nearest * Math.Log10(largest / least)).Select(value => (value, value.ToString("0.######", CultureInfo.InvariantCulture)))];
    }

    static IEnumerable<double> Spread(double[] values, double pitch)
    {
        double last = double.NegativeInfinity;
        foreach (double value in values.Where(value => value > 0))
        {
            if (Math.Log10(value) - last >= pitch)
            {
                last = Math.Log10(value);
                yield return value;
            }
        }
    }

    /// <summary>Powers of ten alone, where there are enough of them.</summary>
    static double[] Thin(double[] values)
    {
        double[] powers = [.. values.Where(value => Math.Abs(Math.Log10(value) - Math.Round(Math.Log10(value))) < 1e-9)];
        return powers.Length >= Wanted ? powers : values;
    }

    static double[] Even(double least, double largest)
    {
        double rough = (largest - least) / Wanted;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double pitch = power * (rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
        long first = (long)Math.Ceiling(least / pitch), last = (long)Math.Floor(largest / pitch);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * pitch)];
    }
}
