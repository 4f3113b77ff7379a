using LiveStyle.Time;

namespace LiveStyle.Pipelines;

/// <summary>How far a running pipeline is.</summary>
/// <param name="FramesIn">The frames read so far.</param>
/// <param name="FramesOut">The frames written so far.</param>
/// <param name="Dropped">The frames dropped so far.</param>
/// <param name="Written">The presentation time of the frame written last; unset (time base 0/0) where frames carry none.</param>
public readonly record struct FramePipelineProgress(long FramesIn, long FramesOut, long Dropped, Timestamp Written);

/// <summary>What a pipeline did from its first frame to the source's end: FramesIn = FramesOut + Dropped.</summary>
/// <param name="FramesIn">The frames read.</param>
/// <param name="FramesOut">The frames written.</param>
/// <param name="Dropped">The frames dropped.</param>
public sealed record FramePipelineResult(long FramesIn, long FramesOut, long Dropped);
