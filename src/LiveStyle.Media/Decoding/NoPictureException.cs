namespace LiveStyle.Media.Decoding;

/// <summary>A clip, or the part of it that was asked for, has no picture that decodes.</summary>
public sealed class NoPictureException(string message, Exception? cause = null) : MediaException(message, cause);
