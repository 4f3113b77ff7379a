namespace LiveStyle;

/// <summary>A file, stream or program of the media side failed: missing, unreadable, unsupported, interrupted.</summary>
public class MediaException(string message, Exception? cause = null) : LiveStyleException(message, cause)
{
    /// <summary>The file, folder or address that it is about, without passwords; null where it is about none, or that is not known.</summary>
    public string? Location { get; init; }
}
