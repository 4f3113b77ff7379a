using LiveStyle.Live.Shows;
using Xunit;

namespace LiveStyle.Live.Tests.Shows;

public class ShowChangeTests
{
    const string Show = """
        {
          "source": "screen", "blend": "munch-scream", "to": ["window", "a.mkv"], "styleFiles": ["x.safetensors"],
          "presets": { "calm": { "blend": "a", "strength": 0.5 }, "loud": { "blend": "b" } },
          "playlist": { "steps": [{ "preset": "calm", "seconds": 3 }] },
          "control": { "listen": "127.0.0.1:7077", "origins": ["https://desk.example"], "hosts": ["desk.local"], "recordings": "rec" },
          "osc": { "listen": "9020", "senders": ["192.168.1.20"] },
          "reactions": [{ "band": "bass", "moves": "strength", "amount": 0.5 }],
          "midi": { "device": "/dev/midi1", "map": { "7": "strength" } }
        }
        """;

    [Fact]
    public void The_same_show_written_otherwise_changes_nothing()
    {
        var change = new ShowChange(ShowFileReader.Parse(Show), ShowFileReader.Parse(Show.Replace("\n", "\n// a comment\n")
            .Replace("\"calm\": { \"blend\": \"a\", \"strength\": 0.5 }, \"loud\": { \"blend\": \"b\" }", "\"loud\": { \"blend\": \"b\" }, \"calm\": { \"strength\": 0.50, \"blend\": \"a\" }")));

        Assert.Empty(change.NeedRestart);
        Assert.Empty(change.AddedSinks);
        Assert.Empty(change.RemovedSinks);
        Assert.False(change.ChangesPresets || change.ChangesPlaylist);
    }

    [Theory]
    [InlineData("\"screen\"", "\"test\"", "source")]
    [InlineData("\"x.safetensors\"", "\"y.safetensors\"", "styleFiles")]
    [InlineData("7077", "7078", "control")]
    [InlineData("https://desk.example", "https://other.example", "control")]
    [InlineData("192.168.1.20", "192.168.1.21", "osc")]
    [InlineData("\"9020\"", "\"9021\"", "osc")]
    [InlineData("desk.local", "other.local", "control")]
    [InlineData("\"rec\"", "\"other\"", "control")]
    [InlineData("\"amount\": 0.5", "\"amount\": 0.6", "reactions")]
    [InlineData("\"7\": \"strength\"", "\"8\": \"strength\"", "midi")]
    public void What_can_not_change_while_the_show_runs_is_named(string before, string after, string part)
    {
        Assert.Equal([part], new ShowChange(ShowFileReader.Parse(Show), ShowFileReader.Parse(Show.Replace(before, after))).NeedRestart);
    }

    [Fact]
    public void Sinks_presets_and_the_playlist_change_while_it_runs()
    {
        var change = new ShowChange(ShowFileReader.Parse(Show), ShowFileReader.Parse(Show
            .Replace("a.mkv", "b.mkv").Replace("\"strength\": 0.5", "\"strength\": 0.7").Replace("\"seconds\": 3", "\"seconds\": 4")));

        Assert.Empty(change.NeedRestart);
        Assert.Equal(["b.mkv"], change.AddedSinks);
        Assert.Equal(["a.mkv"], change.RemovedSinks);
        Assert.True(change.ChangesPresets && change.ChangesPlaylist);
    }
}
