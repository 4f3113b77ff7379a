using System.Text.Json.Serialization;

namespace LiveStyle.Transcoding.Plan;

/// <summary>A part of a film that is rendered by itself: the frames whose timestamps lie in its span.</summary>
/// <param name="Index">The segment's number from 0, in the film's order.</param>
/// <param name="First">
/// The first timestamp, in ticks of the plan's time base from the cut's beginning; null for all before <paramref name="End"/>; below zero,
/// that of the picture that is shown where the cut begins.
/// </param>
/// <param name="End">The first timestamp that belongs to the next segment; null to the end.</param>
/// <param name="Frames">The number of frames that the original announces.</param>
/// <param name="Lead">
/// The first timestamp of the frames that are rendered before it and thrown away, so that what is steadied over time is the same however the
/// segment is rendered; null where there are none.
/// </param>
public sealed record PlannedSegment(int Index, long? First, long? End, int Frames, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Lead = null)
{
    /// <summary>The first timestamp that is read to render it: the lead's, or its own first; null: from the beginning.</summary>
    internal long? Begin => Lead ?? First;
}
