using LiveStyle.Frames;

namespace LiveStyle.Media.Capture;

/// <summary>A device of this machine from which pictures or sound can be taken live.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Source">The name by which it is opened, such as "v4l2:0", "screen:1", "window:TITLE" or "pulse:NAME".</param>
/// <param name="Name">The name for people: of a camera its maker's, of a window its title.</param>
public sealed record CaptureDevice(CaptureDeviceKind Kind, string Source, string Name)
{
    /// <summary>The size in pixels of a screen or window, as far as known; null for all else.</summary>
    public FrameSize? Size { get; init; }

    /// <summary>What a camera can deliver, in the order in which it says so; empty where it does not tell.</summary>
    public IReadOnlyList<CaptureMode> Modes { get; init; } = [];
}
