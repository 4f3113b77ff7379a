namespace LiveStyle.Transcoding.Farm;

/// <summary>What is asked of Slurm; null: as the cluster has it.</summary>
public sealed record SlurmOptions
{
    public string? Partition { get; init; }

    /// <summary>Longest time of a task, as sbatch reads it: "2:00:00".</summary>
    public string? Time { get; init; }

    /// <summary>Processors of a task.</summary>
    public int? Processors { get; init; }

    /// <summary>Generic resources of a task, as sbatch reads them: "gpu:1".</summary>
    public string? Resources { get; init; }

    /// <summary>Tasks at once.</summary>
    public int? Limit { get; init; }

    /// <summary>Further options of sbatch, of the array and of the join.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Further words of livestyle assemble: what the report shall measure.</summary>
    public IReadOnlyList<string> Assembly { get; init; } = [];

    /// <summary>Of the array and of the join.</summary>
    public IEnumerable<string> Shared => [.. Option("partition", Partition), .. Option("time", Time), .. Others];

    /// <summary>Of the array alone: joining copies streams.</summary>
    public IEnumerable<string> OfTasks =>
        [.. Option("cpus-per-task", Processors?.ToString(System.Globalization.CultureInfo.InvariantCulture)), .. Option("gres", Resources)];

    static string[] Option(string name, string? value) => value is null ? [] : [$"--{name}={value}"];
}
