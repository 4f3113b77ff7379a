namespace LiveStyle.Progress;

/// <summary>Short ways to tell an <see cref="IProgress{T}"/> the news of work; null hears nothing.</summary>
public static class WorkProgressReports
{
    /// <summary>Tells how far the frames are.</summary>
    public static void Frames(this IProgress<WorkProgress>? progress, ProgressMeter meter) => progress?.Report(WorkProgress.OfFrames(meter));

    /// <summary>Tells of work that has no frames: what is done, and the share of it that is, 0 to 1.</summary>
    public static void Stage(this IProgress<WorkProgress>? progress, string name, double share) => progress?.Report(WorkProgress.OfStage(name, share));

    /// <summary>Tells a sentence that a person should read, and what can be done about it.</summary>
    public static void Note(this IProgress<WorkProgress>? progress, string sentence, Remedies remedies = default) =>
        progress?.Report(WorkProgress.OfNote(sentence, remedies));

    /// <summary>Tells what came of the work, in a sentence, and as values by name.</summary>
    public static void Done(this IProgress<WorkProgress>? progress, string sentence, IReadOnlyDictionary<string, object> values) =>
        progress?.Report(WorkProgress.OfEnd(sentence, values));
}
