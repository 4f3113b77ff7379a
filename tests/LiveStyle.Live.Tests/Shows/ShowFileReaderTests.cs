using System.Text.Json;
using LiveStyle.Live.Shows;
using Xunit;

namespace LiveStyle.Live.Tests.Shows;

public class ShowFileReaderTests
{
    [Fact]
    public void A_show_is_read_with_comments_and_trailing_commas()
    {
        ShowFile show = ShowFileReader.Parse("""
            {
              "$schema": "show.schema.json",
              // the desk's camera
              "source": "v4l2:0", "latency": 0.1,
              "to": ["window", "rec/show.mkv",],
              "presets": { "calm": { "blend": "monet-japanese-bridge", "strength": 0.6, "melt": 3 } },
              "playlist": { "steps": [{ "preset": "calm", "seconds": 30 }] },
              "control": { "listen": "127.0.0.1:7077" },
            }
            """);

        Assert.Equal(("v4l2:0", 0.1), (show.Source, show.Latency));
        Assert.Equal(["window", "rec/show.mkv"], show.To!);
        Assert.Equal(("monet-japanese-bridge", 0.6, 3.0), (show.Presets!["calm"].Blend, show.Presets["calm"].Strength, show.Presets["calm"].Melt));
        Assert.Equal(("calm", 30.0), (show.Playlist!.Steps[0].Preset, show.Playlist.Steps[0].Seconds));
        Assert.Null(show.Playlist.Loop);
    }

    [Theory]
    [InlineData("{ \"source\": \"screen\",\n \"pressets\": {} }", "line 2: 'pressets' is not known here; give one of source, ", ", presets, ")]
    [InlineData("{ \"presets\": { \"calm\": { \"blend\": \"x\",\n\n \"strenght\": 1 } } }", "line 3: 'strenght' is not known here; give one of blend, strength, melt", "")]
    [InlineData("{ \"presets\": { \"calm\": { \"strength\": 1 } } }", "line 1: presets.calm lacks 'blend'", "")]
    [InlineData("{ \"source\": 7 }", "line 1: source is not what it should be; give a text in quotation marks", "")]
    [InlineData("{ \"latency\": \"much\" }", "line 1: latency is not what it should be; see the schema", "")]
    [InlineData("{ \"to\": [\"window\" \"x\"] }", "line 1: it is not valid JSON: '\"' is invalid after a value", "")]
    [InlineData("{ \"source\": \"a\", \"source\": \"b\" }", "line 1: 'source' is given twice; keep one", "")]
    [InlineData("null", "the show is null", "")]
    [InlineData("{ \"to\": [\"window\", null] }", "to holds a null; leave it out", "")]
    [InlineData("{ \"presets\": { \"calm\": null } }", "presets holds a null; leave it out", "")]
    [InlineData("{ \"playlist\": { \"steps\": [null] } }", "playlist.steps holds a null; leave it out", "")]
    [InlineData("", "line 1: it is not valid JSON: The input does not contain any JSON tokens", "")]
    public void What_is_wrong_with_a_show_is_told_with_its_line(string text, string beginning, string part)
    {
        LiveStyleException problem = Assert.Throws<LiveStyleException>(() => ShowFileReader.Parse(text));

        Assert.StartsWith(beginning, problem.Message, StringComparison.Ordinal);
        Assert.Contains(part, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
        Assert.DoesNotContain("LiveStyle.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        Assert.Equal("none/show.json: no such file; give the path of a show in JSON", Assert.Throws<LiveStyleException>(() => ShowFileReader.Load("none/show.json")).Message);
    }

    [Fact]
    public void The_schema_knows_and_describes_every_part()
    {
        using JsonDocument schema = JsonDocument.Parse(ShowFileReader.Schema());
        JsonElement parts = schema.RootElement.GetProperty("properties");

        Assert.False(schema.RootElement.GetProperty("additionalProperties").GetBoolean());
        Assert.All(typeof(ShowFile).GetProperties().Where(property => property.Name != nameof(ShowFile.Schema)), property =>
            Assert.NotEmpty(parts.GetProperty(JsonNamingPolicy.CamelCase.ConvertName(property.Name)).GetProperty("description").GetString()!));
        Assert.Equal("blend", parts.GetProperty("presets").GetProperty("additionalProperties").GetProperty("required")[0].GetString());
    }
}
