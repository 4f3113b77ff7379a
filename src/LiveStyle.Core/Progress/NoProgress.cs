namespace LiveStyle.Progress;

/// <summary>Says nothing.</summary>
public sealed class NoProgress : IProgressDisplay
{
    public void Report(ProgressMeter meter)
    {
    }

    public void Stage(string name, double share)
    {
    }

    public void Note(string sentence)
    {
    }

    public void Done(string sentence, IReadOnlyDictionary<string, object> values)
    {
    }

    public void Dispose()
    {
    }
}
