using System.Globalization;

namespace LiveStyle.Transcoding.Farm;

/// <summary>A job, or one task of a job array, as squeue tells of it.</summary>
/// <param name="Job">The id of the array, or of a job by itself.</param>
/// <param name="Index">The task's index in the array; null for a job by itself.</param>
/// <param name="State">Slurm's word: "RUNNING".</param>
/// <param name="Reason">Why it waits or ended; Slurm's word.</param>
/// <param name="Node">The machine on which it runs or ran; empty where it has none yet.</param>
readonly record struct SlurmTask(long Job, int? Index, string State, string Reason, string Node)
{
    /// <summary>For <see cref="Parse"/>.</summary>
    public const string Format = "%F|%K|%T|%r|%N";

    static readonly string[] Ended = ["COMPLETED", "FAILED", "CANCELLED", "TIMEOUT", "NODE_FAIL", "OUT_OF_MEMORY", "BOOT_FAIL", "DEADLINE", "PREEMPTED", "REVOKED"];

    public bool HasEnded => Ended.Contains(State);

    public bool HasFailed => HasEnded && State != "COMPLETED";

    /// <summary>As Slurm's own programs take it: "12_3".</summary>
    public string Name => Index is { } index ? string.Create(CultureInfo.InvariantCulture, $"{Job}_{index}") : Job.ToString(CultureInfo.InvariantCulture);

    /// <summary>Null for what is no such line.</summary>
    public static SlurmTask? Parse(string line) =>
        line.Trim().Split('|') is [var job, var index, var state, var reason, var node] && long.TryParse(job, NumberStyles.None, CultureInfo.InvariantCulture, out long id)
            ? new SlurmTask(id, int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out int task) ? task : null, state, reason, node)
            : null;
}
