using System.Threading.Tasks.Sources;

namespace LiveStyle.Playback.Playing;

/// <summary>A few decoded frames between the decoder, which awaits room, and the player, which takes what is there.</summary>
/// <remarks>One thread writes at a time, any may take. Neither allocates; the writer goes on on the thread pool.</remarks>
/// <param name="capacity">Frames that wait at most.</param>
sealed class FedFrameQueue(int capacity) : IValueTaskSource, IThreadPoolWorkItem
{
    readonly Lock gate = new();
    readonly Queue<FedFrame> frames = new(capacity);
    ManualResetValueTaskSourceCore<bool> room;
    bool isAwaited;
    bool isInterrupted;

    public bool IsEmpty
    {
        get
        {
            lock (gate)
            {
                return frames.Count == 0;
            }
        }
    }

    /// <summary>Takes a frame over, unless there is no room.</summary>
    public bool TryAdd(in FedFrame fed)
    {
        lock (gate)
        {
            if (frames.Count == capacity)
            {
                return false;
            }

            frames.Enqueue(fed);
            return true;
        }
    }

    public bool TryTake(out FedFrame fed)
    {
        bool found;
        lock (gate)
        {
            found = frames.TryDequeue(out fed);
        }

        if (found)
        {
            Wake(interrupt: false);
        }

        return found;
    }

    /// <summary>Completes when there may be room, or at <see cref="Interrupt"/>. One await at a time.</summary>
    public ValueTask RoomAsync()
    {
        lock (gate)
        {
            if (frames.Count < capacity || isInterrupted)
            {
                isInterrupted = false;
                return ValueTask.CompletedTask;
            }

            room.Reset();
            isAwaited = true;
            return new ValueTask(this, room.Version);
        }
    }

    /// <summary>Lets the writer look whether it is still to write.</summary>
    public void Interrupt() => Wake(interrupt: true);

    /// <summary>Disposes all that waits.</summary>
    public void Clear()
    {
        while (TryTake(out FedFrame fed))
        {
            fed.Frame.Dispose();
        }
    }

    void IThreadPoolWorkItem.Execute() => room.SetResult(true);

    void IValueTaskSource.GetResult(short token) => room.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => room.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        room.OnCompleted(continuation, state, token, flags);

    void Wake(bool interrupt)
    {
        lock (gate)
        {
            isInterrupted |= interrupt && !isAwaited;
            if (!isAwaited)
            {
                return;
            }

            isAwaited = false;
        }

        // The queue is its own work item, since one of the task source's making would be allocated each time.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
