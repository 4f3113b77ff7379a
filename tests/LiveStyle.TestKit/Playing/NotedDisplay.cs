using LiveStyle.Progress;
using LiveStyle.TestKit.Pipelines;

namespace LiveStyle.TestKit.Playing;

/// <summary>Keeps what a person would be told.</summary>
sealed class NotedDisplay : IProgressDisplay
{
    public List<string> Notes { get; } = [];

    public List<string> Sentences { get; } = [];

    public void Report(ProgressMeter meter)
    {
    }

    public void Stage(string name, double share)
    {
    }

    public void Note(string sentence) => Notes.Add(sentence);

    public void Done(string sentence, IReadOnlyDictionary<string, object> values) => Sentences.Add(sentence);

    public void Dispose()
    {
    }
}
