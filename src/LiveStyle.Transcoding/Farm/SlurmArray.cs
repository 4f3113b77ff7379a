using System.Text.Json.Serialization;

namespace LiveStyle.Transcoding.Farm;

/// <summary>A job array that renders segments. Slurm limits an array's indices, so that long films take several.</summary>
/// <param name="Job">Slurm's id.</param>
/// <param name="First">The segment of task 0.</param>
/// <param name="Tasks">Slurm's indices: "0-3,7".</param>
public sealed record SlurmArray(long Job, int First, string Tasks)
{
    /// <summary>The indices of its segments, ascending.</summary>
    [JsonIgnore]
    public IEnumerable<int> Segments => IndexRanges.Parse(Tasks).Select(task => First + task);

    /// <summary>Cuts a film's missing segments into arrays; the jobs have no ids yet.</summary>
    /// <param name="segments">The segments, ascending.</param>
    /// <param name="longest">The first index that an array can't have.</param>
    internal static IReadOnlyList<SlurmArray> Cut(IEnumerable<int> segments, int longest) =>
        [.. segments.GroupBy(index => index / longest).Select(group =>
            new SlurmArray(0, group.Key * longest, IndexRanges.Format(group.Select(index => index % longest))))];
}
