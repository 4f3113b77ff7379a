namespace LiveStyle.Progress;

/// <summary>Says nothing.</summary>
public sealed class NoProgress : IProgressDisplay
{
    /// <inheritdoc/>
    public void Report(ProgressMeter meter)
    {
    }

    /// <inheritdoc/>
    public void Stage(string name, double share)
    {
    }

    /// <inheritdoc/>
    public void Note(string sentence)
    {
    }

    /// <inheritdoc/>
    public void Done(string sentence, IReadOnlyDictionary<string, object> values)
    {
    }

    /// <summary>Does nothing.</summary>
    public void Dispose()
    {
    }
}
