using System.Security.Cryptography;
using LiveStyle.Bundles;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.TestKit.Bundles;

/// <summary>
/// A bundle in a temporary folder whose network is one line: stylized = round(γ · frame + β · 255), held within
/// 0…255. So what a blend must give can be worked out by hand.
/// </summary>
sealed class TinyBundle : IDisposable
{
    public static readonly (string Slug, float Scale, float Shift)[] Styles =
    [
        ("dark", 0.5f, 0),
        ("original", 1, 0),
        ("negative", -1, 1),
        ("white", 0, 1),
    ];

    readonly string root = System.IO.Directory.CreateTempSubdirectory("livestyle-bundle-").FullName;

    public TinyBundle(byte[]? network = null, Func<ModelDescription, ModelDescription>? edit = null, IEnumerable<(string, long[], ReadOnlyMemory<float>)>? rows = null)
    {
        Directory = Path.Combine(root, "tiny");
        System.IO.Directory.CreateDirectory(Directory);
        File.WriteAllBytes(Path.Combine(Directory, ModelDescription.NetworkFile), network ?? Network());
        SafetensorsFile.Save(
            Path.Combine(Directory, ModelDescription.StylesFile),
            rows ?? Styles.Select(style => (style.Slug, new long[] { 2 }, new ReadOnlyMemory<float>([style.Scale, style.Shift]))));
        ModelDescription description = Describe();
        (edit?.Invoke(description) ?? description).Save(Path.Combine(Directory, ModelDescription.FileName));
    }

    /// <summary>
    /// One with a pass-through, whose network would fail for the original and whatever is near it: that it runs for nothing shows.
    /// "dark" and the others are as in any other.
    /// </summary>
    public static TinyBundle ThatFailsForTheOriginal() => new(
        Network(embeddingLength: 3),
        description => description with { EmbeddingLength = 3, Architecture = description.Architecture with { PassThrough = true } },
        Styles.Select(style => (style.Slug, new long[] { 3 }, new ReadOnlyMemory<float>(style.Slug == "original" ? [9, 0, 1] : [style.Scale, style.Shift, 0]))));

    public string Shelf => root;

    public string Directory { get; }

    public ModelBundle Load() => ModelBundle.Load(Directory);

    public void Dispose() => System.IO.Directory.Delete(root, recursive: true);

    /// <summary>What the network makes of one byte.</summary>
    public static byte Expect(byte value, Blend blend)
    {
        var names = new StyleNames(Styles.Select(style => style.Slug));
        var weights = new float[Styles.Length];
        blend.Weigh(names, weights);
        double scale = Styles.Select((style, i) => (double)style.Scale * weights[i]).Sum();
        double shift = Styles.Select((style, i) => (double)style.Shift * weights[i]).Sum();
        return (byte)Math.Clamp(Math.Round(value * scale + shift * 255), 0, 255);
    }

    /// <summary>The network. It fails while it runs where γ is 2 or more: it then looks beyond the end of a table.</summary>
    public static byte[] Network(string frame = "frame", string embedding = "embedding", string stylized = "stylized", int frameType = OnnxWriter.UInt8, int embeddingLength = 2)
    {
        return OnnxWriter.Model(
            [
                OnnxWriter.Node("Cast", [frame], "pixels", ("to", OnnxWriter.Float)),
                OnnxWriter.Node("Gather", [embedding, "first"], "scale", ("axis", 1)),
                OnnxWriter.Node("Gather", [embedding, "second"], "shift", ("axis", 1)),
                OnnxWriter.Node("Abs", ["scale"], "size"),
                OnnxWriter.Node("Cast", ["size"], "place", ("to", OnnxWriter.Int64)),
                OnnxWriter.Node("Gather", ["table", "place"], "full", ("axis", 0)),
                OnnxWriter.Node("Mul", ["pixels", "scale"], "scaled"),
                OnnxWriter.Node("Mul", ["shift", "full"], "shifted"),
                OnnxWriter.Node("Add", ["scaled", "shifted"], "sum"),
                OnnxWriter.Node("Round", ["sum"], "rounded"),
                OnnxWriter.Node("Clip", ["rounded", "none", "most"], "held"),
                OnnxWriter.Node("Cast", ["held"], stylized, ("to", OnnxWriter.UInt8)),
            ],
            [
                OnnxWriter.Index("first", 0),
                OnnxWriter.Index("second", 1),
                OnnxWriter.Constant("none", 0),
                OnnxWriter.Constant("most", 255),
                OnnxWriter.Constant("table", 255, 2),
            ],
            [OnnxWriter.Value(frame, frameType, 1, -1, -1, 3), OnnxWriter.Value(embedding, OnnxWriter.Float, 1, embeddingLength)],
            [OnnxWriter.Value(stylized, OnnxWriter.UInt8, 1, -1, -1, 3)]);
    }

    ModelDescription Describe() => new()
    {
        Name = "tiny",
        Title = "Tiny",
        Architecture = new NetworkArchitecture { Family = "classic", Width = 1, ResidualBlocks = 0, Normalizations = [new NormalizationLayer("conv1", 1)] },
        EmbeddingLength = 2,
        Styles = [.. Styles.Select(style => new StyleInfo { Slug = style.Slug, Title = style.Slug })],
        Licence = "MIT",
        WorkingBytesPerPixel = 30,
        Files = new[] { ModelDescription.NetworkFile, ModelDescription.StylesFile }.ToDictionary(
            name => name,
            name => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Directory, name))))),
    };
}
