using LiveStyle.Frames;

namespace LiveStyle.Media.Probing;

/// <summary>What some of a stream's packets and frames were seen to hold, which its headers don't tell.</summary>
public sealed record StreamContents
{
    /// <summary>The side data of packets and frames, each kind once.</summary>
    public IReadOnlyList<SideData> SideData { get; init; } = [];

    /// <summary>Names of tags of single frames, such as a photograph's "Make".</summary>
    public IReadOnlyList<string> FrameTags { get; init; } = [];

    /// <summary>Sizes of the pictures, as stored, in the order in which they were seen.</summary>
    public IReadOnlyList<FrameSize> Sizes { get; init; } = [];
}
