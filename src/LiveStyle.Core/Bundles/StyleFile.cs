using System.Collections.ObjectModel;
using System.Globalization;
using LiveStyle.Styles;

namespace LiveStyle.Bundles;

/// <summary>
/// One style in a file of its own, which any bundle of the same network takes in without being rewritten: a
/// safetensors file with one float32 row of E values, keyed by the style's slug, and as metadata what is known of
/// the style, the network that it belongs to, and how it was trained. Immutable.
/// </summary>
public sealed record StyleFile
{
    /// <summary>How the names of such files end.</summary>
    public const string Extension = ".style.safetensors";

    /// <summary>The version that this program writes and reads.</summary>
    public const int CurrentVersion = 1;

    const string FormatName = "livestyle-style";
    const string TrainingPrefix = "training.";
    const int ShownHashDigits = 8;

    /// <summary>The style's name and where it comes from.</summary>
    public required StyleInfo Style { get; init; }

    /// <summary>E finite values, laid out as the rows of the network's own styles.</summary>
    public required ReadOnlyMemory<float> Row { get; init; }

    /// <summary>SHA-256, in lower-case hex, of the network.onnx that the row was trained with.</summary>
    public required string NetworkHash { get; init; }

    /// <summary>How it was trained (steps, losses), as the trainer likes to write it.</summary>
    public IReadOnlyDictionary<string, string> Training { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The file that it was read from, as it was named; how errors name it.</summary>
    public string Path { get; init; } = "";

    /// <summary>Reads a style file and checks it.</summary>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="ModelException">The file is missing, damaged, or no style file of this version.</exception>
    public static StyleFile Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new ModelException($"{path}: no such file; give a style file, which training makes") { Remedies = Remedies.StyleTraining, Location = path };
        }

        SafetensorsFile file = SafetensorsFile.Load(path);
        string? Text(string key) => file.Metadata.TryGetValue(key, out string? text) && text.Length > 0 ? text : null;
        if (Text("format") != FormatName)
        {
            throw new ModelException($"{path}: not a style file; give one that training made") { Remedies = Remedies.StyleTraining, Location = path };
        }

        if (Text("version") != CurrentVersion.ToString(CultureInfo.InvariantCulture))
        {
            throw new ModelException($"{path}: a style file of version {Text("version")}, this program reads version {CurrentVersion}; update LiveStyle, or train the style again") { Location = path };
        }

        string slug = Text("slug") ?? "";
        if (!file.Names.SequenceEqual([slug]))
        {
            throw new ModelException($"{path}: it is not one row named '{slug}'; the file is damaged, fetch it again") { Location = path };
        }

        var style = new StyleFile
        {
            Style = new StyleInfo
            {
                Slug = slug,
                Title = Text("title") ?? slug,
                Artist = Text("artist"),
                Year = Text("year"),
                Source = Text("source"),
                Licence = Text("licence"),

                // What is no number becomes 0, which is no size.
                PaintingSide = Text("paintingSide") is not { } side ? null
                    : int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out int pixels) ? pixels : 0,
            },
            Row = file.Read(slug),
            NetworkHash = Text("network")?.ToLowerInvariant() ?? "",
            Training = file.Metadata.Where(pair => pair.Key.StartsWith(TrainingPrefix, StringComparison.Ordinal))
                .ToDictionary(pair => pair.Key[TrainingPrefix.Length..], pair => pair.Value),
            Path = path,
        };
        return style.FindFault() is { } fault ? throw new ModelException($"{path}: {fault}; the file is damaged, fetch it again") : style;
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <exception cref="ModelException">It would be no usable style, or the file can't be written.</exception>
    public void Save(string path)
    {
        if (FindFault() is { } fault)
        {
            throw new ModelException($"{path}: not written: {fault}") { Location = path };
        }

        var metadata = new Dictionary<string, string?>
        {
            ["format"] = FormatName,
            ["version"] = CurrentVersion.ToString(CultureInfo.InvariantCulture),
            ["slug"] = Style.Slug,
            ["title"] = Style.Title,
            ["artist"] = Style.Artist,
            ["year"] = Style.Year,
            ["source"] = Style.Source,
            ["licence"] = Style.Licence,
            ["paintingSide"] = Style.PaintingSide?.ToString(CultureInfo.InvariantCulture),
            ["network"] = NetworkHash,
        };
        foreach ((string name, string value) in Training)
        {
            metadata[TrainingPrefix + name] = value;
        }

        try
        {
            SafetensorsFile.Save(
                path,
                [(Style.Slug, [Row.Length], Row)],
                metadata.Where(pair => !string.IsNullOrEmpty(pair.Value)).ToDictionary(pair => pair.Key, pair => pair.Value!));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"{path}: can't be written ({problem.Message}); make room or give another folder", problem) { Location = path };
        }
    }

    /// <summary>Refuses a bundle of another network.</summary>
    /// <param name="bundle">The description of the bundle.</param>
    /// <param name="bundlePath">The bundle's folder, which the error names.</param>
    /// <exception cref="ModelException">
    /// The row was trained with another network, or its length is not that of the bundle's rows.
    /// </exception>
    public void CheckFits(ModelDescription bundle, string bundlePath)
    {
        string own = bundle.Files.GetValueOrDefault(ModelDescription.NetworkFile, "").ToLowerInvariant();
        if (NetworkHash != own)
        {
            throw new ModelException($"{Path}: made for another network ({Short(NetworkHash)}), not for {bundle.Name} ({Short(own)}); " +
                $"train it again for the bundle {bundlePath}") { Remedies = Remedies.StyleTraining };
        }

        if (Row.Length != bundle.EmbeddingLength)
        {
            throw new ModelException($"{Path}: has {Row.Length} values where {bundle.Name} takes {bundle.EmbeddingLength}; the file is damaged, fetch it again") { Location = Path };
        }
    }

    /// <summary>The first thing that can't be true of a usable style, in words; null when there is none.</summary>
    string? FindFault()
    {
        if (!StyleInfo.IsSlug(Style.Slug))
        {
            return StyleInfo.WhyNoSlug(Style.Slug);
        }

        if (Style.PaintingSide is < 1)
        {
            return "its painting's side is no number of pixels";
        }

        // A file may come from anywhere, and these texts go to terminals.
        if (new[] { Style.Title, Style.Artist, Style.Year, Style.Source, Style.Licence }.Any(text => text?.Any(char.IsControl) == true))
        {
            return "a text in it holds control characters";
        }

        if (!ModelDescription.IsHash(NetworkHash))
        {
            return "it does not name its network's SHA-256";
        }

        foreach (float value in Row.Span)
        {
            if (!float.IsFinite(value))
            {
                return $"it has a value {value}";
            }
        }

        return null;
    }

    static string Short(string hash) => hash.Length > ShownHashDigits ? hash[..ShownHashDigits] + "…" : "no hash";
}
