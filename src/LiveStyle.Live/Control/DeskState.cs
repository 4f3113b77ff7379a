using System.Collections.Immutable;
using LiveStyle.Styles;

namespace LiveStyle.Live.Control;

/// <summary>What a desk is set to at one moment: where melts lead, not how far they have come. Immutable.</summary>
public sealed record DeskState
{
    /// <summary>The styles that show once all has melted, with the blend's own strength.</summary>
    public required Blend Blend { get; init; }

    /// <summary>Multiplies the blend's own strength: 0 is the original picture, 1 the blend as written.</summary>
    public required float Strength { get; init; }

    /// <summary>How long changes of the blend take.</summary>
    public required TimeSpan Melt { get; init; }

    /// <summary>The name of the preset that shows unchanged; null where there is none.</summary>
    public string? Preset { get; init; }

    /// <summary>Whether the slate hides the picture, in every sink.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>How firmly the picture is held still, 0 to 1; null: as the show was opened.</summary>
    public double? Steadiness { get; init; }

    /// <summary>How large strokes are, 0.25 to 4; null: as the show was opened.</summary>
    public double? StrokeSize { get; init; }

    /// <summary>The swings on the beat, one a target.</summary>
    public ImmutableArray<Pulse> Pulses { get; init; } = [];

    /// <summary>Beats per minute; null before there is any. Pulses stand still until then.</summary>
    public double? Tempo { get; init; }

    /// <summary>Where the playlist is; null where there is none.</summary>
    public PlaylistState? Playlist { get; init; }

    /// <summary>Whether there is a step to undo.</summary>
    public bool CanUndo { get; init; }

    /// <summary>Whether there is a step to do again.</summary>
    public bool CanRedo { get; init; }

    /// <summary>Grows with every change: of two states the later has the larger number.</summary>
    public long Version { get; init; }
}
