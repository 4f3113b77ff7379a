using LiveStyle.Live.Control;
using LiveStyle.Styles;
using LiveStyle.TestKit.Time;
using Xunit;

namespace LiveStyle.Live.Tests.Control;

/// <summary>What a board does where a look can't be shown after all, which the desk's checks keep from it.</summary>
public sealed class DeskBoardTests : IDisposable
{
    static readonly Preset One = new("one", new Blend("a")), Two = new("two", new Blend("b"));
    static readonly Preset Unknown = new("two", new Blend("picasso"));

    readonly VirtualTime time = new();
    readonly DeskBoard board;

    public DeskBoardTests()
    {
        board = new DeskBoard(DeskScene.Names, [One, Two], new Blend("c"), TimeSpan.Zero, time, () => board!.FollowPlaylist());
        board.Apply(new SetPlaylist([new PlaylistItem("one", TimeSpan.FromSeconds(5)), new PlaylistItem("two", TimeSpan.FromSeconds(5))]));
    }

    public void Dispose() => board.Dispose();

    [Fact]
    public void A_playlist_whose_next_preset_cannot_be_shown_stops_and_what_shows_stays()
    {
        board.Apply(new StartPlaylist());
        board.SetPresets([One, Unknown]);
        time.Pass(60);
        Assert.Equal(new PlaylistState(PlaylistPhase.Stopped, -1, 2, null), board.Compose(0).Playlist);
        Assert.Equal("one", board.Compose(0).Preset);
        Assert.Equal(0, time.Waiting);
    }

    [Fact]
    public void A_playlist_whose_first_preset_cannot_be_shown_does_not_start()
    {
        board.SetPresets([Unknown with { Name = "one" }, Two]);
        Refuses(() => board.Apply(new StartPlaylist()));
        Assert.Equal(0, time.Waiting);
    }

    [Fact]
    public void A_neighbor_that_cannot_be_shown_leaves_the_playlist_where_it_is()
    {
        board.Apply(new StartPlaylist());
        board.SetPresets([One, Unknown]);
        time.Pass(1);
        Refuses(() => board.Apply(new NextPreset()));
        Refuses(() => board.Apply(new PreviousPreset()));
    }

    [Fact]
    public void Presets_of_which_the_one_that_shows_cannot_be_shown_leave_presets_and_playlist()
    {
        board.Apply(new StartPlaylist());
        board.Apply(new NextPreset());
        Refuses(() => board.SetPresets([Unknown]));
        Assert.Equal([One, Two], board.Presets);
        Assert.Equal(2, board.Playlist!.Items.Length);
    }

    void Refuses(Action action)
    {
        DeskState before = board.Compose(0);
        Assert.Throws<BlendException>(action);
        Assert.Equal(before, board.Compose(0));
    }
}
