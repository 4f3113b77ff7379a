using System.Text.Json.Nodes;
using LiveStyle.Bundles;
using LiveStyle.Styles;
using Xunit;

namespace LiveStyle.Core.Tests.Bundles;

public sealed class ModelDescriptionTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("livestyle-description-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Description_comes_back_as_it_was_saved()
    {
        string path = Path.Combine(folder, ModelDescription.FileName);
        Example().Save(path);
        ModelDescription back = ModelDescription.Load(path);

        Assert.Equal("tiny", back.Name);
        Assert.Equal("classic", back.Architecture.Family);
        Assert.Equal([new NormalizationLayer("conv1", 3), new NormalizationLayer("conv2", 2)], back.Architecture.Normalizations);
        Assert.Equal(10, back.EmbeddingLength);
        Assert.Equal(["original", "cezanne-apples"], back.Styles.Select(style => style.Slug));
        Assert.Equal("Paul Cézanne", back.Styles[1].Artist);
        Assert.Equal([null, 320], back.Styles.Select(style => style.PaintingSide));
        Assert.Equal(0.001, (double)back.Training["learningRate"]!);
        Assert.Equal(123.5, back.WorkingBytesPerPixel);
        Assert.Equal(new string('a', 64), back.Files["network.onnx"]);
        Assert.Equal([path], Directory.GetFiles(folder));

        string text = File.ReadAllText(path);
        Assert.Contains("  \"embeddingLength\": 10", text);
        Assert.Contains("Cézanne", text);
    }

    [Theory]
    [InlineData("{", "line 1: ")]
    [InlineData("", "line 1: ")]
    [InlineData("null", "it is empty")]
    [InlineData("{\n  \"format\": 1,\n  \"name\": 7\n}", "line 3 (name): ")]
    [InlineData("{ \"format\": 1 }", "missing required")]
    public void File_that_is_no_description_is_refused_in_one_line(string text, string expected)
    {
        string path = Path.Combine(folder, ModelDescription.FileName);
        File.WriteAllText(path, text);
        var problem = Assert.Throws<ModelException>(() => ModelDescription.Load(path));
        Assert.Contains(expected, problem.Message);
        Assert.StartsWith(path, problem.Message);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Theory]
    [InlineData("format", "2", "update LiveStyle")]
    [InlineData("embeddingLength", "12", "add up to 10")]
    [InlineData("minimumSize", "0", "minimumSize")]
    [InlineData("styles", """[{"slug":"munch","title":"Munch"}]""", "no style 'original'")]
    [InlineData("styles", """[{"slug":"original","title":""},{"slug":"original","title":""}]""", "listed twice")]
    [InlineData("styles", """[{"slug":"Not A Slug","title":""}]""", "'Not A Slug' is no slug")]
    [InlineData("styles", """[{"slug":"aaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbc","title":""}]""", "names have at most 100 letters")]
    [InlineData("styles", """[{"slug":"original","title":"","paintingSide":0}]""", "paintingSide of 0")]
    [InlineData("styles", "[null]", "'null'")]
    [InlineData("styles", "null", "Styles")]
    [InlineData("files", """{"../network.onnx":"aa"}""", "'../network.onnx'")]
    [InlineData("files", """{"network.onnx":"aa"}""", "SHA-256")]
    public void Contradiction_in_a_description_is_named(string property, string value, string expected)
    {
        string path = Path.Combine(folder, ModelDescription.FileName);
        Example().Save(path);
        JsonNode json = JsonNode.Parse(File.ReadAllText(path))!;
        json[property] = JsonNode.Parse(value);
        File.WriteAllText(path, json.ToJsonString());

        var problem = Assert.Throws<ModelException>(() => ModelDescription.Load(path));
        Assert.Contains(expected, problem.Message);
        Assert.DoesNotContain('\n', problem.Message);
    }

    [Fact]
    public void Missing_file_and_missing_folder_are_told()
    {
        Assert.Contains("no such file", Assert.Throws<ModelException>(() => ModelDescription.Load(Path.Combine(folder, "none.json"))).Message);
        Assert.Contains("can't be written", Assert.Throws<ModelException>(() => Example().Save(Path.Combine(folder, "none", "model.json"))).Message);
    }

    static ModelDescription Example() => new()
    {
        Name = "tiny",
        Title = "Tiny",
        Architecture = new NetworkArchitecture
        {
            Family = "classic",
            Width = 2,
            ResidualBlocks = 1,
            Normalizations = [new NormalizationLayer("conv1", 3), new NormalizationLayer("conv2", 2)],
        },
        EmbeddingLength = 10,
        Styles =
        [
            new StyleInfo { Slug = "original", Title = "Original" },
            new StyleInfo { Slug = "cezanne-apples", Title = "The Basket of Apples", Artist = "Paul Cézanne", Year = "c. 1893", PaintingSide = 320 },
        ],
        Training = new JsonObject { ["learningRate"] = 0.001 },
        Licence = "MIT",
        WorkingBytesPerPixel = 123.5,
        Files = new Dictionary<string, string> { ["network.onnx"] = new('a', 64) },
    };
}
