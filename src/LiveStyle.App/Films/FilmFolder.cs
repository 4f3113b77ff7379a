using System.Security.Cryptography;
using System.Text.Json;
using LiveStyle.Files;
using LiveStyle.Media;

namespace LiveStyle.App.Films;

/// <summary>The folder of a film in the making: its plan, and its segments as they become whole.</summary>
/// <remarks>
/// A segment is there once its record is, and valid if the file is the one that the record tells. Several processes may render
/// into one folder, on several machines: everything is written aside under a name of its own and renamed.
/// </remarks>
sealed class FilmFolder(string path)
{
    const string Aside = "aside-";

    public string Path { get; } = path;

    public string PlanPath => Combine("plan.json");

    public string SegmentsPath => Combine("segments");

    /// <summary>Beside the film: "painted.mp4" → "painted.mp4.livestyle".</summary>
    public static string For(string output) => output + ".livestyle";

    /// <summary>The folder that a user means by itself or by its plan.</summary>
    public static FilmFolder Of(string argument) =>
        new(System.IO.Path.GetFullPath(System.IO.Path.GetFileName(argument) == "plan.json" ? System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(argument))! : argument));

    /// <exception cref="LiveStyleException">There is none, or it can't be read.</exception>
    public FilmPlan LoadPlan() => FilmPlan.Load(PlanPath);

    /// <summary>Probes a plan's original, or the copy of it that takes its place.</summary>
    /// <exception cref="MediaException">It can't be read.</exception>
    public Task<MediaInfo> ProbeAsync(FilmPlan plan, CancellationToken cancellation) =>
        plan.Mended is { } mended ? MediaProbe.ProbeAsync(Combine(mended), cancellation) : FilmOriginal.ProbeAsync(plan.Settings, cancellation);

    public string RecordPath(int index) => System.IO.Path.Combine(SegmentsPath, $"{index:00000}.json");

    /// <summary>The final name of a segment's file.</summary>
    /// <param name="index">The segment's.</param>
    /// <param name="extension">With its dot.</param>
    public string FilePath(int index, string extension) => System.IO.Path.Combine(SegmentsPath, $"{index:00000}{extension}");

    /// <summary>A new folder for one process's work in progress.</summary>
    public string CreateAside() => Directory.CreateDirectory(System.IO.Path.Combine(SegmentsPath, Aside + Guid.NewGuid().ToString("N"))).FullName;

    /// <summary>Removes what killed processes left. Only for who holds the lock: others may be at work.</summary>
    public void RemoveLeftovers()
    {
        if (Directory.Exists(SegmentsPath))
        {
            foreach (string left in Directory.GetDirectories(SegmentsPath, Aside + "*"))
            {
                Directory.Delete(left, recursive: true);
            }
        }
    }

    /// <summary>A segment's record; null where it isn't there, is of another plan, or its file was changed since.</summary>
    public SegmentRecord? Find(FilmPlan plan, string identity, int index)
    {
        SegmentRecord? record;
        try
        {
            record = JsonSerializer.Deserialize<SegmentRecord>(File.ReadAllText(RecordPath(index)), FilmJson.Options);
        }
        catch (Exception absent) when (absent is IOException or JsonException)
        {
            return null;
        }

        if (record is null || record.Plan != identity || record.Index != index || record.Frames != record.Ticks.Count)
        {
            return null;
        }

        if (record.File is not { } name)
        {
            return record.Frames == 0 ? record : null;
        }

        var file = new FileInfo(System.IO.Path.Combine(SegmentsPath, System.IO.Path.GetFileName(name)));
        if (!file.Exists || file.Length != record.Bytes)
        {
            return null;
        }

        using FileStream bytes = file.OpenRead();
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == record.Sha256 ? record : null;
    }

    /// <summary>Publishes a segment, after its file.</summary>
    public void Save(SegmentRecord record) => WholeFile.WriteText(RecordPath(record.Index), JsonSerializer.Serialize(record, FilmJson.Options));

    /// <summary>Whether any segment has become whole.</summary>
    public bool HasSegments => Directory.Exists(SegmentsPath) && Directory.EnumerateFiles(SegmentsPath, "*.json").Any();

    public void RemoveSegments()
    {
        if (Directory.Exists(SegmentsPath))
        {
            Directory.Delete(SegmentsPath, recursive: true);
        }
    }

    /// <summary>Removes the folder, and lets go of it.</summary>
    public void RemoveAll(FilmLock hold)
    {
        RemoveSegments();
        File.Delete(PlanPath);
        hold.Release();
        if (Directory.Exists(Path))
        {
            // What users or submitted jobs put there goes too.
            Directory.Delete(Path, recursive: true);
        }
    }

    /// <summary>Removes the folder where there is nothing in it to go on with.</summary>
    public void RemoveUnlessKept(FilmLock hold)
    {
        if (Directory.Exists(Path) && !HasSegments)
        {
            RemoveAll(hold);
        }
    }

    string Combine(string name) => System.IO.Path.Combine(Path, name);
}
