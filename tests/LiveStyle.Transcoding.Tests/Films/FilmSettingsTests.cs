using System.Text.Json;
using LiveStyle.Frames;
using LiveStyle.Media.Color;
using LiveStyle.Time;
using LiveStyle.Transcoding.Plan;
using LiveStyle.Transcoding.Segments;
using Xunit;

namespace LiveStyle.Transcoding.Tests.Films;

public class FilmSettingsTests
{
    const string Least = """{"input":"a/%05d.png","output":"b.mp4","model":"live","timeline":"0s dark"}""";

    [Fact]
    public void Typed_values_stand_in_a_plan_as_people_write_them()
    {
        FilmSettings settings = Read(Least) with
        {
            Fps = new Rational(24000, 1001), Start = TimeSpan.FromSeconds(12.5), Duration = TimeSpan.FromMilliseconds(100),
            Size = RequestedSize.Parse("1280x"), Hdr = HdrHandling.ToneMap,
        };

        string text = JsonSerializer.Serialize(settings, FilmJson.Options);
        FilmSettings back = Read(text);

        Assert.All(["\"fps\": \"24000/1001\"", "\"start\": 12.5", "\"duration\": 0.1", "\"size\": \"1280x\"", "\"hdr\": \"tone-map\""], line => Assert.Contains(line, text));
        Assert.Equal((settings.Fps, settings.Start, settings.Duration, settings.Size, settings.Hdr), (back.Fps, back.Start, back.Duration, back.Size, back.Hdr));
    }

    [Fact]
    public void What_was_not_asked_for_stays_open()
    {
        FilmSettings settings = Read(JsonSerializer.Serialize(Read(Least), FilmJson.Options));

        Assert.Equal((null, null, null, null, null), (settings.Fps, settings.Start, settings.Duration, settings.Size, settings.Hdr));
    }

    [Theory]
    [InlineData("\"fps\":\"fast\"")]
    [InlineData("\"fps\":25")]
    [InlineData("\"start\":\"1:30\"")]
    [InlineData("\"start\":1e300")]
    [InlineData("\"size\":\"large\"")]
    [InlineData("\"size\":640")]
    [InlineData("\"hdr\":\"both\"")]
    [InlineData("\"hdr\":1")]
    public void A_value_that_is_none_is_refused(string value)
    {
        Exception refusal = Assert.ThrowsAny<Exception>(() => Read(Least.Replace("{", $"{{{value},")));

        Assert.True(refusal is JsonException or InvalidOperationException, refusal.ToString());
    }

    static FilmSettings Read(string text) => JsonSerializer.Deserialize<FilmSettings>(text, FilmJson.Options)!;
}
