namespace LiveStyle.Media.Probing;

/// <summary>What a stream of a container is.</summary>
public enum StreamKind
{
    Video,
    Audio,
    Subtitle,

    /// <summary>A file inside the file, such as a font.</summary>
    Attachment,

    /// <summary>Anything else: timecode, telemetry.</summary>
    Data,
}
