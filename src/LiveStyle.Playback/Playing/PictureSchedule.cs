using LiveStyle.Diagnostics;
using LiveStyle.Pipelines;

namespace LiveStyle.Playback.Playing;

/// <summary>
/// Says which picture is rendered next, as late as it can be said: the one on the screen again where its style has changed, else the next
/// decoded frame that is not too late. What is late is dropped and counted.
/// </summary>
/// <remarks>The pictures it gives are lent by the queue that they go to, so that nothing is rendered for which there is no room. For a pipeline in which
/// nothing waits between the stages.</remarks>
/// <param name="state">Clock, pause, statistics.</param>
/// <param name="feed">Decoded frames.</param>
/// <param name="queue">Where rendered pictures wait.</param>
/// <param name="rendering">Is told to wait for its last picture when there is nothing to do.</param>
sealed class PictureSchedule(PlayState state, FrameFeed feed, PictureQueue queue, PictureRendering rendering) : IFrameSource<TimedPicture>
{
    /// <summary>
    /// However late frames come, one is rendered when so much time, or as much as the last one took, has passed in looking for one that
    /// is not: the decoder may be what is too slow.
    /// </summary>
    static readonly TimeSpan LongestGap = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(4);
    static readonly TimeSpan PausedNap = TimeSpan.FromMilliseconds(20);

    volatile bool isWorking;

    /// <summary>Whether a picture is being looked for or rendered. Any thread may ask.</summary>
    public bool IsWorking => isWorking;

    /// <summary>Waits on the calling thread for what is to be rendered; null once canceled.</summary>
    public ValueTask<TimedPicture?> ReadAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            isWorking = true;
            if (Next() is { } picture)
            {
                return ValueTask.FromResult<TimedPicture?>(picture);
            }

            isWorking = false;
            rendering.Settle();
            feed.Wait(state.IsPaused ? PausedNap : Nap);
        }

        return ValueTask.FromResult<TimedPicture?>(null);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Null when there is nothing to do now.</summary>
    TimedPicture? Next()
    {
        bool isIdle = !state.Clock.IsRunning || rendering.SinceLast > LongestGap;
        if (isIdle && queue.TryRentToRefresh(out TimedPicture? again))
        {
            return again;
        }

        return queue.TryRent(out TimedPicture? target) ? Fill(target) : null;
    }

    TimedPicture? Fill(TimedPicture target)
    {
        while (feed.TryTake(out FedFrame fed))
        {
            if (fed.Generation == feed.Generation && !IsLate(fed))
            {
                target.Take(fed, isRefresh: false);
                return target;
            }

            if (fed.Generation == feed.Generation)
            {
                state.Statistics.Drop();
                LiveStyleMetrics.CountDropped();
            }

            fed.Dispose();
        }

        target.Dispose();
        return null;
    }

    bool IsLate(in FedFrame fed) => !state.IsLive && !fed.IsLead && state.Clock.IsRunning && rendering.LastGeneration == fed.Generation && state.Lap == fed.Lap
        && fed.ClipTime + state.FrameInterval < state.Clock.Now
        && rendering.SinceLast < (rendering.LastWork > LongestGap ? rendering.LastWork : LongestGap);
}
