namespace LiveStyle.Media.Probing;

/// <summary>How the views of two eyes lie in one picture.</summary>
/// <param name="Type">ffmpeg's name, such as "side by side" and "top and bottom".</param>
/// <param name="IsInverted">The right or lower view is the left eye's.</param>
public sealed record StereoView(string Type, bool IsInverted)
{
    /// <summary>What of side data tells it; null: nothing does, or it is one view.</summary>
    public static StereoView? Of(IReadOnlyCollection<SideData> sides) =>
        sides.FirstOrDefault(side => side.Type == "Stereo 3D")?.Values is { } values && values.GetValueOrDefault("type") is { } type and not "2D"
            ? new StereoView(type, values.GetValueOrDefault("inverted") is "1") : null;
}
