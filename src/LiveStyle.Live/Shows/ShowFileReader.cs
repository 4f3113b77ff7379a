using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace LiveStyle.Live.Shows;

/// <summary>Reads a show's JSON: comments and trailing commas are let pass, names that are not known are not, lest a typing error go unseen.</summary>
public static partial class ShowFileReader
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = true,
        PropertyNameCaseInsensitive = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>Reads a file.</summary>
    /// <exception cref="LiveStyleException">It is missing, can't be read, or is no show: the message names the file, the line, and what is wrong.</exception>
    public static ShowFile Load(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LiveStyleException($"{path}: no such file; give the path of a show in JSON", missing);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new LiveStyleException($"{path}: can't be read ({problem.Message.TrimEnd('.')}); check its permissions", problem);
        }

        try
        {
            return Parse(text);
        }
        catch (LiveStyleException problem)
        {
            throw new LiveStyleException($"{path}: {problem.Message}", problem);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <exception cref="LiveStyleException">It is no show; the message names the line, and what is wrong.</exception>
    public static ShowFile Parse(string text)
    {
        try
        {
            ShowFile show = JsonSerializer.Deserialize<ShowFile>(text, Json) ?? throw new LiveStyleException("the show is null; write {\"source\": \"screen\", \"to\": [\"window\"]}");
            return NullPart(show) is { } part ? throw new LiveStyleException($"{part} holds a null; leave it out") : show;
        }
        catch (JsonException problem)
        {
            string place = problem.LineNumber is { } line ? $"line {line + 1}: " : "";
            throw new LiveStyleException(place + Explain(problem), problem);
        }
        catch (InvalidOperationException problem)
        {
            // A text with half a surrogate pair.
            throw new LiveStyleException("the show has a text that is not valid Unicode; write names in plain letters", problem);
        }
    }

    /// <summary>Says what is wrong with the texts and numbers of a show, each by itself; nothing is opened.</summary>
    /// <exception cref="LiveStyleException">One is wrong; the message names it and the cure.</exception>
    public static void Check(ShowFile show) => ShowPlan.Check(show);

    /// <summary>The JSON schema of a show, which editors complete and check by; it ends with a line's end.</summary>
    public static string Schema()
    {
        JsonNode schema = Json.GetJsonSchemaAsNode(typeof(ShowFile), new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = static (context, node) =>
            {
                var description = (DescriptionAttribute?)context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), false).FirstOrDefault();
                if (description is not null && node is JsonObject described)
                {
                    described.Insert(0, "description", description.Description);
                }

                return node;
            },
        });
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        schema["title"] = "A LiveStyle show";
        return schema.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
    }

    /// <summary>Of lists and maps: what their elements may be, the serializer does not look at.</summary>
    static string? NullPart(ShowFile show) =>
        show.To?.Contains(null!) == true ? "to"
        : show.StyleFiles?.Contains(null!) == true ? "styleFiles"
        : show.Presets?.Values.Contains(null!) == true ? "presets"
        : show.Playlist?.Steps.Contains(null!) == true ? "playlist.steps"
        : show.Reactions?.Contains(null!) == true ? "reactions"
        : show.Control?.Origins?.Contains(null!) == true ? "control.origins"
        : null;

    static string Explain(JsonException problem)
    {
        string at = problem.Path is { Length: > 2 } path ? path[2..] : "the show";
        if (Unmapped().Match(problem.Message) is { Success: true } unknown)
        {
            return $"'{unknown.Groups["name"].Value}' is not known here; give one of {NamesOf(unknown.Groups["type"].Value)}";
        }

        if (Missing().Match(problem.Message) is { Success: true } missing)
        {
            return $"{at} lacks {missing.Groups["names"].Value}";
        }

        if (Twice().Match(problem.Message) is { Success: true } twice)
        {
            return $"'{twice.Groups["name"].Value}' is given twice; keep one";
        }

        if (Unfitting().IsMatch(problem.Message))
        {
            return $"{at} is not what it should be; {(problem.Message.Contains("System.String", StringComparison.Ordinal) ? "give a text in quotation marks" : "see the schema for what it takes")}";
        }

        return $"it is not valid JSON: {problem.Message.Split(" Path:")[0].Split(" LineNumber:")[0].ReplaceLineEndings(" ").TrimEnd('.', ' ')}";
    }

    static string NamesOf(string type)
    {
        PropertyInfo[] properties = typeof(ShowFile).Assembly.GetType(type)?.GetProperties(BindingFlags.Public | BindingFlags.Instance) ?? [];
        return string.Join(", ", properties.Where(property => property.Name != nameof(ShowFile.Schema)).Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)));
    }

    [GeneratedRegex("property '(?<name>.*)' could not be mapped to any .NET member contained in type '(?<type>[^']+)'")]
    private static partial Regex Unmapped();

    [GeneratedRegex("missing required properties including: (?<names>[^;.]+)")]
    private static partial Regex Missing();

    [GeneratedRegex("Duplicate property '(?<name>[^']+)'")]
    private static partial Regex Twice();

    [GeneratedRegex("could not be converted to|doesn't allow setting null")]
    private static partial Regex Unfitting();
}
