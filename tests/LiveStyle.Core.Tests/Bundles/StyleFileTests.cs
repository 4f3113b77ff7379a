using LiveStyle.Bundles;
using LiveStyle.Styles;
using Xunit;

namespace LiveStyle.Core.Tests.Bundles;

public sealed class StyleFileTests : IDisposable
{
    static readonly string Network = new('a', 64);

    readonly string folder = Directory.CreateTempSubdirectory("livestyle-style-").FullName;

    string Target => Path.Combine(folder, "my" + StyleFile.Extension);

    [Fact]
    public void Style_comes_back_as_it_was_saved()
    {
        Example().Save(Target);
        StyleFile back = StyleFile.Load(Target);

        Assert.Equal(Example().Style, back.Style);
        Assert.Equal([1, -0.5f, 3e-20f], back.Row.ToArray());
        Assert.Equal(Network, back.NetworkHash);
        Assert.Equal("300", back.Training["steps"]);
        Assert.Equal(Target, back.Path);
        Assert.Equal([Target], Directory.GetFiles(folder));
    }

    [Fact]
    public void Texts_that_were_not_given_stay_out_of_the_file()
    {
        (Example() with { Style = new StyleInfo { Slug = "my", Title = "Mine" } }).Save(Target);

        Assert.Equal(
            ["format", "network", "slug", "title", "training.steps", "version"],
            SafetensorsFile.Load(Target).Metadata.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(new StyleInfo { Slug = "my", Title = "Mine" }, StyleFile.Load(Target).Style);
    }

    [Theory]
    [InlineData("format", null, "not a style file; give one that training made")]
    [InlineData("version", "2", "update LiveStyle")]
    [InlineData("version", null, "train the style again")]
    [InlineData("slug", "other", "not one row named 'other'; the file is damaged")]
    [InlineData("slug", null, "the file is damaged")]
    [InlineData("network", "abc", "does not name its network's SHA-256")]
    [InlineData("network", null, "does not name its network's SHA-256")]
    [InlineData("paintingSide", "-3", "no number of pixels")]
    [InlineData("paintingSide", "wide", "no number of pixels")]
    [InlineData("title", "\u001b[2J", "control characters")]
    public void Text_that_can_not_be_is_refused_in_one_line(string key, string? value, string expected)
    {
        Example().Save(Target);
        SafetensorsFile whole = SafetensorsFile.Load(Target);
        var metadata = new Dictionary<string, string>(whole.Metadata);
        metadata.Remove(key);
        if (value is not null)
        {
            metadata[key] = value;
        }

        SafetensorsFile.Save(Target, [("my", [3], whole.Read("my"))], metadata);

        Assert.Contains(expected, Fault(() => StyleFile.Load(Target)));
    }

    [Fact]
    public void A_name_of_more_than_a_hundred_letters_is_refused_without_repeating_it()
    {
        Example().Save(Target);
        SafetensorsFile whole = SafetensorsFile.Load(Target);
        string name = new('a', 5000);
        SafetensorsFile.Save(Target, [(name, [3], whole.Read("my"))], new Dictionary<string, string>(whole.Metadata) { ["slug"] = name });

        string line = Fault(() => StyleFile.Load(Target));

        Assert.Contains("names have at most 100 letters", line);
        Assert.InRange(line.Length, 0, 500);
    }

    [Fact]
    public void Missing_cut_and_foreign_files_are_told_apart()
    {
        Assert.Contains("no such file; give a style file", Fault(() => StyleFile.Load(Target)));

        SafetensorsFile.Save(Target, [("munch-scream", [3], new float[3])]);
        Assert.Contains("not a style file", Fault(() => StyleFile.Load(Target)));

        Example().Save(Target);
        File.WriteAllBytes(Target, File.ReadAllBytes(Target)[..^4]);
        Assert.Contains("cut short", Fault(() => StyleFile.Load(Target)));
    }

    [Fact]
    public void Value_that_is_not_finite_is_neither_written_nor_read()
    {
        Example().Save(Target);
        byte[] before = File.ReadAllBytes(Target);
        Assert.Contains("NaN", Fault(() => (Example() with { Row = new[] { 1, float.NaN } }).Save(Target)));
        Assert.Equal(before, File.ReadAllBytes(Target));

        SafetensorsFile.Save(Target, [("my", [1], new[] { float.PositiveInfinity })], SafetensorsFile.Load(Target).Metadata);
        Assert.Contains("it has a value", Fault(() => StyleFile.Load(Target)));
    }

    [Fact]
    public void File_that_can_not_be_written_is_told() =>
        Assert.Contains("give another folder", Fault(() => Example().Save(Path.Combine(folder, "none", "my.style.safetensors"))));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    static StyleFile Example() => new()
    {
        Style = new StyleInfo
        {
            Slug = "my", Title = "Äpfel", Artist = "Me", Year = "2026", Source = "my own hand", Licence = "CC0-1.0", PaintingSide = 320,
        },
        Row = new[] { 1, -0.5f, 3e-20f },
        NetworkHash = Network,
        Training = new Dictionary<string, string> { ["steps"] = "300" },
    };

    string Fault(Action action)
    {
        string message = Assert.Throws<ModelException>(action).Message;
        Assert.StartsWith(folder, message);
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
