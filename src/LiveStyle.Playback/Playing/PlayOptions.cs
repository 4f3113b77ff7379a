using LiveStyle.Bundles;
using LiveStyle.Frames;
using LiveStyle.Styles;
using LiveStyle.Stylization;

namespace LiveStyle.Playback.Playing;

/// <summary>A clip, the styles that it is played in, and how it is shown.</summary>
public sealed record PlayOptions
{
    /// <summary>A clip's path, a URL, or a camera.</summary>
    public required string Input { get; init; }

    /// <summary>The folder or the name of the model bundle.</summary>
    public required string Model { get; init; }

    /// <summary>The styles beside the bundle's own.</summary>
    public IReadOnlyList<StyleFile> StyleFiles { get; init; } = [];

    /// <summary>The timeline that is followed until a style is chosen by key; null for <see cref="Blend"/>.</summary>
    public Timeline? Timeline { get; init; }

    /// <summary>The blend that is shown first; null for the bundle's first painted style.</summary>
    public Blend? Blend { get; init; }

    /// <summary>The device that the network runs on, and its settings.</summary>
    public required StylizerOptions Stylizer { get; init; }

    /// <summary>The size of the frames, as <see cref="RequestedSize"/> reads it; null for the clip's own.</summary>
    public string? Size { get; init; }

    /// <summary>The number of the video among all streams; null for the one that players show.</summary>
    public int? Stream { get; init; }

    /// <summary>The moment of the clip at which it begins; null for the clip's own beginning.</summary>
    public TimeSpan? Start { get; init; }

    /// <summary>The time that one style takes to melt into the next; zero for at once.</summary>
    public TimeSpan Melt { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How far the picture holds still over time, 0 to 1; null for not at all. Each half second of a clip is steadied by what comes before it from the
    /// beginning of the half second before: a seek and a step read and render as much first (up to a second of the clip), so
    /// that a frame looks the same however the player came to it, unless frames are dropped on the way or styles chosen by key.
    /// The network's answer then goes through the processor, on Vulkan too.
    /// </summary>
    public double? Steadiness { get; init; }

    /// <summary>Whether the clip begins anew at its end.</summary>
    public bool IsLooped { get; init; }

    /// <summary>Whether the inference resolution stays, however slow the device is.</summary>
    public bool IsFixed { get; init; }

    /// <summary>Whether no sound is played.</summary>
    public bool IsMuted { get; init; }

    /// <summary>Whether the window begins full-screen.</summary>
    public bool IsFullScreen { get; init; }

    /// <summary>Whether the overlay is shown from the beginning.</summary>
    public bool ShowsOverlay { get; init; }

    /// <summary>The share of the picture's width that shows the original, 0 to 1; null for no split.</summary>
    public float? Split { get; init; }

    /// <summary>Whether there is no window: every frame is rendered then, and none is dropped.</summary>
    public bool IsHeadless { get; init; }

    /// <summary>The number of frames after which it ends; null for the window's or clip's end.</summary>
    public long? Frames { get; init; }

    /// <summary>The folder for a PNG of each frame, without a window; null for none.</summary>
    public string? Pictures { get; init; }

    /// <summary>The path of a film of what is shown; null for none.</summary>
    public string? Recording { get; init; }

    /// <summary>Whether pictures and a film that are there are replaced.</summary>
    public bool Overwrite { get; init; }

    /// <summary>The size of the window at first, in pixels; null for the frames' size, made smaller where that is large.</summary>
    public FrameSize? WindowSize { get; init; }
}
