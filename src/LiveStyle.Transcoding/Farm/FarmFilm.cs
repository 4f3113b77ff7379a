using System.Text.Json;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Segments;

namespace LiveStyle.Transcoding.Farm;

/// <summary>A planned film as farms see it: segments that are there or missing, and frames to count.</summary>
/// <remarks>Thread-safety: none.</remarks>
public sealed class FarmFilm
{
    readonly int?[] seen;

    FarmFilm(FilmFolder work, FilmPlan plan)
    {
        (Work, Plan) = (work, plan);
        seen = new int?[plan.Segments.Count];
    }

    /// <summary>The work folder.</summary>
    public FilmFolder Work { get; }

    /// <summary>The plan of the film.</summary>
    public FilmPlan Plan { get; }

    /// <summary>Full path of the work folder.</summary>
    public string Folder => Work.Path;

    /// <summary>Full path of the film.</summary>
    public string Output => Plan.Settings.Output;

    /// <summary>The number of frames; null where the original doesn't tell.</summary>
    public long? Frames => Plan.Frames > 0 ? Plan.Frames : null;

    /// <summary>The number of segments.</summary>
    public int Segments => seen.Length;

    /// <summary>The folder where scripts, logs and what was submitted lie.</summary>
    internal string FarmFolder => Path.Combine(Folder, "farm");

    /// <summary>Opens the work folder of a planned film.</summary>
    /// <param name="argument">The path of the work folder, or of the plan in it.</param>
    /// <exception cref="LiveStyleException">There is no plan, or it can't be read.</exception>
    public static FarmFilm Load(string argument)
    {
        FilmFolder work = FilmFolder.Of(argument);
        return new FarmFilm(work, work.LoadPlan());
    }

    /// <summary>
    /// Indices of the segments that are to be rendered, ascending. Reads all that is there, and drops the records of what was
    /// changed since: from then on a record tells that its segment is there.
    /// </summary>
    internal IReadOnlyList<int> Examine()
    {
        string identity = Plan.Identity;
        var missing = new List<int>();
        for (int index = 0; index < Segments; index++)
        {
            if (Work.Find(Plan, identity, index) is not null)
            {
                continue;
            }

            missing.Add(index);
            if (File.Exists(Work.RecordPath(index)))
            {
                File.Delete(Work.RecordPath(index));
            }
        }

        return missing;
    }

    /// <summary>Cheap: what was seen once is not read again.</summary>
    internal bool IsThere(int index) => (seen[index] ??= ReadFrames(index)) is not null;

    /// <summary>How many segments are there.</summary>
    public int CountThere() => Enumerable.Range(0, Segments).Count(IsThere);

    /// <summary>Frames of the segments that are there.</summary>
    internal long CountFrames() => Enumerable.Range(0, Segments).Sum(index => IsThere(index) ? (long)seen[index]!.Value : 0);

    int? ReadFrames(int index)
    {
        try
        {
            using JsonDocument record = JsonDocument.Parse(File.ReadAllText(Work.RecordPath(index)));
            return record.RootElement.GetProperty("frames").GetInt32();
        }
        catch (Exception absent) when (absent is IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
