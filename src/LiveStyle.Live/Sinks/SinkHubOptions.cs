namespace LiveStyle.Live.Sinks;

/// <summary>The patience of a <see cref="SinkHub"/>. Immutable.</summary>
public sealed record SinkHubOptions
{
    /// <summary>How long a frame waits for its sink at most: as many wait as come in this time, and no more than a second's.</summary>
    public TimeSpan QueueTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a sink may take from the beginning of its opening until its first frame is on its way.</summary>
    public TimeSpan OpenTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a sink may take for one frame before it is cut off.</summary>
    public TimeSpan HangTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a sink that was cut off may take to notice, before it is left alone.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The wait before a broken sink is opened again; each further one is twice as long.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest wait before a broken sink is opened again, and the only one while a disk is full. A sink that ran longer begins with the first.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a sink that is removed may take to finish.</summary>
    public TimeSpan RemovalTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
