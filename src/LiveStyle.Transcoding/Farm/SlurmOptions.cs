namespace LiveStyle.Transcoding.Farm;

/// <summary>The resources that are asked of Slurm; what is null is as the cluster has it.</summary>
public sealed record SlurmOptions
{
    /// <summary>The partition, as sbatch reads it.</summary>
    public string? Partition { get; init; }

    /// <summary>The longest time of a task, as sbatch reads it: "2:00:00".</summary>
    public string? Time { get; init; }

    /// <summary>The number of processors of a task.</summary>
    public int? Processors { get; init; }

    /// <summary>The generic resources of a task, as sbatch reads them: "gpu:1".</summary>
    public string? Resources { get; init; }

    /// <summary>The number of tasks at once, at most.</summary>
    public int? Limit { get; init; }

    /// <summary>The further options of sbatch, for the array and for the join.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>The further words for the command that assembles the film: what the report shall measure.</summary>
    public IReadOnlyList<string> Assembly { get; init; } = [];

    /// <summary>The options of sbatch for the array and for the join.</summary>
    internal IEnumerable<string> Shared => [.. Option("partition", Partition), .. Option("time", Time), .. Others];

    /// <summary>The options of sbatch for the array alone: joining copies streams.</summary>
    internal IEnumerable<string> OfTasks =>
        [.. Option("cpus-per-task", Processors?.ToString(System.Globalization.CultureInfo.InvariantCulture)), .. Option("gres", Resources)];

    static string[] Option(string name, string? value) => value is null ? [] : [$"--{name}={value}"];
}
