using LiveStyle.Bundles;
using LiveStyle.Frames;
using LiveStyle.Styles;
using LiveStyle.Stylization;

namespace LiveStyle.Playback.Playing;

/// <summary>What `livestyle play` was asked for.</summary>
public sealed record PlayOptions
{
    /// <summary>A clip's path, a URL, or a camera.</summary>
    public required string Input { get; init; }

    public required string Model { get; init; }

    public IReadOnlyList<StyleFile> StyleFiles { get; init; } = [];

    /// <summary>Followed until a style is chosen by key; null: <see cref="Blend"/>.</summary>
    public Timeline? Timeline { get; init; }

    /// <summary>Shown first; null: the bundle's first painted style.</summary>
    public Blend? Blend { get; init; }

    public required StylizerOptions Stylizer { get; init; }

    /// <summary>Size of the frames, as on the command line; null: the clip's own.</summary>
    public string? Size { get; init; }

    /// <summary>Number of the video among all streams; null: the one that players show.</summary>
    public int? Stream { get; init; }

    public TimeSpan? Start { get; init; }

    /// <summary>How long one style takes to melt into the next; zero: at once.</summary>
    public TimeSpan Melt { get; init; } = TimeSpan.FromSeconds(1);

    public bool IsLooped { get; init; }

    /// <summary>The inference resolution stays, however slow the device is.</summary>
    public bool IsFixed { get; init; }

    public bool IsMuted { get; init; }

    public bool IsFullScreen { get; init; }

    public bool ShowsOverlay { get; init; }

    /// <summary>Share of the picture's width that shows the original, 0 to 1; null: no split.</summary>
    public float? Split { get; init; }

    /// <summary>Without a window: every frame is rendered, none is dropped.</summary>
    public bool IsHeadless { get; init; }

    /// <summary>Ends after so many frames shown; null: at the window's or clip's end.</summary>
    public long? Frames { get; init; }

    /// <summary>Folder for a PNG of each frame, without a window.</summary>
    public string? Pictures { get; init; }

    /// <summary>Film of what is shown.</summary>
    public string? Recording { get; init; }

    public bool Overwrite { get; init; }

    /// <summary>The frame's size where none was asked for: of the window at first.</summary>
    public FrameSize? WindowSize { get; init; }
}
