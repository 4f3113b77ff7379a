using LiveStyle.Progress;

namespace LiveStyle.Transcoding.Farm;

/// <summary>One display for all processes that work on a film.</summary>
/// <param name="display">The display.</param>
/// <param name="frames">The frames of the film; null where unknown.</param>
/// <remarks>Thread-safe: a display wants one caller at a time.</remarks>
public sealed class FarmProgress(IProgressDisplay display, long? frames)
{
    readonly Lock gate = new();
    readonly HashSet<string> said = [];
    readonly ProgressMeter meter = new(frames, TimeProvider.System);

    /// <summary>Shows how many frames are done.</summary>
    internal void Report(long done)
    {
        lock (gate)
        {
            meter.Update(done);
            display.Report(meter);
        }
    }

    /// <summary>Each sentence once: many processes may have the same to say.</summary>
    internal void Note(string sentence)
    {
        lock (gate)
        {
            if (said.Add(sentence))
            {
                display.Note(sentence);
            }
        }
    }

    /// <summary>Shows what came of the work.</summary>
    internal void Done(string sentence, IReadOnlyDictionary<string, object> values)
    {
        lock (gate)
        {
            display.Done(sentence, values);
        }
    }
}
