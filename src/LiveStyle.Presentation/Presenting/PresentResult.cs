namespace LiveStyle.Presentation.Presenting;

/// <summary>What became of a picture that was to be shown.</summary>
public enum PresentResult
{
    /// <summary>It is on its way to the screen.</summary>
    Presented,

    /// <summary>The window has no pixels now, as when it is minimized; nothing was done.</summary>
    NoArea,

    /// <summary>The window system had no image to draw on in time, or the window changes too fast; nothing was done. Try again.</summary>
    NotReady,
}

/// <summary>When a picture that was presented replaces the one on the screen.</summary>
public enum PresentMode
{
    /// <summary>At the next refresh, in order: no tearing, and no more pictures than refreshes (FIFO). Every system has it.</summary>
    Ordered,

    /// <summary>At the next refresh, the newest: no tearing, older ones are left out (mailbox).</summary>
    Newest,

    /// <summary>At once; the picture may tear.</summary>
    Immediate,
}

/// <summary>How a <see cref="WindowPresenter"/> presents. Immutable, so thread-safe.</summary>
public sealed record WindowPresenterOptions
{
    /// <summary>When a picture replaces the one before. Where the system doesn't have it, <see cref="PresentMode.Ordered"/> takes its place.</summary>
    public PresentMode Mode { get; init; } = PresentMode.Ordered;

    /// <summary>The longest that a picture waits for the window system. Hidden windows get no images on some systems.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(250);
}
