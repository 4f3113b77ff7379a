using LiveStyle.Live.Control;
using LiveStyle.Styles;
using Xunit;

namespace LiveStyle.Live.Tests.Control;

public sealed class DeskPlaylistTests
{
    [Fact]
    public void Presets_follow_each_other_at_their_times_and_begin_again()
    {
        using DeskScene scene = Scene();
        scene.Desk.Do(new StartPlaylist());
        List<string?> shown = [];
        for (int second = 0; second < 24; second++)
        {
            scene.Time.Pass(second == 0 ? 0.5 : 1);
            shown.Add(scene.Desk.State.Preset);
        }

        string[] round = [.. Enumerable.Repeat("one", 5), .. Enumerable.Repeat("two", 3), .. Enumerable.Repeat("three", 4)];
        Assert.Equal([.. round, .. round], shown);
        Assert.Equal(new PlaylistState(PlaylistPhase.Running, 2, 3, scene.Time.GetUtcNow().AddSeconds(0.5)), scene.Desk.State.Playlist);
    }

    [Fact]
    public void A_playlist_that_does_not_loop_stops_after_its_last_preset()
    {
        using DeskScene scene = Scene(loops: false);
        scene.Desk.Do(new StartPlaylist());
        scene.Time.Pass(11.9);
        Assert.Equal(PlaylistPhase.Running, scene.Desk.State.Playlist!.Phase);
        scene.Time.Pass(0.2);
        Assert.Equal(new PlaylistState(PlaylistPhase.Stopped, -1, 3, null), scene.Desk.State.Playlist);
        Assert.Equal("three", scene.Desk.State.Preset);
        Assert.Equal(0, scene.Time.Waiting);
        scene.Desk.Do(new StartPlaylist());
        Assert.Equal("one", scene.Desk.State.Preset);
    }

    [Fact]
    public void A_paused_preset_keeps_the_rest_of_its_time()
    {
        using DeskScene scene = Scene();
        scene.Desk.Do(new StartPlaylist());
        scene.Time.Pass(4);
        scene.Desk.Do(new PausePlaylist());
        Assert.Null(scene.Desk.State.Playlist!.NextAt);
        scene.Time.Pass(100);
        Assert.Equal("one", scene.Desk.State.Preset);
        scene.Desk.Do(new StartPlaylist());
        scene.Time.Pass(0.9);
        Assert.Equal("one", scene.Desk.State.Preset);
        scene.Time.Pass(0.2);
        Assert.Equal("two", scene.Desk.State.Preset);
    }

    [Fact]
    public void Neighbors_get_all_of_their_time()
    {
        using DeskScene scene = Scene();
        scene.Desk.Do(new StartPlaylist());
        scene.Time.Pass(4);
        Assert.Equal("two", scene.Desk.Do(new NextPreset()).Preset);
        scene.Time.Pass(2.9);
        Assert.Equal("two", scene.Desk.State.Preset);
        scene.Time.Pass(0.2);
        Assert.Equal("three", scene.Desk.State.Preset);
        Assert.Equal("two", scene.Desk.Do(new PreviousPreset()).Preset);
        scene.Desk.Do(new PreviousPreset());
        Assert.Equal("three", scene.Desk.Do(new PreviousPreset()).Preset);
        scene.Desk.Do(new PausePlaylist());
        Assert.Equal("one", scene.Desk.Do(new NextPreset()).Preset);
        scene.Time.Pass(60);
        Assert.Equal("one", scene.Desk.State.Preset);
    }

    [Fact]
    public void A_stopped_playlist_leaves_its_preset_and_begins_with_the_first()
    {
        using DeskScene scene = Scene();
        scene.Desk.Do(new StartPlaylist());
        scene.Time.Pass(6);
        scene.Desk.Do(new StopPlaylist());
        scene.Time.Pass(60);
        Assert.Equal("two", scene.Desk.State.Preset);
        Assert.Equal("one", scene.Desk.Do(new StartPlaylist()).Preset);
    }

    [Fact]
    public void An_items_own_melt_goes_before_its_presets()
    {
        using DeskScene scene = Scene();
        scene.Desk.Do(new StartPlaylist());
        scene.Time.Pass(6);
        scene.Shows(0.5f, 0, 0.5f, 0);
    }

    [Fact]
    public void What_follows_by_itself_is_no_step_to_undo()
    {
        using DeskScene scene = Scene();
        scene.Desk.Do(new StartPlaylist());
        scene.Time.Pass(30);
        Assert.True(scene.Desk.Undo());
        Assert.False(scene.Desk.State.CanUndo);
    }

    [Fact]
    public void Presets_that_are_gone_leave_the_playlist()
    {
        using DeskScene scene = Scene();
        scene.Desk.Do(new StartPlaylist());
        scene.Desk.SetPresets([.. scene.Desk.Presets.Where(preset => preset.Name != "two")]);
        Assert.Equal(["one", "three"], scene.Desk.Playlist!.Items.Select(item => item.Preset));
        Assert.Equal(PlaylistPhase.Stopped, scene.Desk.State.Playlist!.Phase);
        scene.Desk.SetPresets([]);
        Assert.Null(scene.Desk.State.Playlist);
        scene.Refuses(new StartPlaylist(), "there is no playlist");
    }

    [Fact]
    public void Playlists_that_cannot_be_played_are_refused()
    {
        using DeskScene scene = Scene();
        scene.Refuses(new SetPlaylist([]), "the playlist is empty");
        scene.Refuses(new SetPlaylist([new PlaylistItem("four", TimeSpan.FromSeconds(1))]), "no preset is called 'four'; there are: one, two, three");
        scene.Refuses(new SetPlaylist([new PlaylistItem("one", TimeSpan.Zero)]), "the time of 'one' in the playlist is 0; give 0.1 to 86400 seconds");
        Assert.Equal(3, scene.Desk.Playlist!.Items.Length);
    }

    static DeskScene Scene(bool loops = true)
    {
        var scene = new DeskScene("c", 0, new("one", new Blend("a")), new("two", new Blend("b"), Melt: TimeSpan.FromSeconds(1)), new("three", new Blend("c")));
        scene.Desk.Do(new SetPlaylist(
            [new PlaylistItem("one", TimeSpan.FromSeconds(5)), new PlaylistItem("two", TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2)), new PlaylistItem("three", TimeSpan.FromSeconds(4))],
            loops));
        return scene;
    }
}
