using System.Collections.Concurrent;
using LiveStyle.Frames;

namespace LiveStyle.Live.Frames;

/// <summary>Lends <see cref="LiveFrame"/>s, so that a tick allocates nothing once as many have been made as are under way at once.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="format">The show's format.</param>
public sealed class LiveFramePool(ShowFormat format)
{
    readonly ConcurrentQueue<LiveFrame> free = new();
    readonly int largestSamples = format.HasSound ? format.LargestSamples : 0;
    int outstanding;

    /// <summary>The frames that are lent at the moment.</summary>
    public int Outstanding => Volatile.Read(ref outstanding);

    /// <summary>Lends a frame of one tick.</summary>
    /// <param name="picture">The picture, taken over: add a reference to one that is shown again.</param>
    /// <param name="tick">The tick's number.</param>
    /// <param name="capturedAt">When the picture arrived, by the show's clock; 0 where it is of no source.</param>
    /// <param name="isRepeat">Whether an earlier tick has shown the picture too.</param>
    public LiveFrame Rent(HostFrame picture, long tick, long capturedAt, bool isRepeat)
    {
        Interlocked.Increment(ref outstanding);
        LiveFrame frame = free.TryDequeue(out LiveFrame? known) ? known : new LiveFrame(this, largestSamples);
        frame.Begin(picture, tick, capturedAt, isRepeat);
        return frame;
    }

    internal void Return(LiveFrame frame)
    {
        Interlocked.Decrement(ref outstanding);
        free.Enqueue(frame);
    }
}
