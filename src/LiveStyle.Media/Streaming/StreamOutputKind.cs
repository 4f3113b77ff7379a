namespace LiveStyle.Media.Streaming;

/// <summary>What a live stream goes to.</summary>
public enum StreamOutputKind
{
    /// <summary>An address of the network.</summary>
    Address,

    /// <summary>A file that a crash can't spoil.</summary>
    Recording,

    /// <summary>A list of short files for players of the web (HLS).</summary>
    Playlist,

    /// <summary>A device that other programs take for a camera (v4l2loopback).</summary>
    Camera,

    /// <summary>A node of PipeWire that other programs take for a camera.</summary>
    Node,
}
