namespace LiveStyle.Training.Runs;

/// <summary>One term of one run's loss over its course, smoothed: points (position, mean of the last rows).</summary>
sealed record LossCurve(double[] Positions, double[] Means)
{
    /// <summary>More than a picture has columns.</summary>
    const int LargestCount = 2000;

    /// <param name="rows">Oldest first.</param>
    /// <param name="position">Where a row lies on the horizontal axis; rows that have no place are left out.</param>
    /// <param name="term">0 means that no picture of the step had the term: the row doesn't weigh.</param>
    /// <param name="window">Rows of a mean; fewer at the beginning.</param>
    public static LossCurve Smooth(IReadOnlyList<LossRow> rows, Func<LossRow, double?> position, Func<LossRow, double> term, int window)
    {
        var positions = new List<double>();
        var means = new List<double>();
        var recent = new Queue<double>();
        int every = Math.Max(1, rows.Count / LargestCount);
        for (int i = 0; i < rows.Count; i++)
        {
            if (position(rows[i]) is not { } at || term(rows[i]) is not (> 0 and var value))
            {
                continue;
            }

            recent.Enqueue(value);
            if (recent.Count > window)
            {
                recent.Dequeue();
            }

            if (i % every == 0 || i == rows.Count - 1)
            {
                positions.Add(at);
                means.Add(recent.Average());
            }
        }

        return new LossCurve([.. positions], [.. means]);
    }
}
