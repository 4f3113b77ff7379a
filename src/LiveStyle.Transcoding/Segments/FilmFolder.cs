using System.Security.Cryptography;
using System.Text.Json;
using LiveStyle.Files;
using LiveStyle.Media.Probing;
using LiveStyle.Media.Repair;
using LiveStyle.Transcoding.Plan;

namespace LiveStyle.Transcoding.Segments;

/// <summary>The folder of a film in the making: its plan, and its segments as they become whole.</summary>
/// <param name="path">The path of the folder, which need not be there.</param>
/// <remarks>
/// A segment is there once its record is, and valid if the file is the one that the record tells. Several processes may render into one
/// folder, on several machines: everything is written aside under a name of its own and renamed.
/// </remarks>
public sealed class FilmFolder(string path)
{
    const string Extension = ".livestyle";

    /// <summary>Names of all files that LiveStyle itself makes in such a folder; what <see cref="AtomicFile"/> has aside of them, and a copy of the original, "mended" and its extension, besides.</summary>
    internal static IReadOnlyList<string> OwnFiles { get; } = ["plan.json", "joined.json", "openjd.json", "lock"];

    /// <summary>The path of the folder.</summary>
    public string Path { get; } = path;

    /// <summary>The path of the plan in it.</summary>
    public string PlanPath => Combine("plan.json");

    /// <summary>The path of the folder of segments in it.</summary>
    public string SegmentsPath => Combine("segments");

    /// <summary>Names the folder of a film, beside it: "painted.mp4" has "painted.mp4.livestyle".</summary>
    /// <param name="output">The path of the film.</param>
    public static string For(string output) => output + Extension;

    /// <summary>Names the folder that a user means by itself or by its plan.</summary>
    /// <param name="argument">The path of the folder, or of the plan in it.</param>
    public static FilmFolder Of(string argument) =>
        new(System.IO.Path.GetFullPath(System.IO.Path.GetFileName(argument) == "plan.json" ? System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(argument))! : argument));

    /// <summary>Reads the folder's plan.</summary>
    /// <exception cref="LiveStyleException">There is no plan, or it can't be read.</exception>
    public FilmPlan LoadPlan() => FilmPlan.Load(PlanPath);

    /// <summary>Probes a plan's original, or the copy of it that takes its place.</summary>
    /// <exception cref="MediaException">It can't be read.</exception>
    public async Task<MediaInfo> ProbeAsync(FilmPlan plan, CancellationToken cancellation)
    {
        MediaInfo? original = plan.Mended is null || plan.Settings.Stream is not null ? await FilmOriginal.ProbeAsync(plan.Settings, cancellation) : null;
        if (plan.Mended is not { } mended)
        {
            return original!;
        }

        MediaInfo copy = await MediaProbe.ProbeAsync(Combine(mended), cancellation);
        return original is null ? copy : TimestampRepair.Choose(copy, original);
    }

    /// <summary>The path of a segment's record.</summary>
    internal string RecordPath(int index) => System.IO.Path.Combine(SegmentsPath, $"{index:00000}.json");

    /// <summary>Gives the final path of a segment's file.</summary>
    /// <param name="index">The segment's number.</param>
    /// <param name="extension">The extension, with its dot.</param>
    internal string FilePath(int index, string extension) => System.IO.Path.Combine(SegmentsPath, $"{index:00000}{extension}");

    /// <summary>A new folder for one process's work in progress.</summary>
    internal StagingDirectory CreateAside() => StagingDirectory.Create(SegmentsPath);

    /// <summary>Removes what killed processes left.</summary>
    public void RemoveLeftovers()
    {
        if (Directory.Exists(SegmentsPath))
        {
            StagingDirectory.RemoveLeftovers(SegmentsPath);
        }
    }

    /// <summary>Reads a segment's record; null where it isn't there, is of another plan, or its file was changed since.</summary>
    /// <param name="plan">The plan of the film.</param>
    /// <param name="identity">The plan's <see cref="FilmPlan.Identity"/>.</param>
    /// <param name="index">The segment's number.</param>
    public SegmentRecord? Find(FilmPlan plan, string identity, int index)
    {
        SegmentRecord? record = Glance(plan, identity, index);
        if (record?.File is not { } name)
        {
            return record;
        }

        using FileStream bytes = File.OpenRead(System.IO.Path.Combine(SegmentsPath, name));
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == record.Sha256 ? record : null;
    }

    /// <summary>The same without reading the file: only its length is looked at.</summary>
    internal SegmentRecord? Glance(FilmPlan plan, string identity, int index)
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

        var file = new FileInfo(System.IO.Path.Combine(SegmentsPath, name));
        return System.IO.Path.GetFileName(name) == name && file.Exists && file.Length == record.Bytes ? record : null;
    }

    /// <summary>Publishes a segment, after its file. Another process may publish the same one at this moment.</summary>
    internal void Save(SegmentRecord record)
    {
        using StagingDirectory aside = CreateAside();
        string path = System.IO.Path.Combine(aside.Path, System.IO.Path.GetFileName(RecordPath(record.Index)));
        AtomicFile.WriteText(path, JsonSerializer.Serialize(record, FilmJson.Options));
        File.Move(path, RecordPath(record.Index), overwrite: true);
    }

    /// <summary>Notes that the film has been joined, though something is still to be done with it.</summary>
    internal void SaveJoined(FilmPlan plan) =>
        AtomicFile.WriteText(JoinedPath, JsonSerializer.Serialize(new JoinedFilm(plan.Identity, FileFingerprint.Of(plan.Settings.Output)), FilmJson.Options));

    /// <summary>
    /// Tells whether the film that lies under its final name was joined by this folder's plan, and only what follows was cut short.
    /// </summary>
    /// <param name="plan">The plan; null for the folder's own, whichever it is.</param>
    /// <param name="output">The path of the film.</param>
    public bool HasJoined(FilmPlan? plan, string output)
    {
        try
        {
            return JsonSerializer.Deserialize<JoinedFilm>(File.ReadAllText(JoinedPath), FilmJson.Options) is { } joined
                && joined.Plan == (plan ?? LoadPlan()).Identity && joined.Film.Length > 0 && joined.Film == FileFingerprint.Of(output);
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException or JsonException or LiveStyleException)
        {
            return false;
        }
    }

    /// <summary>Whether any segment has become whole.</summary>
    internal bool HasSegments => Directory.Exists(SegmentsPath) && Directory.EnumerateFiles(SegmentsPath, "*.json").Any();

    /// <summary>Removes every segment.</summary>
    internal void RemoveSegments()
    {
        if (Directory.Exists(SegmentsPath))
        {
            Directory.Delete(SegmentsPath, recursive: true);
        }
    }

    /// <summary>Refuses a folder that holds what isn't ours.</summary>
    /// <exception cref="LiveStyleException">
    /// The folder was not made for films and holds other things, which work in it could harm.
    /// </exception>
    public void CheckIsOwn()
    {
        if (!HasOwnName && Directory.Exists(Path) && !File.Exists(PlanPath) && Directory.EnumerateFileSystemEntries(Path).FirstOrDefault(entry => !IsOwnFile(entry)) is { } other)
        {
            throw new LiveStyleException($"{ShownPath.Of(Path)} holds other things ({System.IO.Path.GetFileName(other)}); name an empty folder or a new one");
        }
    }

    /// <summary>Removes what was made there, and lets go of the lock; then the folder, unless it holds what is not ours.</summary>
    /// <param name="hold">The lock that this run has on the folder.</param>
    public void RemoveAll(FilmLock hold)
    {
        RemoveSegments();
        if (Directory.Exists(Combine("farm")))
        {
            Directory.Delete(Combine("farm"), recursive: true);
        }

        foreach (string file in Files().Where(file => IsOwnFile(file) && System.IO.Path.GetFileName(file) != "lock"))
        {
            File.Delete(file);
        }

        hold.Release();
        try
        {
            if (Directory.Exists(Path) && !Directory.EnumerateFileSystemEntries(Path).Any())
            {
                Directory.Delete(Path);
            }
        }
        catch (IOException)
        {
            // Another run has begun there since.
        }
    }

    /// <summary>Removes the folder where there is nothing in it to go on with.</summary>
    internal void RemoveUnlessKept(FilmLock hold)
    {
        if (Directory.Exists(Path) && !HasSegments)
        {
            RemoveAll(hold);
        }
    }

    string[] Files() => Directory.Exists(Path) ? Directory.GetFiles(Path) : [];

    /// <summary>A folder of this name is taken for ours whatever lies in it.</summary>
    bool HasOwnName => System.IO.Path.TrimEndingDirectorySeparator(Path).EndsWith(Extension, StringComparison.Ordinal);

    static bool IsOwnFile(string path) => System.IO.Path.GetFileName(path) is var name && (OwnFiles.Contains(AtomicFile.TargetOf(name) ?? name) || name.StartsWith("mended.", StringComparison.Ordinal));

    string JoinedPath => Combine("joined.json");

    string Combine(string name) => System.IO.Path.Combine(Path, name);

    /// <param name="Plan">Identity of the plan.</param>
    /// <param name="Film">As it lay under its final name.</param>
    sealed record JoinedFilm(string Plan, FileFingerprint Film);
}
