using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LiveStyle.Files;
using LiveStyle.Styles;

namespace LiveStyle.Bundles;

/// <summary>
/// What <c>models/&lt;name&gt;/model.json</c> says of its bundle: the network's shape, its styles and where they
/// come from, how it was trained, what was measured, and the hash of each file.
/// </summary>
public sealed record ModelDescription
{
    /// <summary>The name of the description's own file in the bundle's folder.</summary>
    public const string FileName = "model.json";

    /// <summary>The name of the network's ONNX file in the bundle's folder.</summary>
    public const string NetworkFile = "network.onnx";

    /// <summary>The name of the style table's file in the bundle's folder: one float32 row a style, keyed by slug.</summary>
    public const string StylesFile = "styles.safetensors";

    /// <summary>The format that this version writes, and the only one that it reads.</summary>
    public const int CurrentFormat = 1;

    // Letters such as é stay as they are: the file is read by people too.
    static readonly ModelDescriptionJson Json = new(new JsonSerializerOptions(ModelDescriptionJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The format of the bundle; only <see cref="CurrentFormat"/> can be loaded or saved.</summary>
    [JsonRequired]
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The bundle's name: that of its folder, "gallery".</summary>
    public required string Name { get; init; }

    /// <summary>The bundle's name for people.</summary>
    public required string Title { get; init; }

    /// <summary>The shape of the network.</summary>
    public required NetworkArchitecture Architecture { get; init; }

    /// <summary>E: the number of values in one style's row, which is <see cref="NetworkArchitecture.ExpectedEmbeddingLength"/>.</summary>
    public required int EmbeddingLength { get; init; }

    /// <summary>Every style of the bundle, "original" among them, in the order in which they are shown.</summary>
    public required IReadOnlyList<StyleInfo> Styles { get; init; }

    /// <summary>The settings of the training, by names that the trainer chooses.</summary>
    public JsonObject Training { get; init; } = [];

    /// <summary>The figures that were measured on the finished network, by names that the trainer chooses.</summary>
    public JsonObject Measured { get; init; } = [];

    /// <summary>The terms under which the bundle may be used, such as "MIT".</summary>
    public required string Licence { get; init; }

    /// <summary>A notice of patents that may cover the method; empty where there is none.</summary>
    public string PatentNotice { get; init; } = "";

    /// <summary>The least height and the least width of a frame that the network takes, in pixels.</summary>
    public int MinimumSize { get; init; } = 16;

    /// <summary>The peak memory of one run, in bytes a pixel of the frame; 0 where it was not measured.</summary>
    public double WorkingBytesPerPixel { get; init; }

    /// <summary>
    /// The SHA-256, in 64 hex digits, of each other file of the bundle, by its path relative to the bundle's folder with forward slashes.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>Reads a description and checks that nothing in it contradicts itself.</summary>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="ModelException">The file is missing, malformed, of another format, or contradicts itself.</exception>
    public static ModelDescription Load(string path)
    {
        ModelDescription? description;
        try
        {
            using FileStream file = File.OpenRead(path);
            description = JsonSerializer.Deserialize(file, Json.ModelDescription);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelException($"{path}: no such file; a model bundle is a folder with a {FileName}", problem) { Location = path };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"{path}: can't be read ({problem.Message})", problem) { Location = path };
        }
        catch (JsonException problem)
        {
            throw new ModelException($"{path}: {Explain(problem)}; fetch the bundle again", problem) { Location = path };
        }

        string? fault = description is null ? "it is empty" : description.FindFault();
        return fault is null ? description! : throw new ModelException($"{path}: {fault}") { Location = path };
    }

    /// <summary>Writes the description, whole or not at all.</summary>
    /// <param name="path">The path of the file; an existing one is replaced.</param>
    /// <exception cref="ModelException">It contradicts itself, or the file can't be written.</exception>
    public void Save(string path)
    {
        if (FindFault() is { } fault)
        {
            throw new ModelException($"{path}: not written: {fault}") { Location = path };
        }

        try
        {
            AtomicFile.Write(path, file =>
            {
                JsonSerializer.Serialize(file, this, Json.ModelDescription);
                file.WriteByte((byte)'\n');
            });
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"{path}: can't be written ({problem.Message})", problem) { Location = path };
        }
    }

    /// <summary>The first thing that can't be true of a usable bundle, in words; null when there is none.</summary>
    string? FindFault()
    {
        if (Format != CurrentFormat)
        {
            return $"it is a bundle of format {Format}, this version reads format {CurrentFormat}; " +
                (Format > CurrentFormat ? "update LiveStyle" : "export the bundle again");
        }

        if (Styles.Contains(null!) || Architecture.Normalizations.Contains(null!))
        {
            return "a list in it has an entry 'null'; export the bundle again";
        }

        if (Architecture.Normalizations.FirstOrDefault(layer => layer.Channels < 1 || layer.Name is not { Length: > 0 }) is { } layer)
        {
            return $"normalization '{layer.Name}' has {layer.Channels} channels; export the bundle again";
        }

        if (EmbeddingLength < 1 || EmbeddingLength != Architecture.ExpectedEmbeddingLength())
        {
            return $"embeddingLength is {EmbeddingLength}, but its normalizations add up to " +
                $"{Architecture.ExpectedEmbeddingLength()}; export the bundle again";
        }

        if (Styles.FirstOrDefault(style => !StyleInfo.IsSlug(style.Slug)) is { } odd)
        {
            return odd.Slug is { Length: > StyleInfo.LongestSlug }
                ? StyleInfo.WhyNoSlug(odd.Slug)
                : $"'{odd.Slug}' is no slug; use lower-case words joined by hyphens, such as munch-scream";
        }

        if (Styles.GroupBy(style => style.Slug).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            return $"style '{twice.Key}' is listed twice; list it once";
        }

        if (Styles.FirstOrDefault(style => style.PaintingSide is < 1) is { } sideless)
        {
            return $"style '{sideless.Slug}' has a paintingSide of {sideless.PaintingSide} pixels; export the bundle again";
        }

        if (Styles.All(style => style.Slug != StyleInfo.Original))
        {
            return $"it has no style '{StyleInfo.Original}', which strength is measured from; train the network with it";
        }

        if (MinimumSize < 1 || !double.IsFinite(WorkingBytesPerPixel) || WorkingBytesPerPixel < 0)
        {
            return "minimumSize must be at least 1 and workingBytesPerPixel must not be negative; export the bundle again";
        }

        string? file = Files.FirstOrDefault(file => !IsInside(file.Key) || !IsHash(file.Value)).Key;
        return file is null ? null : $"files: '{file}' needs a path inside the bundle and a SHA-256 of 64 hex digits; export the bundle again";
    }

    static bool IsInside(string path) =>
        path is { Length: > 0 } && !Path.IsPathRooted(path) && !path.Contains('\\') && path.Split('/').All(part => part is not ("" or "." or ".."));

    internal static bool IsHash(string hash) => hash is { Length: 64 } && hash.All(char.IsAsciiHexDigit);

    static string Explain(JsonException problem)
    {
        // The parser's message goes on with ". Path: … | LineNumber: …", which is said better here.
        string message = problem.Message;
        int cut = message.IndexOf(" Path: ", StringComparison.Ordinal);
        message = (cut < 0 ? message : message[..cut]).ReplaceLineEndings(" ").TrimEnd('.', ' ');
        string place = problem.Path is { Length: > 2 } path ? $" ({path[2..]})" : "";
        return problem.LineNumber is { } line ? $"line {line + 1}{place}: {message}" : message;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true)]
[JsonSerializable(typeof(ModelDescription))]
sealed partial class ModelDescriptionJson : JsonSerializerContext;
