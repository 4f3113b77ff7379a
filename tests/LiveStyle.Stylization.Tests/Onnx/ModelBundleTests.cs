using LiveStyle.Bundles;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Onnx;
using LiveStyle.TestKit.Bundles;
using Xunit;

namespace LiveStyle.Stylization.Tests.Onnx;

public sealed class ModelBundleTests
{
    [Fact]
    public void Bundle_is_found_by_path_and_by_name()
    {
        using var tiny = new TinyBundle();
        ModelBundle byPath = ModelBundle.Open(tiny.Directory);
        ModelBundle byName = ModelBundle.Open("tiny", ["/nowhere", tiny.Shelf]);
        Assert.Equal(tiny.Directory, byPath.Directory);
        Assert.Equal(tiny.Directory, byName.Directory);
        Assert.Equal("Tiny", byName.Description.Title);
        Assert.Equal([0.5f, 0], byName.Styles.Row(0));
        Assert.Equal("original", byName.Styles.Names[1]);
    }

    [Fact]
    public void Missing_bundle_is_told_with_the_places_looked_at_and_what_is_there()
    {
        using var tiny = new TinyBundle();
        string message = Fault(() => ModelBundle.Open("huge", ["/nowhere", tiny.Shelf]));
        Assert.Contains("no model bundle 'huge'", message);
        Assert.Contains("/nowhere", message);
        Assert.Contains(tiny.Shelf, message);
        Assert.Contains("use one of tiny", message);

        Assert.Contains("no model bundle './huge'; give the path", Fault(() => ModelBundle.Open("./huge", [])));
        Assert.Contains("no such folder", Fault(() => ModelBundle.Load(Path.Combine(tiny.Shelf, "huge"))));
    }

    [Fact]
    public void Bundles_are_looked_for_in_no_folder_above_the_program_but_its_repository()
    {
        using var tiny = new TinyBundle();
        string root = Path.GetDirectoryName(tiny.Shelf)!;
        string installed = Path.Combine(root, "opt", "livestyle"), built = Path.Combine(root, "src", "App", "bin", "Release", "net10.0");

        Assert.Equal([Path.GetFullPath("models"), Path.Combine(installed, "models")], BundleSearchPath.Of(installed));
        Assert.DoesNotContain(tiny.Shelf, BundleSearchPath.Of(built));

        File.WriteAllText(Path.Combine(root, "LiveStyle.sln"), "");
        Assert.Equal([Path.GetFullPath("models"), Path.Combine(built, "models"), Path.Combine(root, "models")], BundleSearchPath.Of(built));
        Assert.DoesNotContain(Path.Combine(root, "models"), BundleSearchPath.Of(installed));
        Assert.DoesNotContain(Path.Combine(root, "models"), BundleSearchPath.Of(Path.Combine(built, "publish")));
        File.Delete(Path.Combine(root, "LiveStyle.sln"));
    }

    public static TheoryData<string, string> Broken => new()
    {
        { "no model.json", "model.json: no such file" },
        { "no network", "network.onnx: missing; the bundle is incomplete, fetch it again" },
        { "no styles", "styles.safetensors: missing" },
        { "edited network", "network.onnx differs from what model.json says: the download is damaged or the bundle was edited; fetch it again" },
        { "edited styles", "styles.safetensors differs" },
        { "no hash", "gives no SHA-256 of network.onnx" },
        { "style without row", "style 'extra' of model.json has no row" },
        { "row of another length", "style 'dark' has 3 values where the network takes 2" },
        { "row of NaN", "style 'white' has a value NaN" },
        { "no ONNX", "network.onnx: ONNX Runtime can't load it (" },
        { "foreign input", "it has no input 'frame' (Byte [1,*,*,3]), but image, embedding" },
        { "foreign output", "it has no output 'stylized'" },
        { "float frames", "its input 'frame' is Single [1,*,*,3] instead of Byte [1,*,*,3]" },
        { "other E", "its input 'embedding' is Single [1,4] instead of Single [1,2]" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Broken_bundle_is_refused_in_one_line(string fault, string expected)
    {
        using TinyBundle tiny = Break(fault);
        string message = Fault(() => OnnxStylizer.Create(tiny.Load(), new StylizerOptions { Device = StylizerDevice.Cpu }));
        Assert.Contains(expected, message);
        Assert.StartsWith(tiny.Directory, message);
    }

    static TinyBundle Break(string fault)
    {
        TinyBundle tiny = fault switch
        {
            "no hash" => new TinyBundle(edit: description => description with
            {
                Files = description.Files.Where(file => file.Key != ModelDescription.NetworkFile).ToDictionary(),
            }),
            "style without row" => new TinyBundle(edit: description => description with
            {
                Styles = [.. description.Styles, new StyleInfo { Slug = "extra", Title = "" }],
            }),
            "row of another length" => new TinyBundle(rows: Rows((slug, values) => slug == "dark" ? [1, 2, 3] : values)),
            "row of NaN" => new TinyBundle(rows: Rows((slug, values) => slug == "white" ? [1, float.NaN] : values)),
            "no ONNX" => new TinyBundle([1, 2, 3]),
            "foreign input" => new TinyBundle(TinyBundle.Network(frame: "image")),
            "foreign output" => new TinyBundle(TinyBundle.Network(stylized: "image")),
            "float frames" => new TinyBundle(TinyBundle.Network(frameType: OnnxWriter.Float)),
            "other E" => new TinyBundle(TinyBundle.Network(embeddingLength: 4)),
            _ => new TinyBundle(),
        };
        string network = Path.Combine(tiny.Directory, ModelDescription.NetworkFile);
        string styles = Path.Combine(tiny.Directory, ModelDescription.StylesFile);
        switch (fault)
        {
            case "no model.json":
                File.Delete(Path.Combine(tiny.Directory, ModelDescription.FileName));
                break;
            case "no network":
                File.Delete(network);
                break;
            case "no styles":
                File.Delete(styles);
                break;
            case "edited network":
                File.AppendAllText(network, "x");
                break;
            case "edited styles":
                File.AppendAllText(styles, "x");
                break;
        }

        return tiny;
    }

    static IEnumerable<(string, long[], ReadOnlyMemory<float>)> Rows(Func<string, float[], float[]> edit) => TinyBundle.Styles.Select(style =>
    {
        float[] values = edit(style.Slug, [style.Scale, style.Shift]);
        return (style.Slug, new long[] { values.Length }, new ReadOnlyMemory<float>(values));
    });

    static string Fault(Action action)
    {
        string message = Assert.Throws<ModelException>(action).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
