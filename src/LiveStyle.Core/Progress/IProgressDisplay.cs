namespace LiveStyle.Progress;

/// <summary>Where the state of long work is shown. Calls come from one thread at a time.</summary>
public interface IProgressDisplay : IDisposable
{
    /// <summary>Cheap enough for every frame; draws as seldom as it likes.</summary>
    void Report(ProgressMeter meter);

    /// <summary>Work that is not told by frames: reading the original, joining the film.</summary>
    /// <param name="name">What is done, in a few words.</param>
    /// <param name="share">Of it, 0 to 1.</param>
    void Stage(string name, double share);

    /// <summary>A sentence that a person should read, and that programs may show.</summary>
    void Note(string sentence);

    /// <summary>The same where something can be done about it: a program that has an option for that names it.</summary>
    /// <param name="sentence">Says it all in words.</param>
    /// <param name="remedies">What can be done.</param>
    void Note(string sentence, Remedies remedies) => Note(sentence);

    /// <summary>The work is done: what came of it, in a sentence, and as values by name.</summary>
    void Done(string sentence, IReadOnlyDictionary<string, object> values);
}
