using LiveStyle.Progress;

namespace LiveStyle.Transcoding.Farm;

/// <summary>One display for all that works on a film.</summary>
/// <remarks>Thread-safe: a display wants one caller at a time.</remarks>
public sealed class FarmProgress(IProgressDisplay display, long? frames)
{
    readonly Lock gate = new();
    readonly HashSet<string> said = [];
    readonly ProgressMeter meter = new(frames, TimeProvider.System);

    public void Report(long done)
    {
        lock (gate)
        {
            meter.Update(done);
            display.Report(meter);
        }
    }

    /// <summary>Each sentence once: many processes may have the same to say.</summary>
    public void Note(string sentence)
    {
        lock (gate)
        {
            if (said.Add(sentence))
            {
                display.Note(sentence);
            }
        }
    }

    public void Done(string sentence, IReadOnlyDictionary<string, object> values)
    {
        lock (gate)
        {
            display.Done(sentence, values);
        }
    }
}
