namespace LiveStyle.Pipelines;

/// <summary>How the stages of a <see cref="FramePipeline"/> meet.</summary>
public sealed record FramePipelineOptions
{
    /// <summary>
    /// The options for live pictures: at most one frame waits between two stages, and a newer one takes its place, which is counted.
    /// </summary>
    public static FramePipelineOptions Live { get; } = new() { Capacity = 1, WhenFull = FullQueuePolicy.DropOldest };

    /// <summary>
    /// The number of frames that wait between two stages, at most. 0: none, and no stage works ahead of the next; a slot's thread reads a
    /// frame, processes it, writes it, and only then reads the next, so that the source decides as late as it can what comes: for the
    /// shortest delay.
    /// </summary>
    public int Capacity { get; init; } = 2;

    /// <summary>What happens to a frame that finds its queue full; by default it waits.</summary>
    public FullQueuePolicy WhenFull { get; init; } = FullQueuePolicy.Wait;

    /// <summary>A callback after each frame written, on the sink's stage: keep it short. What it throws stops the pipeline.</summary>
    public Action<FramePipelineProgress>? Progress { get; init; }
}

/// <summary>What happens to a frame that finds its queue full.</summary>
public enum FullQueuePolicy
{
    /// <summary>It waits, and no frame is lost: for files.</summary>
    Wait,

    /// <summary>The oldest frame of the queue makes room, is disposed and counted: for live pictures.</summary>
    DropOldest,
}
