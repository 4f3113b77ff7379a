namespace LiveStyle.Gpu.Tuning;

/// <summary>All that a convolution's kernel wrote.</summary>
/// <param name="Output">The raw map.</param>
/// <param name="Sum">The sum of its input; empty where none is kept.</param>
/// <param name="Means">The mean of each channel, all tiles together; empty where none is measured.</param>
/// <param name="Variances">The variance of each channel.</param>
sealed record ConvolutionOutcome(float[] Output, float[] Sum, double[] Means, double[] Variances)
{
    /// <summary>Whether the other is the same but for rounding: of sums in another order, of storage, and of inputs where matrices are multiplied.</summary>
    public bool IsCloseTo(ConvolutionOutcome other, bool isHalf, bool isMatrix)
    {
        double magnitude = Math.Sqrt(other.Output.Average(value => (double)value * value));
        double share = isHalf ? 1.0 / 1024 : 1e-5;

        // Inputs rounded to float16 are off by less than 2⁻¹² of themselves on average, and so is a sum of many; eight times that is no chance.
        double fixedPart = (isMatrix ? 8.0 / 4096 : 1e-4) * magnitude;
        double spread = Math.Sqrt(other.Variances.Append(0).Max());
        return AreClose(Output, other.Output, fixedPart, share)
            && AreClose(Sum, other.Sum, 1e-4, share)
            && Means.Zip(other.Means).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-3 * spread)
            && Variances.Zip(other.Variances).All(pair => Math.Abs(pair.First - pair.Second) <= 2e-3 * spread * spread);
    }

    /// <summary>What was never written is no number, and close to nothing.</summary>
    static bool AreClose(float[] values, float[] others, double fixedPart, double share)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!(Math.Abs(values[i] - others[i]) <= fixedPart + share * Math.Abs(others[i])))
            {
                return false;
            }
        }

        return values.Length == others.Length;
    }
}
