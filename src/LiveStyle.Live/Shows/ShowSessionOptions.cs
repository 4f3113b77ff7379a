using LiveStyle.Live.Sinks;

namespace LiveStyle.Live.Shows;

/// <summary>What a <see cref="ShowSession"/> has beside the show's file.</summary>
public sealed record ShowSessionOptions
{
    /// <summary>The path of the show's file, which is looked at while the show runs; null where nothing is.</summary>
    public string? WatchedPath { get; init; }

    /// <summary>What is laid over each new version of the file, such as a command line's options; null for nothing.</summary>
    public Func<ShowFile, ShowFile>? Overlay { get; init; }

    /// <summary>The sink that "window" means; null where there can be none.</summary>
    public SinkTarget? Window { get; init; }

    /// <summary>A callback for lines that a person should read, on any thread; it must not throw and not wait.</summary>
    public Action<string>? Noted { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
