namespace LiveStyle.Media.Probing;

/// <summary>One program of a broadcast: streams that belong together.</summary>
/// <param name="Number">The broadcast's own number of the program.</param>
/// <param name="Streams">The numbers of its streams among all streams of the container.</param>
/// <param name="Tags">The tags by name, such as "service_name"; names compare without case.</param>
public sealed record ProgramInfo(int Number, IReadOnlyList<int> Streams, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>What a list calls it: "1 (News)".</summary>
    public override string ToString() => Tags.GetValueOrDefault("service_name") is { Length: > 0 } name ? $"{Number} ({name})" : $"{Number}";
}
