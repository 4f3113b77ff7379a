using System.Collections.Immutable;

namespace LiveStyle.Live.Control;

/// <summary>Melts into a preset.</summary>
/// <param name="Name">The preset's name; case counts.</param>
/// <param name="Melt">How long it takes; null: as the preset, or else the desk, has it.</param>
public sealed record ChoosePreset(string Name, TimeSpan? Melt = null) : DeskCommand;

/// <summary>Takes another playlist, stopped. No step that could be undone.</summary>
/// <param name="Items">The presets and their times, one or more.</param>
/// <param name="Loops">Whether the first follows the last.</param>
public sealed record SetPlaylist(ImmutableArray<PlaylistItem> Items, bool Loops = true) : DeskCommand
{
    /// <inheritdoc/>
    public bool Equals(SetPlaylist? other) => other is not null && Loops == other.Loops && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Loops, Items.Length, Items.FirstOrDefault());
}

/// <summary>Starts the playlist with its first preset, or goes on where it was paused. What follows by itself is no step that could be undone.</summary>
public sealed record StartPlaylist : DeskCommand;

/// <summary>Lets the playlist's preset stay, with the rest of its time, until it is started again.</summary>
public sealed record PausePlaylist : DeskCommand;

/// <summary>Ends the playlist; its preset stays.</summary>
public sealed record StopPlaylist : DeskCommand;

/// <summary>Goes to the playlist's next preset; while none plays, to the next of all presets. After the last comes the first.</summary>
public sealed record NextPreset : DeskCommand;

/// <summary>Goes to the playlist's previous preset; while none plays, to the previous of all presets. Before the first comes the last.</summary>
public sealed record PreviousPreset : DeskCommand;
