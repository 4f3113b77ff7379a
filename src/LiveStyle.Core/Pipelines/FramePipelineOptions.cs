namespace LiveStyle.Pipelines;

/// <summary>How the stages of a <see cref="FramePipeline"/> meet.</summary>
public sealed record FramePipelineOptions
{
    /// <summary>The number of frames that wait between two stages, at most; 1 or more.</summary>
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
