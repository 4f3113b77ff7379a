using LiveStyle.Time;

namespace LiveStyle.Pipelines;

/// <summary>How far a running pipeline is.</summary>
/// <param name="FramesIn">Frames read so far.</param>
/// <param name="FramesOut">Frames written so far.</param>
/// <param name="Dropped">Frames dropped so far.</param>
/// <param name="Written">Presentation time of the frame written last; unset (time base 0/0) where frames carry none.</param>
public readonly record struct FramePipelineProgress(long FramesIn, long FramesOut, long Dropped, Timestamp Written);

/// <summary>What a pipeline did from its first frame to the source's end: FramesIn = FramesOut + Dropped.</summary>
public sealed record FramePipelineResult(long FramesIn, long FramesOut, long Dropped);
