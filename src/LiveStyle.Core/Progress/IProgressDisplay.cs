namespace LiveStyle.Progress;

/// <summary>A place where the state of long work is shown. Calls come from one thread at a time.</summary>
public interface IProgressDisplay : IDisposable
{
    /// <summary>Shows how far the frames are. It is cheap enough for every frame, and draws as seldom as it likes.</summary>
    /// <param name="meter">The frames done, their speed and the time left.</param>
    void Report(ProgressMeter meter);

    /// <summary>Shows work that is not told by frames: reading the original, joining the film.</summary>
    /// <param name="name">What is done, in a few words.</param>
    /// <param name="share">The share of it that is done, 0 to 1.</param>
    void Stage(string name, double share);

    /// <summary>Shows a sentence that a person should read, and that programs may show.</summary>
    void Note(string sentence);

    /// <summary>Shows a sentence about which something can be done: a program that has an option for that names it.</summary>
    /// <param name="sentence">The sentence, which says it all in words.</param>
    /// <param name="remedies">What can be done.</param>
    void Note(string sentence, Remedies remedies) => Note(sentence);

    /// <summary>Shows what came of the work, in a sentence, and as values by name.</summary>
    void Done(string sentence, IReadOnlyDictionary<string, object> values);
}
