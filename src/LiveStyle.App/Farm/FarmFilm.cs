using System.Text.Json;

namespace LiveStyle.App.Farm;

/// <summary>A planned film as farms see it: segments that are there or missing, and frames to count.</summary>
sealed class FarmFilm
{
    readonly int[] segmentFrames;
    readonly int?[] done;

    FarmFilm(string folder, string output, long frames, int[] segmentFrames)
    {
        (Folder, Output, Frames, this.segmentFrames) = (folder, output, frames, segmentFrames);
        done = new int?[segmentFrames.Length];
    }

    /// <summary>Full path of the work folder.</summary>
    public string Folder { get; }

    /// <summary>Full path of the film.</summary>
    public string Output { get; }

    public long Frames { get; }

    public int Segments => segmentFrames.Length;

    /// <summary>Where scripts, logs and what was submitted lie.</summary>
    public string FarmFolder => Path.Combine(Folder, "farm");

    public static FarmFilm Load(string folder)
    {
        string path = Path.GetFullPath(folder);
        using JsonDocument plan = JsonDocument.Parse(File.ReadAllText(Path.Combine(path, "plan.json")));
        JsonElement root = plan.RootElement;
        return new FarmFilm(
            path,
            root.GetProperty("settings").GetProperty("output").GetString()!,
            root.GetProperty("frames").GetInt64(),
            [.. root.GetProperty("segments").EnumerateArray().Select(segment => segment.GetProperty("frames").GetInt32())]);
    }

    /// <summary>Indices of the segments that aren't there, ascending.</summary>
    public IReadOnlyList<int> Missing() => [.. Enumerable.Range(0, Segments).Where(index => !IsThere(index))];

    public bool IsThere(int index) => (done[index] ??= ReadFrames(index)) is not null;

    /// <summary>Frames of the segments that are there. Cheap: what was seen once is not read again.</summary>
    public long DoneFrames()
    {
        long sum = 0;
        for (int i = 0; i < Segments; i++)
        {
            sum += IsThere(i) ? done[i]!.Value : 0;
        }

        return sum;
    }

    int? ReadFrames(int index)
    {
        try
        {
            using JsonDocument record = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "segments", $"{index:00000}.json")));
            return record.RootElement.GetProperty("frames").GetInt32();
        }
        catch (Exception absent) when (absent is IOException or JsonException)
        {
            return null;
        }
    }
}
