namespace LiveStyle.Live.Shows;

/// <summary>What another version of a show's file asks for: what can be done while the show runs, and what not.</summary>
/// <param name="Before">The show that runs.</param>
/// <param name="After">The new one.</param>
sealed record ShowChange(ShowFile Before, ShowFile After)
{
    /// <summary>The parts that have changed and count from the next start of the show on, by their names in the file.</summary>
    public IReadOnlyList<string> NeedRestart { get; } =
    [
        .. new (string Name, bool IsChanged)[]
        {
            ("source", Before.Source != After.Source),
            ("loop", Before.Loop != After.Loop),
            ("size", Before.Size != After.Size),
            ("fps", Before.Fps != After.Fps),
            ("latency", Before.Latency != After.Latency),
            ("model", Before.Model != After.Model),
            ("device", Before.Device != After.Device),
            ("styleFiles", !Same(Before.StyleFiles, After.StyleFiles)),
            ("steadiness", Before.Steadiness != After.Steadiness),
            ("strokeSize", Before.StrokeSize != After.StrokeSize),
            ("coding", Before.Coding != After.Coding),
            ("audio", Before.Audio != After.Audio),
            ("slate", Before.Slate != After.Slate),
            ("reactions", !Same(Before.Reactions, After.Reactions)),
            ("control", Before.Control is { } control ? After.Control is not { } other || control with { Origins = null } != other with { Origins = null } || !Same(control.Origins, other.Origins) : After.Control is not null),
            ("osc", Before.Osc != After.Osc),
            ("midi", Before.Midi?.Device != After.Midi?.Device || Before.Midi?.Map?.ToJsonString() != After.Midi?.Map?.ToJsonString()),
        }.Where(part => part.IsChanged).Select(part => part.Name),
    ];

    /// <summary>The sinks that are to be added.</summary>
    public IReadOnlyList<string> AddedSinks { get; } = [.. (After.To ?? []).Except(Before.To ?? [])];

    /// <summary>The sinks that are to be removed.</summary>
    public IReadOnlyList<string> RemovedSinks { get; } = [.. (Before.To ?? []).Except(After.To ?? [])];

    /// <summary>Whether the blend or the strength that the show begins with is another.</summary>
    public bool ChangesBlend { get; } = Before.Blend != After.Blend || Before.Strength != After.Strength;

    /// <summary>Whether melts last longer or shorter.</summary>
    public bool ChangesMelt { get; } = Before.Melt != After.Melt;

    /// <summary>Whether presets are others.</summary>
    public bool ChangesPresets { get; } =
        !(Before.Presets ?? new Dictionary<string, PresetEntry>()).OrderBy(preset => preset.Key, StringComparer.Ordinal)
            .SequenceEqual((After.Presets ?? new Dictionary<string, PresetEntry>()).OrderBy(preset => preset.Key, StringComparer.Ordinal));

    /// <summary>Whether the playlist is another.</summary>
    public bool ChangesPlaylist { get; } =
        Before.Playlist?.Loop != After.Playlist?.Loop || !Same(Before.Playlist?.Steps, After.Playlist?.Steps);

    static bool Same<T>(IReadOnlyList<T>? one, IReadOnlyList<T>? other) => (one ?? []).SequenceEqual(other ?? []);
}
