namespace LiveStyle;

/// <summary>A failure that its message explains to a user: one line that says what is wrong and how to mend it.</summary>
public class LiveStyleException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>A file, stream or program of the media side failed: missing, unreadable, unsupported, interrupted.</summary>
public class MediaException(string message, Exception? cause = null) : LiveStyleException(message, cause);

/// <summary>A model bundle or the network in it can't be used as asked.</summary>
public sealed class ModelException(string message, Exception? cause = null) : LiveStyleException(message, cause);

/// <summary>A blend, a strength or a timeline is not one.</summary>
public sealed class BlendException(string message, Exception? cause = null) : LiveStyleException(message, cause);
