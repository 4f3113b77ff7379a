namespace LiveStyle.Training.Evaluation;

/// <summary>How a measured value moves along a path.</summary>
static class MeasuredPath
{
    /// <summary>Steps that go back by more than a share of the whole way from the first value to the last.</summary>
    public static int StepsBack(IReadOnlyList<double> values, double grain)
    {
        double way = values[^1] - values[0];
        return Enumerable.Range(1, values.Count - 1).Count(i => (values[i] - values[i - 1]) * Math.Sign(way) < -grain * Math.Abs(way));
    }
}
