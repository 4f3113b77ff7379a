namespace LiveStyle.Transcoding.Plan;

/// <summary>A part of a film that is rendered by itself: the frames whose timestamps lie in its span.</summary>
/// <param name="Index">From 0, in the film's order.</param>
/// <param name="First">First timestamp, in ticks of the plan's time base from the cut's beginning; null: all before <paramref name="End"/>; below zero: of the picture that is shown where the cut begins.</param>
/// <param name="End">First timestamp that belongs to the next segment; null: to the end.</param>
/// <param name="Frames">As many as the original announces.</param>
public sealed record PlannedSegment(int Index, long? First, long? End, int Frames);
