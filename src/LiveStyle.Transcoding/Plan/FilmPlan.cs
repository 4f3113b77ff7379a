using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using LiveStyle.Files;
using LiveStyle.Frames;
using LiveStyle.Media.Encoding;
using LiveStyle.Time;

namespace LiveStyle.Transcoding.Plan;

/// <summary>
/// The manifest of a film: its settings, what they were made with, and its segments. Whoever renders a segment of it, in
/// whatever order, renders the same frames.
/// </summary>
public sealed record FilmPlan
{
    /// <summary>The format that this version writes and reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Beside the plans and not in them: a changed copy of one has another, and two that are equal stay so.</summary>
    static readonly ConditionalWeakTable<FilmPlan, string> Identities = new();

    /// <summary>The format of the plan; only <see cref="CurrentVersion"/> can be loaded.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The settings of the film.</summary>
    public required FilmSettings Settings { get; init; }

    /// <summary>The fingerprint of the original.</summary>
    public required FileFingerprint Source { get; init; }

    /// <summary>The SHA-256 over the network, its styles and the styles in files of their own.</summary>
    public required string Model { get; init; }

    /// <summary>The fingerprints of the settings' masks: the film's own first, then the regions'.</summary>
    public IReadOnlyList<FileFingerprint> Masks { get; init; } = [];

    /// <summary>
    /// The name, in the film's folder, of a copy of the original whose clock doesn't jump; null where the original's runs on.
    /// </summary>
    public string? Mended { get; init; }

    /// <summary>The device that runs the network; devices round differently, so a film keeps to one kind.</summary>
    public required string Device { get; init; }

    /// <summary>The threads of the encoder: some encoders' results depend on it.</summary>
    public required int EncoderThreads { get; init; }

    /// <summary>The width of the film's frames, in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>The height of the film's frames, in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>The time base of the segments' timestamps, in seconds a tick: "1/24000".</summary>
    public required string TimeBase { get; init; }

    /// <summary>The average frames per second: "24000/1001".</summary>
    public required string FrameRate { get; init; }

    /// <summary>The end of the last picture, in ticks of the time base from the cut's beginning; null where it lasts one frame.</summary>
    public long? End { get; init; }

    /// <summary>The timecode of the first picture of the original; null where it has none.</summary>
    public string? Timecode { get; init; }

    /// <summary>What the film's file says of its pictures; null: nothing.</summary>
    public PictureMarks? Marks { get; init; }

    /// <summary>The number of frames that the original announces; 0 where it doesn't tell.</summary>
    public required long Frames { get; init; }

    /// <summary>The length of a segment as asked for, in seconds; null where it is chosen.</summary>
    public double? SegmentSeconds { get; init; }

    /// <summary>The segments in the film's order, without gaps.</summary>
    public required IReadOnlyList<PlannedSegment> Segments { get; init; }

    /// <summary>The size of the film's frames, in pixels.</summary>
    [JsonIgnore]
    public FrameSize Size => new(Width, Height);

    /// <summary>The time base of the segments' timestamps, in seconds a tick.</summary>
    [JsonIgnore]
    public Rational Ticks => Rational.TryParse(TimeBase, out Rational value) ? value : default;

    /// <summary>The average frames per second.</summary>
    [JsonIgnore]
    public Rational Rate => Rational.TryParse(FrameRate, out Rational value) ? value : default;

    /// <summary>SHA-256 of the plan, computed once: what was rendered by another one is not of this film.</summary>
    [JsonIgnore]
    public string Identity => Identities.GetValue(this, static plan => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plan.ToJson()))));

    /// <summary>Whether a plan that the session makes would be this one, so that what has been rendered by it serves.</summary>
    /// <remarks>The segments follow from the rest. What a strict film let pass serves one that isn't.</remarks>
    internal bool IsOf(FilmSession session) =>
        JsonSerializer.Serialize(Settings with { Strict = Settings.Strict && session.Settings.Strict }, FilmJson.Options) == JsonSerializer.Serialize(session.Settings, FilmJson.Options)
        && Source == session.Source && Model == session.Model && Masks.SequenceEqual(session.Masks) && Device == session.Device;

    /// <summary>Writes the plan, whole or not at all.</summary>
    /// <param name="path">The path of the file; an existing one is replaced.</param>
    /// <exception cref="IOException">It can't be written.</exception>
    public void Save(string path) => AtomicFile.WriteText(path, ToJson());

    /// <summary>Reads a plan.</summary>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="LiveStyleException">The file is missing, no plan, damaged, or of another version.</exception>
    public static FilmPlan Load(string path)
    {
        try
        {
            string text = File.ReadAllText(path);
            using (JsonDocument document = JsonDocument.Parse(text))
            {
                int? version = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("version", out JsonElement value)
                    && value.TryGetInt32(out int number) ? number : null;
                if (version != CurrentVersion)
                {
                    throw new LiveStyleException($"{ShownPath.Of(path)} is {(version is null ? "no plan" : $"a plan of version {version}")}, and this program reads version {CurrentVersion}; plan the film again");
                }
            }

            FilmPlan plan = JsonSerializer.Deserialize<FilmPlan>(text, FilmJson.Options)!;
            return plan.Ticks.IsKnown && plan is { Width: > 0, Height: > 0, Segments.Count: > 0 } && plan.Segments.Select(segment => segment.Index).SequenceEqual(Enumerable.Range(0, plan.Segments.Count))
                ? plan
                : throw new LiveStyleException($"{ShownPath.Of(path)} is damaged; plan the film again");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LiveStyleException($"{ShownPath.Of(path)} is not there; give the folder of a planned film") { Remedies = Remedies.Planning };
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException)
        {
            throw new LiveStyleException($"{ShownPath.Of(path)} is damaged; plan the film again");
        }
    }

    string ToJson() => JsonSerializer.Serialize(this, FilmJson.Options);
}
