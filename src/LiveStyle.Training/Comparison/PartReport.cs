using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveStyle.Bundles;
using LiveStyle.Files;

namespace LiveStyle.Training.Comparison;

/// <summary>What a finished part left: parts/NAME.json, with a fingerprint of all that went in. The same fingerprint is the same result.</summary>
static class PartReport
{
    /// <summary>The part's Markdown, among its figures.</summary>
    public const string Text = "text";

    const string Fingerprint = "fingerprint";

    static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Null where the part is not finished, or was for other input.</summary>
    public static JsonObject? Load(ComparisonScene scene, IComparisonPart part)
    {
        try
        {
            return File.Exists(PathOf(scene, part)) && JsonNode.Parse(File.ReadAllText(PathOf(scene, part))) is JsonObject found
                && (string?)found[Fingerprint] == Of(scene) && found[Text] is not null ? found : null;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public static void Save(ComparisonScene scene, IComparisonPart part, JsonObject result)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(scene, part))!);
        result[Fingerprint] = Of(scene);
        AtomicFile.WriteText(PathOf(scene, part), result.ToJsonString(Format));
    }

    /// <summary>comparison.json and comparison.md of all finished parts, in their order.</summary>
    public static void Join(ComparisonScene scene)
    {
        var json = new JsonObject { ["model"] = scene.Ours.Description.Name, ["gatysSteps"] = scene.Options.GatysSteps, ["side"] = scene.Options.Side };
        List<string> texts = [$"# The paper's three systems, side by side\n\nOurs is the bundle {scene.Ours.Description.Name}."];
        foreach (IComparisonPart part in ComparisonParts.All)
        {
            if (Load(scene, part) is { } found)
            {
                texts.Add((string)found[Text]!);
                found.Remove(Text);
                found.Remove(Fingerprint);
                json[part.Name] = found;
            }
        }

        AtomicFile.WriteText(scene.PathOf("comparison.json"), json.ToJsonString(Format) + "\n");
        AtomicFile.WriteText(scene.PathOf("comparison.md"), string.Join("\n\n", texts) + "\n");
    }

    static string PathOf(ComparisonScene scene, IComparisonPart part) => scene.PathOf(Path.Combine("parts", part.Name + ".json"));

    static string Of(ComparisonScene scene)
    {
        ComparisonOptions options = scene.Options;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(File.ReadAllBytes(Path.Combine(scene.Ours.Bundle.Directory, ModelDescription.FileName)));
        if (scene.Johnson is { } johnson)
        {
            hash.AppendData(File.ReadAllBytes(Path.Combine(johnson.Bundle.Directory, ModelDescription.FileName)));
        }

        foreach (NamedPicture picture in scene.Pictures.Append(scene.Portrait))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{picture.Name} {picture.Frame.Size}"));
            hash.AppendData(picture.Frame.Pixels);
        }

        hash.AppendData(Encoding.UTF8.GetBytes(string.Join(' ',
            [Path.GetFileName(options.Vgg), options.GatysSteps, options.GatysRuns, options.PaintingSide ?? 0, .. scene.Styles])));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
