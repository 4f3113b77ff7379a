using System.Text.Json;
using LiveStyle.Files;

namespace LiveStyle.Transcoding.Farm;

/// <summary>What was handed to Slurm, kept in the film's folder so that any later run can follow or cancel it.</summary>
public sealed record SlurmSubmission
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The job arrays that render the segments.</summary>
    public required IReadOnlyList<SlurmArray> Arrays { get; init; }

    /// <summary>The id of the job that joins the segments.</summary>
    public required long Join { get; init; }

    /// <summary>The name of one of several clusters; null for the usual one.</summary>
    public string? Cluster { get; init; }

    /// <summary>The time, in UTC, at which the film was last written before; null where there was none.</summary>
    public DateTime? OutputBefore { get; init; }

    /// <summary>Gives the ids of all jobs, the join last.</summary>
    public IEnumerable<long> Jobs() => [.. Arrays.Select(array => array.Job), Join];

    /// <summary>Gives the ids of all jobs for people: "12, 13".</summary>
    public string Names() => string.Join(", ", Jobs());

    internal static string PathIn(FarmFilm film) => Path.Combine(film.FarmFolder, "slurm.json");

    internal static SlurmSubmission? Load(FarmFilm film)
    {
        string path = PathIn(film);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<SlurmSubmission>(File.ReadAllText(path), Json) : null;
        }
        catch (JsonException)
        {
            throw new LiveStyleException($"{path} is damaged; look with squeue what runs, cancel it with scancel, and remove the file");
        }
    }

    internal void Save(FarmFilm film) => AtomicFile.WriteText(PathIn(film), JsonSerializer.Serialize(this, Json));
}
