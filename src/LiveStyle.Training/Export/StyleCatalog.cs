using System.Globalization;
using System.Text.Json;
using LiveStyle.Styles;
using LiveStyle.Training.Runs;

namespace LiveStyle.Training.Export;

/// <summary>
/// Titles and sources of paintings, from a JSON list of { file, title, artist, year, source_repo, source_path,
/// public_domain }; a painting that it lacks is titled by its slug.
/// </summary>
sealed class StyleCatalog
{
    readonly Dictionary<string, StyleInfo> entries = [];

    public static StyleCatalog Empty { get; } = new();

    /// <exception cref="LiveStyleException">The file is missing or no such list.</exception>
    public static StyleCatalog Load(string path)
    {
        var catalog = new StyleCatalog();
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
            foreach (JsonElement entry in document.RootElement.EnumerateArray())
            {
                string? Text(string name) => entry.TryGetProperty(name, out JsonElement value) ? value.ToString() : null;
                string slug = Painting.SlugOf(Text("file") ?? throw new JsonException("an entry has no file"));
                string? repository = Text("source_repo");
                catalog.entries[slug] = new StyleInfo
                {
                    Slug = slug,
                    Title = Text("title") ?? TitleOf(slug),
                    Artist = Text("artist"),
                    Year = Text("year"),
                    Source = repository is null ? Text("source") : $"github.com/{repository}: {Text("source_path")}",
                    Licence = Text("public_domain") is { } reason ? $"Public domain: {reason}" : Text("licence"),
                };
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new LiveStyleException($"{path}: not a catalog of paintings ({problem.Message}); give a JSON list of {{file, title, artist, year}}", problem);
        }

        return catalog;
    }

    public StyleInfo Find(string slug) => slug == StyleInfo.Original
        ? new StyleInfo { Slug = slug, Title = "Original", Licence = "none needed: the network gives the picture back" }
        : entries.GetValueOrDefault(slug) ?? FindAtSide(slug) ?? new StyleInfo { Slug = slug, Title = TitleOf(slug) };

    /// <summary>A painting taken at a side of its own: munch-scream-512.</summary>
    StyleInfo? FindAtSide(string slug)
    {
        int cut = slug.LastIndexOf('-');
        return cut > 0 && entries.TryGetValue(slug[..cut], out StyleInfo? painting) && int.TryParse(slug[(cut + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int side)
            ? painting with { Slug = slug, Title = $"{painting.Title}, at {side} pixels" }
            : null;
    }

    /// <summary>"munch-scream" as "Munch Scream".</summary>
    public static string TitleOf(string slug) => string.Join(' ', slug.Split('-').Select(word => word.Length > 0 ? char.ToUpperInvariant(word[0]) + word[1..] : word));
}
