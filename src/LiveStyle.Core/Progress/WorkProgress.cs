namespace LiveStyle.Progress;

/// <summary>A piece of news of long work, as an <see cref="IProgress{T}"/> gets it. Telling it allocates nothing, so that every frame may be told.</summary>
/// <remarks>News of one piece of work comes from one thread at a time.</remarks>
/// <param name="Kind">Which of the other properties tell something.</param>
/// <example>
/// <code>
/// var meter = new ProgressMeter(totalFrames: 48, TimeProvider.System);
/// meter.Update(12);
/// WorkProgress news = WorkProgress.OfFrames(meter);
/// Console.WriteLine($"{news.Kind}: {news.Meter!.Frames} of {news.Meter.TotalFrames}");   // Frames: 12 of 48
/// </code>
/// </example>
public readonly record struct WorkProgress(WorkProgressKind Kind)
{
    static readonly Dictionary<string, object> None = [];

    readonly IReadOnlyDictionary<string, object>? values;

    /// <summary>The frames done, their speed and the time left; it goes on counting, so read it at once. Null but for <see cref="WorkProgressKind.Frames"/>.</summary>
    public ProgressMeter? Meter { get; private init; }

    /// <summary>A stage's name, or a sentence; null for <see cref="WorkProgressKind.Frames"/>.</summary>
    public string? Text { get; private init; }

    /// <summary>The share of a stage that is done, 0 to 1.</summary>
    public double Share { get; private init; }

    /// <summary>What can be done about a note; a program that has an option for that names it.</summary>
    public Remedies Remedies { get; private init; }

    /// <summary>What came of the work, by name; empty but for <see cref="WorkProgressKind.Done"/>.</summary>
    public IReadOnlyDictionary<string, object> Values => values ?? None;

    /// <summary>Tells how far the frames are.</summary>
    public static WorkProgress OfFrames(ProgressMeter meter) => new(WorkProgressKind.Frames) { Meter = meter };

    /// <summary>Tells of work that has no frames.</summary>
    /// <param name="name">What is done, in a few words.</param>
    /// <param name="share">The share of it that is done, 0 to 1.</param>
    public static WorkProgress OfStage(string name, double share) => new(WorkProgressKind.Stage) { Text = name, Share = share };

    /// <summary>Tells a sentence that a person should read.</summary>
    /// <param name="sentence">The sentence, which says it all in words.</param>
    /// <param name="remedies">What can be done.</param>
    public static WorkProgress OfNote(string sentence, Remedies remedies = default) => new(WorkProgressKind.Note) { Text = sentence, Remedies = remedies };

    /// <summary>Tells what came of the work, in a sentence, and as values by name.</summary>
    public static WorkProgress OfEnd(string sentence, IReadOnlyDictionary<string, object> values) => new(WorkProgressKind.Done, sentence, values);

    WorkProgress(WorkProgressKind kind, string sentence, IReadOnlyDictionary<string, object> values)
        : this(kind)
    {
        Text = sentence;
        this.values = values;
    }
}
