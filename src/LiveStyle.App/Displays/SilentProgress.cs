using System.Text.Json.Nodes;
using LiveStyle.Progress;

namespace LiveStyle.App.Displays;

/// <summary>Says nothing.</summary>
sealed class SilentProgress : ProgressDisplay
{
    public override void Report(ProgressMeter meter)
    {
    }

    public override void Stage(string name, double share)
    {
    }

    public override void Figures(string line, Func<JsonObject> values)
    {
    }

    public override void Note(string sentence)
    {
    }

    public override void Done(string sentence, IReadOnlyDictionary<string, object> values)
    {
    }
}
