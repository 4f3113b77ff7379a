using LiveStyle.Gpu;
using LiveStyle.Presentation.Presenting;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.Playback.Playing;

/// <summary>
/// The thread that stylizes: takes decoded frames, drops those that come too late, renders ahead of the clock, and queues pictures for
/// the window's thread. So the window never waits for the network.
/// </summary>
/// <remarks>While one picture is uploaded the one before is in the network, and the one before that on the screen.</remarks>
sealed class PictureWorker : IDisposable
{
    /// <summary>
    /// However late frames come, one is rendered when so much time, or as much as the last one took, has passed in looking for one that
    /// is not: the decoder may be what is too slow.
    /// </summary>
    static readonly TimeSpan LongestGap = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(4);
    static readonly TimeSpan PausedNap = TimeSpan.FromMilliseconds(20);

    readonly PlayState state;
    readonly PlayStage stage;
    readonly FrameFeed feed;
    readonly ModelBundle bundle;
    readonly float[] weights;
    readonly float[] embedding;
    readonly CancellationTokenSource quit = new();
    readonly Thread thread;
    readonly TimeProvider time = TimeProvider.System;
    Picture? pending;
    long pendingSince;
    long lastCompletion;
    long lastRendered;
    TimeSpan lastWork;
    int renderedGeneration = -1;
    volatile bool isWorking;

    public PictureWorker(PlayState state, PlayStage stage, FrameFeed feed, ModelBundle bundle)
    {
        this.state = state;
        this.stage = stage;
        this.feed = feed;
        this.bundle = bundle;
        weights = new float[bundle.Styles.Names.Count];
        embedding = new float[bundle.Styles.EmbeddingLength];
        Queue = new PictureQueue(state, feed, stage);
        thread = new Thread(Run) { Name = "pictures", IsBackground = true };
        thread.Start();
    }

    /// <summary>Where pictures wait for their time.</summary>
    public PictureQueue Queue { get; }

    /// <summary>What ended the thread; null: it runs.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Nothing waits to be shown, and nothing will without a seek.</summary>
    public bool HasEnded => feed.IsDrained && !isWorking && Queue.IsEmpty;

    /// <summary>A picture is ready. Called from the worker's thread.</summary>
    public Action? Arrived { get; set; }

    /// <summary>Shows one more frame of a paused clip.</summary>
    public void Step()
    {
        Queue.Step();
        feed.Wake();
    }

    /// <summary>Ends the thread; pictures still out stay the caller's.</summary>
    public void Dispose()
    {
        quit.Cancel();
        feed.Wake();
        thread.Join();
        quit.Dispose();
        Queue.Dispose();
    }

    void Run()
    {
        try
        {
            while (!quit.IsCancellationRequested)
            {
                isWorking = true;
                bool hasWorked = Work();
                isWorking = false;
                if (!hasWorked)
                {
                    Settle();
                    feed.Wait(state.IsPaused ? PausedNap : Nap);
                }
            }

            Settle();
        }
        catch (OperationCanceledException) when (quit.IsCancellationRequested)
        {
            // In the middle of a network's run: nobody waits for it.
        }
        catch (Exception problem)
        {
            Failure = problem;
        }
    }

    /// <returns>False when there is nothing to do now.</returns>
    bool Work()
    {
        bool isIdle = !state.Clock.IsRunning || time.GetElapsedTime(lastRendered) > LongestGap;
        if (isIdle && Queue.TryBeginRefresh(out FedFrame shown, out Picture? target))
        {
            Queue.Refresh(Render(shown, target));
            return true;
        }

        return Queue.TryRent(out target) && RenderNext(target);
    }

    bool RenderNext(Picture target)
    {
        while (feed.TryTake(out FedFrame fed))
        {
            if (fed.Generation == feed.Generation && !IsLate(fed))
            {
                Queue.Add(Render(fed, target));
                return true;
            }

            if (fed.Generation == feed.Generation)
            {
                state.Statistics.Drop();
            }

            fed.Frame.Dispose();
        }

        Queue.Return(target);
        return false;
    }

    bool IsLate(in FedFrame fed) => !state.IsLive && state.Clock.IsRunning && renderedGeneration == fed.Generation && state.Lap == fed.Lap
        && fed.ClipTime + state.FrameInterval < state.Clock.Now
        && time.GetElapsedTime(lastRendered) < (lastWork > LongestGap ? lastWork : LongestGap);

    /// <summary>Takes frame and target over; gives both back where it fails.</summary>
    TimedPicture Render(in FedFrame fed, Picture target)
    {
        int stamp = state.Mixer.Stamp;
        renderedGeneration = fed.Generation;
        long begun = lastRendered = time.GetTimestamp();
        try
        {
            state.Mixer.Evaluate(fed.ClipTime.TotalSeconds, weights);
            bundle.Styles.Mix(weights, embedding);
            if (bundle.IsOriginal(embedding))
            {
                stage.Show(fed.Frame, target);
            }
            else
            {
                RenderWhereThereIsRoom(fed, target);
            }
        }
        catch
        {
            fed.Frame.Dispose();
            Queue.Return(target);
            throw;
        }

        Settle();
        (pending, pendingSince) = (target, begun);
        return new TimedPicture(target, fed, stamp);
    }

    void RenderWhereThereIsRoom(in FedFrame fed, Picture target)
    {
        try
        {
            stage.Render(fed.Frame, state.Governor.Size, embedding, target, quit.Token);
        }
        catch (GpuException full) when (full.IsOutOfMemory && state.Governor.Retreat())
        {
            stage.Render(fed.Frame, state.Governor.Size, embedding, target, quit.Token);
        }
    }

    /// <summary>Waits for the picture begun before, and notes how long the device had it.</summary>
    void Settle()
    {
        if (pending is null)
        {
            return;
        }

        pending.Wait();
        long now = time.GetTimestamp();
        TimeSpan work = time.GetElapsedTime(Math.Max(pendingSince, lastCompletion), now);
        bool isOriginal = pending.IsOriginal;
        (pending, lastWork, lastCompletion, lastRendered) = (null, work, now, now);
        if (!isOriginal)
        {
            // How fast the network is shows only where it runs.
            state.Governor.Report(work, state.FrameInterval);
        }

        Arrived?.Invoke();
    }
}
