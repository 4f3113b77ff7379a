namespace LiveStyle.Media.Probing;

/// <summary>The kinds of streams in a container.</summary>
public enum StreamKind
{
    /// <summary>Pictures, moving or still.</summary>
    Video,

    /// <summary>Sound.</summary>
    Audio,

    /// <summary>Subtitles, as text or as pictures.</summary>
    Subtitle,

    /// <summary>A file inside the file, such as a font.</summary>
    Attachment,

    /// <summary>Anything else: timecode, telemetry.</summary>
    Data,
}
