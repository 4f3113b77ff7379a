namespace LiveStyle.Transcoding.Plan;

/// <summary>A part of a film that is rendered by itself: the frames whose timestamps lie in its span.</summary>
/// <param name="Index">The segment's number from 0, in the film's order.</param>
/// <param name="First">
/// The first timestamp, in ticks of the plan's time base from the cut's beginning; null for all before <paramref name="End"/>; below zero,
/// that of the picture that is shown where the cut begins.
/// </param>
/// <param name="End">The first timestamp that belongs to the next segment; null to the end.</param>
/// <param name="Frames">The number of frames that the original announces.</param>
public sealed record PlannedSegment(int Index, long? First, long? End, int Frames);
