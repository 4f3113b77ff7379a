using System.Text.Json;

namespace LiveStyle.Transcoding.Batches;

/// <summary>
/// Named sets of options in a file: {"night": {"style": "van-gogh-starry-night", "crf": 18, "keep-colors": true}, …}. A name is an option's
/// without its dashes; a list gives the option several times; true gives one that takes no value.
/// </summary>
public static class PresetFile
{
    static readonly JsonDocumentOptions Json = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads a preset as a command line has it: each option's name with its dashes, and its values.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="name">The name of the preset.</param>
    /// <exception cref="LiveStyleException">The file can't be read, or has no such preset.</exception>
    public static IReadOnlyList<(string Option, IReadOnlyList<string> Values)> Read(string path, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path), Json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new LiveStyleException($"{path}: give an object of presets, such as {{\"night\": {{\"style\": \"van-gogh-starry-night\"}}}}");
            }

            if (!document.RootElement.TryGetProperty(name, out JsonElement preset) || preset.ValueKind != JsonValueKind.Object)
            {
                throw new LiveStyleException($"{path} has no preset '{name}'; it has {string.Join(", ", document.RootElement.EnumerateObject().Select(entry => entry.Name))}");
            }

            return [.. preset.EnumerateObject().Where(entry => entry.Value.ValueKind is not (JsonValueKind.False or JsonValueKind.Null))
                .Select(entry => ("--" + entry.Name, Values(entry.Value)))];
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LiveStyleException($"{path}: no such file; give a file of presets in JSON");
        }
        catch (JsonException damaged)
        {
            throw new LiveStyleException($"{path} is not valid JSON: {damaged.Message.Split(" LineNumber:")[0].TrimEnd('.', ' ')} (line {damaged.LineNumber + 1})");
        }
    }

    static IReadOnlyList<string> Values(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => [],
        JsonValueKind.Array => [.. value.EnumerateArray().SelectMany(Values)],
        JsonValueKind.String => [value.GetString()!],
        _ => [value.GetRawText()],
    };
}
