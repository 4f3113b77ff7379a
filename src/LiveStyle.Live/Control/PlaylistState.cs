namespace LiveStyle.Live.Control;

/// <summary>Where a playlist is.</summary>
/// <param name="Phase">Whether it runs.</param>
/// <param name="Index">The place of its preset, from 0; −1 while it is stopped.</param>
/// <param name="Count">The number of its presets.</param>
/// <param name="NextAt">When the next preset follows, or the last one's time ends; null while it doesn't run.</param>
public sealed record PlaylistState(PlaylistPhase Phase, int Index, int Count, DateTimeOffset? NextAt);
