namespace LiveStyle;

/// <summary>A file, stream or program of the media side failed: missing, unreadable, unsupported, interrupted.</summary>
public class MediaException(string message, Exception? cause = null) : LiveStyleException(message, cause);
