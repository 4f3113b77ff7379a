using System.Text.Json;
using LiveStyle.Styles;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Segments;
using Xunit;

namespace LiveStyle.Transcoding.Tests.Films;

public sealed class FilmJsonTests
{
    static readonly FilmSettings Settings = new()
    {
        Input = "in.mp4",
        Output = "out.mp4",
        Model = "live",
        Timeline = Timeline.Parse("0s original ease-in-out; 1:05.5 munch-scream*0.5 + klimt-the-kiss*-0.25 @0.8"),
        Regions = [new RegionSetting("sky.png", Blend.Parse("picabia-udnie@0.5"))],
    };

    [Fact]
    public void Blends_are_written_as_people_write_them_and_read_back()
    {
        string json = JsonSerializer.Serialize(Settings, FilmJson.Options);
        FilmSettings read = JsonSerializer.Deserialize<FilmSettings>(json, FilmJson.Options)!;

        using JsonDocument document = JsonDocument.Parse(json);
        Assert.Equal("0s original ease-in-out; 65.5s munch-scream*0.5 - klimt-the-kiss*0.25 @0.8", document.RootElement.GetProperty("timeline").GetString());
        Assert.Equal("picabia-udnie @0.5", document.RootElement.GetProperty("regions")[0].GetProperty("blend").GetString());
        Assert.Equal(Settings.Timeline.Keyframes, read.Timeline.Keyframes);
        Assert.Equal(Settings.Regions, read.Regions);
        Assert.Equal(json, JsonSerializer.Serialize(read, FilmJson.Options));
    }

    [Theory]
    [InlineData("\"soon munch-scream\"")]
    [InlineData("null")]
    [InlineData("7")]
    public void A_timeline_that_is_none_is_damage(string timeline) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<FilmSettings>(
        $$"""{ "input": "in.mp4", "output": "out.mp4", "model": "live", "timeline": {{timeline}} }""", FilmJson.Options));
}
