using LiveStyle.Progress;

namespace LiveStyle.TestKit.Playing;

/// <summary>Keeps what a person would be told.</summary>
sealed class NotedDisplay : IProgress<WorkProgress>
{
    public List<string> Notes { get; } = [];

    public List<string> Sentences { get; } = [];

    public void Report(WorkProgress value)
    {
        if (value.Kind is WorkProgressKind.Note or WorkProgressKind.Done)
        {
            (value.Kind == WorkProgressKind.Note ? Notes : Sentences).Add(value.Text!);
        }
    }
}
