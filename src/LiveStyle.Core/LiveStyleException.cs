using LiveStyle.Frames;

namespace LiveStyle;

/// <summary>A failure that its message explains to a user: one line that says what is wrong and how to mend it.</summary>
public class LiveStyleException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The file, folder or address that it is about, without passwords; null where it is about none, or that is not known.</summary>
    public string? Location { get; init; }

    /// <summary>What a caller can do instead, as far as programs have options or buttons for it; the message says it in words.</summary>
    public Remedies Remedies { get; init; }

    /// <summary>The largest frames of the same aspect that can be worked on, in pixels; null where that is not known, or where none can.</summary>
    public FrameSize? LargestSize { get; init; }

    /// <summary>The smallest frames of the same aspect that can be worked on, in pixels; null where that is not what is wrong.</summary>
    public FrameSize? SmallestSize { get; init; }
}

/// <summary>A model bundle or the network in it can't be used as asked.</summary>
public sealed class ModelException(string message, Exception? cause = null) : LiveStyleException(message, cause)
{
    /// <summary>Bytes of working memory that the network needs for what was asked; null where that is not what is wrong.</summary>
    public long? NeededBytes { get; init; }

    /// <summary>Bytes of it that could be had; null where that is not what is wrong.</summary>
    public long? FreeBytes { get; init; }
}

/// <summary>A blend, a strength or a timeline is not one.</summary>
public sealed class BlendException(string message, Exception? cause = null) : LiveStyleException(message, cause);
