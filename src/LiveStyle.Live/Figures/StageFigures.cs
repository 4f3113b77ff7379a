namespace LiveStyle.Live.Figures;

/// <summary>The times of one stage, in milliseconds; all 0 where it was never gone through.</summary>
/// <param name="P50">Half of the times were no longer than this.</param>
/// <param name="P95">19 of 20 times were no longer than this.</param>
/// <param name="P99">99 of 100 times were no longer than this.</param>
/// <param name="Max">The longest, exactly; the others are off by at most 1.6 %.</param>
/// <param name="Count">The number of times.</param>
public readonly record struct StageFigures(double P50, double P95, double P99, double Max, long Count)
{
    internal static StageFigures Of(ReadOnlySpan<int> buckets, TimeSpan longest)
    {
        long count = 0;
        foreach (int size in buckets)
        {
            count += size;
        }

        double Quantile(ReadOnlySpan<int> buckets, double share)
        {
            var rank = (long)Math.Ceiling(share * count);
            long below = 0;
            for (int i = 0; i < buckets.Length && rank > 0; i++)
            {
                below += buckets[i];
                if (below >= rank)
                {
                    return Math.Min(LogBuckets.ValueOf(i).TotalMilliseconds, longest.TotalMilliseconds);
                }
            }

            return 0;
        }

        return new StageFigures(Quantile(buckets, 0.5), Quantile(buckets, 0.95), Quantile(buckets, 0.99), longest.TotalMilliseconds, count);
    }
}
