namespace LiveStyle.Media.Stills;

/// <summary>The source pixels under one target pixel along one axis, and how much each counts; the weights add up to one.</summary>
/// <param name="First">Index of the first source pixel.</param>
/// <param name="Weights">Of that pixel and those after it.</param>
readonly record struct ResamplingTaps(int First, double[] Weights)
{
    const double Lobes = 3;

    /// <summary>Of Lanczos' kernel of three lobes: sharp, and it may reach beyond the values that are there.</summary>
    /// <param name="from">Source pixels along the axis.</param>
    /// <param name="to">Target pixels along the axis.</param>
    public static ResamplingTaps[] Lanczos(int from, int to) => Of(from, to, Lobes, Lanczos);

    /// <summary>Of a triangle: between the values that are there, never beyond them.</summary>
    /// <inheritdoc cref="Lanczos(int, int)"/>
    public static ResamplingTaps[] Triangle(int from, int to) => Of(from, to, 1, x => Math.Max(0, 1 - Math.Abs(x)));

    /// <summary>The kernel is stretched by the factor of a reduction, so that it covers every source pixel; at borders it is cut.</summary>
    static ResamplingTaps[] Of(int from, int to, double radius, Func<double, double> kernel)
    {
        double ratio = (double)from / to, stretch = Math.Max(1, ratio);
        var taps = new ResamplingTaps[to];
        for (int i = 0; i < to; i++)
        {
            double center = (i + 0.5) * ratio - 0.5;
            int first = Math.Max(0, (int)Math.Ceiling(center - radius * stretch)), last = Math.Min(from - 1, (int)Math.Floor(center + radius * stretch));
            double[] weights = [.. Enumerable.Range(first, last - first + 1).Select(at => kernel((at - center) / stretch))];
            double sum = weights.Sum();
            taps[i] = new ResamplingTaps(first, [.. weights.Select(weight => weight / sum)]);
        }

        return taps;
    }

    static double Lanczos(double x)
    {
        if (Math.Abs(x) < 1e-9)
        {
            return 1;
        }

        double angle = Math.PI * x;
        return Math.Abs(x) >= Lobes ? 0 : Lobes * Math.Sin(angle) * Math.Sin(angle / Lobes) / (angle * angle);
    }
}
