using LiveStyle.Progress;

namespace LiveStyle.Transcoding.Farm;

/// <summary>One progress for all processes that work on a film.</summary>
/// <param name="progress">Is told of all of them; null: nobody.</param>
/// <param name="frames">The frames of the film; null where unknown.</param>
/// <remarks>Thread-safe: a progress wants one caller at a time.</remarks>
public sealed class FarmProgress(IProgress<WorkProgress>? progress, long? frames)
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
            progress.Frames(meter);
        }
    }

    /// <summary>Each sentence once: many processes may have the same to say.</summary>
    internal void Note(string sentence)
    {
        lock (gate)
        {
            if (said.Add(sentence))
            {
                progress.Note(sentence);
            }
        }
    }

    /// <summary>Shows what came of the work.</summary>
    internal void Done(string sentence, IReadOnlyDictionary<string, object> values)
    {
        lock (gate)
        {
            progress.Done(sentence, values);
        }
    }
}
