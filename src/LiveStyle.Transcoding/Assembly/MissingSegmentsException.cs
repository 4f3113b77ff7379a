namespace LiveStyle.Transcoding.Assembly;

/// <summary>A film can't be joined since segments of it are missing, or were changed after they were made.</summary>
/// <param name="folder">The film's working folder.</param>
/// <param name="missing">Indices of the segments, ascending; at least one.</param>
/// <param name="total">Segments of the film.</param>
public sealed class MissingSegmentsException(string folder, IReadOnlyList<int> missing, int total)
    : LiveStyleException($"{missing.Count} of {total} segments are missing or were changed (the first is {missing[0]}); render them")
{
    /// <summary>The film's working folder.</summary>
    public string Folder { get; } = folder;

    /// <summary>Indices of the segments, ascending; at least one.</summary>
    public IReadOnlyList<int> Missing { get; } = missing;

    /// <summary>Segments of the film.</summary>
    public int Total { get; } = total;
}
