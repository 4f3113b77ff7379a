using System.Text.Json.Nodes;
using LiveStyle.Progress;

namespace LiveStyle.App.Displays;

/// <summary>A place where the news of long work is shown. Calls come from one thread at a time.</summary>
abstract class ProgressDisplay : IProgress<WorkProgress>, IDisposable
{
    public void Report(WorkProgress news)
    {
        switch (news.Kind)
        {
            case WorkProgressKind.Frames:
                Report(news.Meter!);
                break;
            case WorkProgressKind.Stage:
                Stage(news.Text!, news.Share);
                break;
            case WorkProgressKind.Note:
                Note(Cures.Tell(news.Text!, news.Remedies));
                break;
            case WorkProgressKind.Done:
                Done(news.Text!, news.Values);
                break;
        }
    }

    /// <summary>Shows how far the frames are. It is cheap enough for every frame, and draws as seldom as it likes.</summary>
    public abstract void Report(ProgressMeter meter);

    /// <summary>Shows work that has no frames.</summary>
    public abstract void Stage(string name, double share);

    /// <summary>Shows how a show goes; called about once a second.</summary>
    /// <param name="line">For people, the most important first.</param>
    /// <param name="values">For programs: an object, made where it is asked for.</param>
    public abstract void Figures(string line, Func<JsonObject> values);

    /// <summary>Shows a sentence that a person should read.</summary>
    public abstract void Note(string sentence);

    /// <summary>Shows what came of the work.</summary>
    public abstract void Done(string sentence, IReadOnlyDictionary<string, object> values);

    public virtual void Dispose()
    {
    }
}
