using System.Text.Json;
using LiveStyle.Files;

namespace LiveStyle.Transcoding.Farm;

/// <summary>What was handed to Slurm, kept in the film's folder so that any later run can follow or cancel it.</summary>
public sealed record SlurmSubmission
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public required IReadOnlyList<SlurmArray> Arrays { get; init; }

    /// <summary>The job that joins the segments.</summary>
    public required long Join { get; init; }

    /// <summary>Of several clusters; null: the usual one.</summary>
    public string? Cluster { get; init; }

    /// <summary>When the film was last written before; null: there was none.</summary>
    public DateTime? OutputBefore { get; init; }

    public IEnumerable<long> Jobs() => [.. Arrays.Select(array => array.Job), Join];

    /// <summary>"12, 13".</summary>
    public string Names() => string.Join(", ", Jobs());

    public static string PathIn(FarmFilm film) => Path.Combine(film.FarmFolder, "slurm.json");

    public static SlurmSubmission? Load(FarmFilm film)
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

    public void Save(FarmFilm film) => AtomicFile.WriteText(PathIn(film), JsonSerializer.Serialize(this, Json));
}
