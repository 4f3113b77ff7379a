namespace LiveStyle.App.Progress;

/// <summary>Where the state of long work is shown. Calls come from one thread at a time.</summary>
interface IProgressDisplay : IDisposable
{
    /// <summary>Cheap enough for every frame; draws as seldom as it likes.</summary>
    void Report(ProgressMeter meter);

    /// <summary>A sentence that a person should read, and that programs may show.</summary>
    void Note(string sentence);

    /// <summary>The work is done: what came of it, in a sentence, and as values by name.</summary>
    void Done(string sentence, IReadOnlyDictionary<string, object> values);
}
