using System.Runtime.CompilerServices;
using LiveStyle.Frames;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.Pipelines;
using LiveStyle.Transcoding.Plan;

namespace LiveStyle.Transcoding.Segments;

/// <summary>Cuts a run of frames into its segments. While one is ended and hashed, the next is already being written.</summary>
/// <param name="folder">The folder that they go to.</param>
/// <param name="plan">The plan of the film.</param>
/// <param name="run">The segments that the frames are of, one after another.</param>
/// <param name="source">The original, being read.</param>
/// <param name="alpha">Whether the film has one.</param>
/// <param name="device">That runs the network.</param>
sealed class SegmentSink(FilmFolder folder, FilmPlan plan, IReadOnlyList<PlannedSegment> run, VideoSource source, bool alpha, string device) : IFrameSink<HostFrame>
{
    readonly string identity = plan.Identity;
    readonly VideoEncoderOptions encoding = FilmEncoding.Segment(plan, source, alpha);
    SegmentWriter? writer;
    Task ending = Task.CompletedTask;
    int at;
    int complaints;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(HostFrame frame, CancellationToken cancellation)
    {
        bool taken = false;
        try
        {
            while (run[at].End is { } end && frame.Timestamp.Ticks >= end && at < run.Count - 1)
            {
                await TurnAsync();
            }

            writer ??= await SegmentWriter.OpenAsync(folder, plan, run[at], encoding, cancellation);
            taken = true;
            await writer.WriteAsync(frame, cancellation);
        }
        finally
        {
            if (!taken)
            {
                frame.Dispose();
            }
        }
    }

    public async ValueTask CompleteAsync(CancellationToken cancellation)
    {
        for (; at < run.Count - 1;)
        {
            await TurnAsync();
        }

        await EndAsync();
        await ending;
    }

    /// <summary>Keeps what is whole: a segment that is being ended is waited for; the one that is being written is dropped.</summary>
    public async ValueTask DisposeAsync()
    {
        await ending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (writer is not null)
        {
            await writer.DisposeAsync();
        }
    }

    async Task TurnAsync()
    {
        await EndAsync();
        at++;
    }

    async Task EndAsync()
    {
        // One at a time: a slow disk holds up the frames, not the memory.
        await ending;
        int now = source.Complaints;
        string? note = now > complaints ? source.Complaint : null;
        ending = writer is { } whole ? whole.CompleteAsync(identity, now - complaints, note, device) : SaveEmptyAsync(run[at], now - complaints, note);
        complaints = now;
        writer = null;
    }

    Task SaveEmptyAsync(PlannedSegment segment, int complained, string? note)
    {
        folder.Save(SegmentRecord.Empty(segment.Index, identity, note, device, complained));
        return Task.CompletedTask;
    }
}
