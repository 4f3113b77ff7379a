using LiveStyle.Frames;
using LiveStyle.Gpu.Presentation;
using LiveStyle.Stylization;
using LiveStyle.Time;

namespace LiveStyle.App.Playing;

/// <summary>A picture that waits for its time.</summary>
readonly record struct TimedPicture(Picture Picture, TimeSpan ClipTime, int Generation, int Lap);

/// <summary>
/// The thread that stylizes: takes decoded frames, drops those that come too late, renders ahead of the clock, and hands pictures to
/// the window's thread. So the window never waits for the network.
/// </summary>
/// <remarks>While one picture is uploaded the one before is in the network, and the one before that on the screen.</remarks>
sealed class PictureWorker : IDisposable
{
    const int Pictures = 5;
    const int Ahead = 2;

    /// <summary>However late frames come, one is shown at least so often.</summary>
    static readonly TimeSpan LongestGap = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(4);

    readonly PlayState state;
    readonly PlayStage stage;
    readonly FrameFeed feed;
    readonly ModelBundle bundle;
    readonly float[] weights;
    readonly float[] embedding;
    readonly Lock gate = new();
    readonly Stack<Picture> free = [];
    readonly Queue<TimedPicture> ready = [];
    readonly Thread thread;
    readonly TimeProvider time = TimeProvider.System;
    TimedPicture taken;
    FedFrame? current;
    Picture? pending;
    long pendingSince;
    long lastCompletion;
    long lastRendered;
    TimeSpan pendingAvailable;
    int renderedVersion;
    int renderedGeneration = -1;
    int steps;
    volatile bool quit;

    public PictureWorker(PlayState state, PlayStage stage, FrameFeed feed, ModelBundle bundle)
    {
        this.state = state;
        this.stage = stage;
        this.feed = feed;
        this.bundle = bundle;
        weights = new float[bundle.Styles.Names.Count];
        embedding = new float[bundle.Styles.EmbeddingLength];
        for (int i = 0; i < Pictures; i++)
        {
            free.Push(stage.CreatePicture());
        }

        thread = new Thread(Run) { Name = "pictures", IsBackground = true };
        thread.Start();
    }

    /// <summary>What ended the thread; null: it runs.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Nothing waits to be shown.</summary>
    public bool IsIdle
    {
        get
        {
            lock (gate)
            {
                return ready.Count == 0 && pending is null;
            }
        }
    }

    /// <summary>Shows one more frame of a paused clip.</summary>
    public void Step() => Interlocked.Increment(ref steps);

    /// <summary>The newest picture whose time has come; those before it are given back.</summary>
    /// <param name="now">Moment of the clip; of a live source anything.</param>
    /// <param name="due">The caller's until it is given back.</param>
    public bool TryTake(TimeSpan now, out TimedPicture due)
    {
        due = default;
        bool found = false;
        lock (gate)
        {
            while (ready.TryPeek(out TimedPicture next) && next.Picture.IsReady)
            {
                if (next.Generation != feed.Generation)
                {
                    free.Push(ready.Dequeue().Picture);
                    continue;
                }

                bool isNewLap = next.Generation == taken.Generation && next.Lap != taken.Lap;
                TimeSpan dueAt = isNewLap ? taken.ClipTime + state.FrameInterval : next.ClipTime;
                if ((dueAt > now && !state.IsLive && state.Clock.IsRunning) || (isNewLap && found))
                {
                    break;
                }

                if (found)
                {
                    state.Statistics.Drop();
                    free.Push(due.Picture);
                }

                taken = due = ready.Dequeue();
                found = true;
                if (isNewLap)
                {
                    // The clock goes back with it; what follows is judged then.
                    break;
                }
            }
        }

        return found;
    }

    /// <summary>Takes a picture back that is no longer shown, once all commands that read it are submitted.</summary>
    public void Return(Picture picture)
    {
        lock (gate)
        {
            free.Push(picture);
        }
    }

    /// <summary>Ends the thread; pictures still out stay the caller's.</summary>
    public void Dispose()
    {
        quit = true;
        thread.Join();
        current?.Frame.Dispose();
        foreach (Picture picture in free.Concat(ready.Select(timed => timed.Picture)))
        {
            picture.Dispose();
        }
    }

    void Run()
    {
        try
        {
            while (!quit)
            {
                if (!Work())
                {
                    Settle();
                    feed.Wait(Nap);
                }
            }

            Settle();
        }
        catch (Exception problem)
        {
            Failure = problem;
        }
    }

    /// <returns>False when there is nothing to do now.</returns>
    bool Work()
    {
        Picture? target;
        lock (gate)
        {
            if (ready.Count >= Ahead || !free.TryPop(out target))
            {
                return false;
            }
        }

        bool isUsed = false;
        try
        {
            isUsed = RenderNext(target);
            return isUsed;
        }
        finally
        {
            if (!isUsed)
            {
                Return(target);
            }
        }
    }

    bool RenderNext(Picture target)
    {
        bool isHeld = !state.IsLive && !state.Clock.IsRunning && renderedGeneration == feed.Generation;
        if (isHeld && Volatile.Read(ref steps) == 0)
        {
            // A paused picture follows its style.
            if (current is not { } shown || (!state.Mixer.IsMelting && renderedVersion == state.Mixer.Version))
            {
                return false;
            }

            Render(shown, target);
            return true;
        }

        while (feed.TryTake(out FedFrame fed))
        {
            if (fed.Generation != feed.Generation)
            {
                fed.Frame.Dispose();
                continue;
            }

            if (IsLate(fed))
            {
                state.Statistics.Drop();
                fed.Frame.Dispose();
                continue;
            }

            if (isHeld)
            {
                Interlocked.Decrement(ref steps);
            }

            current?.Frame.Dispose();
            current = fed;
            Render(fed, target);
            return true;
        }

        return false;
    }

    bool IsLate(FedFrame fed) => !state.IsLive && state.Clock.IsRunning && renderedGeneration == fed.Generation && state.Lap == fed.Lap
        && fed.ClipTime + state.FrameInterval < state.Clock.Now && time.GetElapsedTime(lastRendered) < LongestGap;

    void Render(FedFrame fed, Picture target)
    {
        renderedVersion = state.Mixer.Version;
        renderedGeneration = fed.Generation;
        lastRendered = time.GetTimestamp();
        state.Mixer.Evaluate(fed.ClipTime.TotalSeconds, weights);
        bundle.Styles.Mix(weights, embedding);
        long begun = time.GetTimestamp();
        stage.Render(fed.Frame, state.Governor.Size, embedding, target);
        lock (gate)
        {
            ready.Enqueue(new TimedPicture(target, fed.ClipTime, fed.Generation, fed.Lap));
        }

        Settle();
        (pending, pendingSince, pendingAvailable) = (target, begun, state.FrameInterval);
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
        (pending, lastCompletion) = (null, now);
        state.Governor.Report(work, pendingAvailable);
    }
}
