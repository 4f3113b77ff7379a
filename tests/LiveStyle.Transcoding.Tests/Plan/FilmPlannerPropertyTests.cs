using CsCheck;
using LiveStyle.TestKit.Properties;
using LiveStyle.Transcoding.Plan;
using Xunit;

namespace LiveStyle.Transcoding.Tests.Plan;

public sealed class FilmPlannerPropertyTests
{
    /// <summary>Timestamps of steady and jumping clocks, several frames of one among them, from below zero on.</summary>
    static readonly Gen<long[]> Indices =
        Gen.Select(Gen.Long[-1000, 1000], Gen.Frequency((5, Gen.Long[1, 100]), (1, Gen.Const(0L)), (1, Gen.Long[0, 1L << 40])).Array[0, 200], (first, steps) =>
        {
            var ticks = new long[steps.Length];
            for (int i = 0; i < ticks.Length; i++)
            {
                ticks[i] = first += steps[i];
            }

            return ticks;
        });

    static readonly Gen<int> Lengths = Gen.OneOf(Gen.Int[1, 250], Gen.Int[1, int.MaxValue], Gen.OneOf(1, int.MaxValue));

    [Fact]
    public void Segments_hold_every_frame_of_any_film_once_and_none_is_empty() => Gen.Select(Indices, Lengths).Holds((ticks, length) =>
    {
        IReadOnlyList<PlannedSegment> segments = FilmPlanner.Cut(ticks, length);

        Assert.Equal(ticks.Length == 0, segments.Count == 0);
        Assert.Equal(Enumerable.Range(0, segments.Count), segments.Select(segment => segment.Index));
        var rest = ticks.ToList();
        foreach (PlannedSegment segment in segments)
        {
            long[] own = [.. rest.Where(tick => (segment.First is not { } first || tick >= first) && (segment.End is not { } end || tick < end))];
            Assert.NotEmpty(own);
            Assert.Equal(own.Length, segment.Frames);
            Assert.Equal(rest.Take(own.Length), own);
            rest.RemoveRange(0, own.Length);
        }

        Assert.Empty(rest);
    });

    [Fact]
    public void Each_segment_begins_where_the_one_before_ends_and_boundaries_rise() => Gen.Select(Indices.Where(ticks => ticks.Length > 0), Lengths).Holds((ticks, length) =>
    {
        IReadOnlyList<PlannedSegment> segments = FilmPlanner.Cut(ticks, length);

        Assert.Null(segments[0].First);
        Assert.Null(segments[^1].End);
        long[] boundaries = [.. segments.Skip(1).Select(segment => segment.First!.Value)];
        Assert.Equal(boundaries, segments.SkipLast(1).Select(segment => segment.End!.Value));
        Assert.Equal(boundaries.Distinct().Order(), boundaries);
    });

    [Fact]
    public void Segments_are_as_long_as_asked_for_and_the_last_takes_a_short_rest() =>
        Gen.Select(Gen.Int[1, 5000], Lengths).Holds((count, length) =>
        {
            IReadOnlyList<PlannedSegment> segments = FilmPlanner.Cut([.. Enumerable.Range(0, count).Select(i => 40L * i)], length);

            Assert.All(segments.SkipLast(1), segment => Assert.Equal(length, segment.Frames));
            Assert.InRange(segments[^1].Frames, Math.Min(count, length / 2), length * 1.5);
        }, times: 300);

    [Fact]
    public void The_picture_that_is_held_where_a_cut_begins_is_the_first_segment_s_alone() => Gen.Select(Indices.Where(ticks => ticks.Length > 0), Lengths, Gen.Long[-5000, -1]).Holds((ticks, length, held) =>
    {
        IReadOnlyList<PlannedSegment> plain = FilmPlanner.Cut(ticks, length), segments = FilmPlanner.Cut(ticks, length, held);

        Assert.Equal(held, segments[0].First);
        Assert.Equal(plain.Select(segment => segment with { First = null }), segments.Select(segment => segment with { First = null }));
        Assert.Equal(plain.Skip(1), segments.Skip(1));
    });
}
