namespace LiveStyle;

/// <summary>The user stopped the work; the message says what is left of it.</summary>
/// <param name="message">One line.</param>
/// <param name="partial">A playable file of what was done; null: there is none.</param>
public sealed class StoppedException(string message, string? partial = null) : LiveStyleException(message)
{
    /// <summary>The path of a playable file of what was done; null where there is none.</summary>
    public string? Partial { get; } = partial;
}
