using System.Security.Cryptography;
using LiveStyle.Bundles;
using LiveStyle.Styles;

namespace LiveStyle.Stylization.Bundles;

/// <summary>A model bundle, checked and in memory: the network, its styles, and what is known of both. Immutable; thread-safe.</summary>
/// <example>
/// <code>
/// ModelBundle bundle = ModelBundle.Open("live");     // or a folder's path
/// Console.WriteLine(bundle.Description.Name);        // live
/// float[] embedding = bundle.Styles.Embed(Blend.Parse("munch-scream*0.5 + original*0.5"));
/// Console.WriteLine(embedding.Length == bundle.Description.EmbeddingLength);   // True
/// </code>
/// </example>
public sealed class ModelBundle
{
    ModelBundle(string directory, ModelDescription description, StyleTable styles, byte[] network)
    {
        Directory = directory;
        Description = description;
        Styles = styles;
        Network = network;
    }

    /// <summary>Full path of the bundle's folder.</summary>
    public string Directory { get; }

    /// <summary>The description that came with the bundle, with the styles that <see cref="WithStyles"/> added.</summary>
    public ModelDescription Description { get; }

    /// <summary>The embeddings of the bundle's styles.</summary>
    public StyleTable Styles { get; }

    /// <summary>The bytes of <see cref="ModelDescription.NetworkFile"/>, whose hash was checked.</summary>
    public byte[] Network { get; }

    /// <summary>Reads a bundle and checks it: its files are there, are the ones described, and agree with one another.</summary>
    /// <param name="directory">The path of the bundle's folder.</param>
    /// <remarks>Previews are for people, and may be missing.</remarks>
    /// <exception cref="ModelException">The folder is no bundle, or is damaged.</exception>
    public static ModelBundle Load(string directory)
    {
        directory = Path.GetFullPath(directory);
        if (!System.IO.Directory.Exists(directory))
        {
            throw new ModelException($"{directory}: no such folder; a model bundle is a folder with {ModelDescription.FileName}, {ModelDescription.NetworkFile} and {ModelDescription.StylesFile}");
        }

        ModelDescription description = ModelDescription.Load(Path.Combine(directory, ModelDescription.FileName));
        byte[] network = ReadChecked(directory, ModelDescription.NetworkFile, description);
        byte[] rows = ReadChecked(directory, ModelDescription.StylesFile, description);
        string stylesPath = Path.Combine(directory, ModelDescription.StylesFile);
        var names = new StyleNames(description.Styles.Select(style => style.Slug));
        StyleTable styles = StyleTable.Read(names, description.EmbeddingLength, SafetensorsFile.Parse(rows, stylesPath), stylesPath);
        return new ModelBundle(directory, description, styles, network);
    }

    /// <summary>Loads a bundle by the path of its folder, or by its name from the first shelf that has it.</summary>
    /// <param name="nameOrPath">"gallery", or "path/to/gallery".</param>
    /// <param name="shelves">Folders of bundles; those of <see cref="BundleSearchPath.Default"/> when left out.</param>
    /// <exception cref="ModelException">No shelf has it (the message says which were looked at), or it is damaged.</exception>
    public static ModelBundle Open(string nameOrPath, IReadOnlyList<string>? shelves = null) =>
        Load(BundleSearchPath.Find(nameOrPath, shelves ?? BundleSearchPath.Default()));

    /// <summary>Makes a bundle with more styles, after this one's own, which stays as it is; without files it is this one.</summary>
    /// <param name="files">Styles that were trained with this bundle's network.</param>
    /// <exception cref="ModelException">A style belongs to another network, or its name is taken.</exception>
    public ModelBundle WithStyles(IReadOnlyCollection<StyleFile> files)
    {
        if (files.Count == 0)
        {
            return this;
        }

        var holders = Description.Styles.ToDictionary(style => style.Slug, _ => Description.Name);
        foreach (StyleFile file in files)
        {
            file.CheckFits(Description, ShortestPath(Directory));
            if (!holders.TryAdd(file.Style.Slug, file.Path))
            {
                throw new ModelException($"{file.Path}: {holders[file.Style.Slug]} has a style '{file.Style.Slug}' already; " +
                    "leave this one out, or train it again under another name") { Remedies = Remedies.StyleTraining };
            }
        }

        ModelDescription description = Description with { Styles = [.. Description.Styles, .. files.Select(file => file.Style)] };
        return new ModelBundle(Directory, description, Styles.With(files.Select(file => (file.Style.Slug, file.Row))), Network);
    }

    /// <summary>Says that an embedding is one for this bundle's network.</summary>
    /// <param name="embedding">The embedding.</param>
    /// <exception cref="ModelException">Its number of values is not the model's E.</exception>
    public void CheckEmbedding(ReadOnlySpan<float> embedding)
    {
        if (embedding.Length != Styles.EmbeddingLength)
        {
            throw new ModelException($"an embedding of {embedding.Length} values, where {Description.Name} takes {Styles.EmbeddingLength}; use this bundle's own styles");
        }
    }

    /// <summary>
    /// Tells whether the network's answer is the frame itself, byte for byte, so that it need not run: at strength 0, and wherever the
    /// styles' pass-throughs add up to 1. It is never so for a bundle without one, whose "original" is learned.
    /// </summary>
    /// <param name="embedding">E values, as <see cref="StyleTable.Mix"/> gives them.</param>
    public bool IsOriginal(ReadOnlySpan<float> embedding) => Description.Architecture.PassThrough && embedding[^1] == 1;

    /// <summary>As a person in the working folder would write it.</summary>
    static string ShortestPath(string path)
    {
        string relative = Path.GetRelativePath(System.IO.Directory.GetCurrentDirectory(), path);
        return relative.Length < path.Length ? relative : path;
    }

    static byte[] ReadChecked(string directory, string name, ModelDescription description)
    {
        string path = Path.Combine(directory, name);
        byte[] file;
        try
        {
            file = File.ReadAllBytes(path);
        }
        catch (FileNotFoundException problem)
        {
            throw new ModelException($"{path}: missing; the bundle is incomplete, fetch it again", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"{path}: can't be read ({problem.Message})", problem);
        }

        if (!description.Files.TryGetValue(name, out string? expected))
        {
            throw new ModelException($"{Path.Combine(directory, ModelDescription.FileName)}: it gives no SHA-256 of {name}; export the bundle again");
        }

        return Convert.ToHexStringLower(SHA256.HashData(file)) == expected.ToLowerInvariant()
            ? file
            : throw new ModelException($"{path}: {name} differs from what {ModelDescription.FileName} says: " +
                "the download is damaged or the bundle was edited; fetch it again");
    }
}
