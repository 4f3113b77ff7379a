namespace LiveStyle.Progress;

/// <summary>The kinds of news of long work.</summary>
public enum WorkProgressKind
{
    /// <summary>How far the frames are: <see cref="WorkProgress.Meter"/>.</summary>
    Frames,

    /// <summary>Work that is not told by frames, such as joining a film: <see cref="WorkProgress.Text"/> and <see cref="WorkProgress.Share"/>.</summary>
    Stage,

    /// <summary>A sentence that a person should read: <see cref="WorkProgress.Text"/> and <see cref="WorkProgress.Remedies"/>.</summary>
    Note,

    /// <summary>What came of the work: <see cref="WorkProgress.Text"/> and <see cref="WorkProgress.Values"/>. It comes last, and only of work that succeeded.</summary>
    Done,
}
