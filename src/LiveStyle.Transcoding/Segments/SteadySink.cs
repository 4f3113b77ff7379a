using System.Runtime.CompilerServices;
using LiveStyle.Frames;
using LiveStyle.Pipelines;
using LiveStyle.Styles;
using LiveStyle.Stylization.Steadiness;
using LiveStyle.Transcoding.Plan;

namespace LiveStyle.Transcoding.Segments;

/// <summary>
/// Steadies the frames of a run of segments before they go to their sink. Each segment is steadied from its own lead on, which is rendered
/// and thrown away, so that its frames are the same whether it is rendered by itself or with those before it.
/// </summary>
/// <param name="sink">Receives the steadied frames of the segments; it stays the caller's.</param>
/// <param name="steadier">Stays the caller's.</param>
/// <param name="change">Measures the film's blends.</param>
/// <param name="blends">The film's blends.</param>
/// <param name="isPartial">Whether the frames show the original where masks say so.</param>
/// <param name="run">The segments that the frames are of, one after another; the first one's lead comes before it.</param>
sealed class SteadySink(
    IFrameSink<HostFrame> sink, FrameSteadier steadier, BlendChange change, IBlendSource blends, bool isPartial, IReadOnlyList<PlannedSegment> run) : IFrameSink<StyledFrame>
{
    readonly SteadyHistory?[] histories = new SteadyHistory?[run.Count];
    readonly Stack<SteadyHistory> idle = new();
    int at;

    /// <summary>Frames that were rendered before the first segment and thrown away.</summary>
    public long Discarded { get; private set; }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(StyledFrame frame, CancellationToken cancellation)
    {
        HostFrame? shown;
        using (frame)
        {
            cancellation.ThrowIfCancellationRequested();
            shown = Steady(frame);
        }

        if (shown is null)
        {
            Discarded++;
            return;
        }

        await sink.WriteAsync(shown, cancellation).ConfigureAwait(false);
    }

    public ValueTask CompleteAsync(CancellationToken cancellation) => sink.CompleteAsync(cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The picture of a frame; null where it is before the first segment.</summary>
    HostFrame? Steady(StyledFrame frame)
    {
        (HostFrame original, HostFrame styled, long tick) = (frame.Original, frame.Styled, frame.Timestamp.Ticks);
        while (run[at].End <= tick && at < run.Count - 1)
        {
            Close(at++);
        }

        double moved = change.Follow(blends, frame.Timestamp.Seconds);
        steadier.Follow(original, styled, moved);
        for (int next = at + 1; next < run.Count && run[next].Lead <= tick; next++)
        {
            Take(next, original, styled);
        }

        if (at == 0 && run[0].Lead is not null && tick < run[0].First)
        {
            Take(0, original, styled);
            return null;
        }

        if (change.IsOriginal && !isPartial)
        {
            // The original is shown as it is, byte for byte, and nothing of it lasts.
            HistoryOf(at).Reset();
            return styled.AddReference();
        }

        return steadier.Mix(original, styled, HistoryOf(at));
    }

    void Take(int segment, HostFrame original, HostFrame styled)
    {
        if (change.IsOriginal && !isPartial)
        {
            HistoryOf(segment).Reset();
            return;
        }

        steadier.Take(original, styled, HistoryOf(segment));
    }

    SteadyHistory HistoryOf(int segment) => histories[segment] ??= idle.TryPop(out SteadyHistory? free) ? free : new SteadyHistory();

    void Close(int segment)
    {
        if (histories[segment] is { } used)
        {
            used.Reset();
            idle.Push(used);
            histories[segment] = null;
        }
    }
}
