namespace LiveStyle.Live.Control;

/// <summary>One preset of a playlist.</summary>
/// <param name="Preset">The preset's name.</param>
/// <param name="Duration">From the beginning of its melt to that of the next one; a tenth of a second to a day.</param>
/// <param name="Melt">How long the change to it takes; null: as the preset, or else the desk, has it.</param>
public sealed record PlaylistItem(string Preset, TimeSpan Duration, TimeSpan? Melt = null);
