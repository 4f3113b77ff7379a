using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using LiveStyle.Diagnostics;

namespace LiveStyle.Pipelines;

/// <summary>Frames between who makes them and who takes them: a bounded number waits, and where it is full the next one waits or the oldest is dropped.</summary>
/// <remarks>
/// Owns the frames that wait: what is dropped or cleared is disposed. Waiting and passing frames on allocates nothing. Thread-safety: one
/// thread writes and one waits to read at a time; any thread may take, clear, complete, and ask.
/// </remarks>
public sealed class FrameQueue<TFrame>
    where TFrame : IDisposable
{
    readonly Channel<TFrame> channel;
    readonly Action? droppedOne;
    long dropped;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="capacity">The number of frames that wait at most; 1 or more.</param>
    /// <param name="whenFull">The fate of a frame that finds no room.</param>
    /// <param name="dropped">A callback on the writer's thread for each frame that is dropped; null where nobody is told.</param>
    public FrameQueue(int capacity, FullQueuePolicy whenFull = FullQueuePolicy.Wait, Action? dropped = null)
    {
        droppedOne = dropped;
        channel = Channel.CreateBounded<TFrame>(
            new BoundedChannelOptions(capacity)
            {
                SingleWriter = true,
                FullMode = whenFull == FullQueuePolicy.DropOldest ? BoundedChannelFullMode.DropOldest : BoundedChannelFullMode.Wait,
            },
            Drop);
    }

    /// <summary>Frames that made room for newer ones so far.</summary>
    public long Dropped => Interlocked.Read(ref dropped);

    /// <summary>Whether no frame waits.</summary>
    public bool IsEmpty => channel.Reader.Count == 0;

    /// <summary>Takes a frame over, unless there is no room or the queue is complete.</summary>
    public bool TryWrite(TFrame frame) => channel.Writer.TryWrite(frame);

    /// <summary>Waits until there is room; false once the queue is complete.</summary>
    /// <remarks>Without a token, since a canceled wait costs an allocation a frame: <see cref="Complete"/> and <see cref="Clear"/> end it.</remarks>
    public ValueTask<bool> WaitToWriteAsync() => channel.Writer.WaitToWriteAsync(CancellationToken.None);

    /// <summary>Gives the oldest frame, which the caller then owns.</summary>
    public bool TryRead([MaybeNullWhen(false)] out TFrame frame) => channel.Reader.TryRead(out frame);

    /// <summary>Waits until there is a frame; false once the queue is complete and empty.</summary>
    public ValueTask<bool> WaitToReadAsync() => channel.Reader.WaitToReadAsync(CancellationToken.None);

    /// <summary>No frame follows: whoever waits goes on. Calling it twice changes nothing.</summary>
    public void Complete() => channel.Writer.TryComplete();

    /// <summary>Disposes all frames that wait, which makes room.</summary>
    public void Clear()
    {
        while (TryRead(out TFrame? frame))
        {
            frame.Dispose();
        }
    }

    void Drop(TFrame frame)
    {
        Interlocked.Increment(ref dropped);
        LiveStyleMetrics.CountDropped();
        frame.Dispose();
        droppedOne?.Invoke();
    }
}
