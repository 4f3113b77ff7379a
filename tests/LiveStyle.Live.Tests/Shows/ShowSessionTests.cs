using LiveStyle.Live.Control;
using LiveStyle.Live.Shows;
using LiveStyle.Live.Sinks;
using Xunit;

namespace LiveStyle.Live.Tests.Shows;

/// <summary>A show of a test pattern that is opened and not run: what its file asks for is done to desk and sinks alone.</summary>
[Trait("Speed", "Slow")]
public sealed class ShowSessionTests : IAsyncLifetime
{
    static readonly ShowFile First = new()
    {
        Source = "test:64x48@10",
        To = ["null:"],
        Blend = "original",
        Presets = new Dictionary<string, PresetEntry> { ["calm"] = new() { Blend = "munch-scream" }, ["loud"] = new() { Blend = "picabia-udnie" } },
        Playlist = new PlaylistEntry { Start = true, Steps = [new() { Preset = "calm", Seconds = 100 }] },
    };

    readonly List<string> notes = [];
    ShowSession session = null!;

    LiveDesk Desk => session.Show.Desk;

    public async ValueTask InitializeAsync() =>
        session = await ShowSession.OpenAsync(First, new ShowSessionOptions { Noted = notes.Add }, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => session.DisposeAsync();

    [Fact]
    public void A_show_begins_as_its_file_says()
    {
        Assert.Equal(["calm", "loud"], Desk.Presets.Select(preset => preset.Name));
        Assert.Equal((PlaylistPhase.Running, "calm"), (Desk.State.Playlist!.Phase, Desk.State.Preset));
        Assert.Equal(["null:"], session.Show.Sinks.Statuses.Select(sink => sink.Name));
    }

    [Fact]
    public void A_new_version_changes_blend_presets_playlist_and_sinks_while_the_playlist_goes_on()
    {
        session.Apply(First with
        {
            To = [],
            Melt = 0.5,
            Presets = new Dictionary<string, PresetEntry> { ["quiet"] = new() { Blend = "original" } },
            Playlist = new PlaylistEntry { Steps = [new() { Preset = "quiet", Seconds = 7 }] },
        });

        Assert.Equal(["quiet"], Desk.Presets.Select(preset => preset.Name));
        Assert.Equal((PlaylistPhase.Running, "quiet"), (Desk.State.Playlist!.Phase, Desk.State.Preset));
        Assert.Equal(TimeSpan.FromSeconds(0.5), Desk.State.Melt);
        Assert.Empty(session.Show.Sinks.Statuses);
        Assert.Empty(notes);
    }

    [Fact]
    public void What_counts_from_the_next_start_on_is_named()
    {
        session.Apply(First with { Size = "128x96", Latency = 0.2, Model = "gallery" });

        Assert.Equal("size, latency, model: changed in the show's file, and count from the next start on", Assert.Single(notes));
    }

    public static TheoryData<ShowFile, string> Wrong => new()
    {
        { First with { Presets = new Dictionary<string, PresetEntry> { ["calm"] = new() { Blend = "nobody" } } }, "nobody" },
        { First with { Presets = new Dictionary<string, PresetEntry> { ["loud"] = new() { Blend = "original" } } }, "calm" },
        { First with { Blend = "nobody" }, "nobody" },
        { First with { To = ["null:", "somewhere"] }, "somewhere" },
        { First with { To = ["null:", "none/of/these/a.mkv", "none/of/these/a.mkv"] }, "" },
        { First with { Melt = -1 }, "melt" },
    };

    [Theory, MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_version_with_a_fault_changes_nothing(ShowFile newer, string named)
    {
        long version = Desk.State.Version;

        LiveStyleException problem = Assert.ThrowsAny<LiveStyleException>(() => session.Apply(newer with { Strength = 0.5 }));

        Assert.Contains(named, problem.Message, StringComparison.Ordinal);
        Assert.Equal(version, Desk.State.Version);
        Assert.Equal(["null:"], session.Show.Sinks.Statuses.Select(sink => sink.Name));
        session.Apply(First);
        Assert.Empty(notes);
    }
}
