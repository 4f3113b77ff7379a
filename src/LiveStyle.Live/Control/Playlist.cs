using System.Collections.Immutable;

namespace LiveStyle.Live.Control;

/// <summary>Presets that follow each other by themselves.</summary>
/// <param name="Items">The presets and their times, one or more.</param>
/// <param name="Loops">Whether the first follows the last; else the last one stays, and the playlist has stopped.</param>
public sealed record Playlist(ImmutableArray<PlaylistItem> Items, bool Loops = true);
