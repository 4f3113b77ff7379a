namespace LiveStyle.Transcoding.Preflight;

/// <summary>A film is refused since it was asked to lose nothing of its original, and would.</summary>
/// <param name="losses">A sentence on each thing that would be lost.</param>
public sealed class LossException(IReadOnlyList<string> losses) : LiveStyleException(
    $"{(losses.Count == 1 ? "one thing" : $"{losses.Count} things")} of the original would be lost: {string.Join("; ", losses)}")
{
    /// <summary>A sentence on each.</summary>
    public IReadOnlyList<string> Losses { get; } = losses;
}
