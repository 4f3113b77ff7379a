using LiveStyle.Frames;
using LiveStyle.Media.Decoding;

namespace LiveStyle.Media.Mattes;

/// <summary>How a matte goes with a film.</summary>
public sealed record MatteOptions
{
    /// <summary>The size of the masks, which is that of the film's frames.</summary>
    public required FrameSize Size { get; init; }

    /// <summary>Time of the matte that goes with the film's timestamp zero: the film's own <see cref="VideoSourceOptions.Start"/>.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>Timestamp of the first frame of the film that will be asked about, as where a part of a film begins: the matte is read from there on.</summary>
    public TimeSpan Begin { get; init; }

    /// <summary>How many frames are worked on at once, so that a mask is kept for one that comes late; 1 or more.</summary>
    public int Slots { get; init; } = 1;
}
