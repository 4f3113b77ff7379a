using LiveStyle.Frames;
using LiveStyle.Pipelines;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Core.Tests.Pipelines;

public sealed class FrameQueueTests : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly FramePool pool = new(new FrameSize(4, 3));

    public void Dispose()
    {
        Assert.Equal(0, pool.Outstanding);
        pool.Dispose();
    }

    [Fact]
    public async Task Where_it_waits_a_frame_finds_room_when_one_is_taken_and_none_is_lost()
    {
        var queue = new FrameQueue<HostFrame>(2);
        Assert.True(queue.TryWrite(Frame(0)) && queue.TryWrite(Frame(1)));
        using HostFrame third = Frame(2);
        Assert.False(queue.TryWrite(third));
        ValueTask<bool> room = queue.WaitToWriteAsync();
        Assert.False(room.IsCompleted);

        Assert.Equal(0, Take(queue));

        Assert.True(await room.AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.True(queue.TryWrite(third.AddReference()));
        Assert.Equal((1, 2), (Take(queue), Take(queue)));
        Assert.True(queue.IsEmpty);
        Assert.Equal(0, queue.Dropped);
    }

    [Fact]
    public void Where_it_drops_the_oldest_frames_go_back_and_are_counted()
    {
        int told = 0;
        var queue = new FrameQueue<HostFrame>(3, FullQueuePolicy.DropOldest, () => told++);
        for (int i = 0; i < 10; i++)
        {
            Assert.True(queue.TryWrite(Frame(i)));
        }

        Assert.Equal((7, 7, 3), (queue.Dropped, told, pool.Outstanding));
        Assert.Equal((7, 8, 9), (Take(queue), Take(queue), Take(queue)));
        Assert.False(queue.TryRead(out _));
    }

    [Fact]
    public async Task Clearing_it_lets_a_writer_go_on_that_waits_for_room()
    {
        var queue = new FrameQueue<HostFrame>(1);
        queue.TryWrite(Frame(0));
        ValueTask<bool> room = queue.WaitToWriteAsync();

        queue.Clear();

        Assert.True(await room.AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Equal((0, 0L), (pool.Outstanding, queue.Dropped));
    }

    [Fact]
    public async Task Completing_it_releases_whoever_waits_and_leaves_what_is_in_it()
    {
        var full = new FrameQueue<HostFrame>(1);
        full.TryWrite(Frame(0));
        ValueTask<bool> room = full.WaitToWriteAsync();
        var empty = new FrameQueue<HostFrame>(1);
        ValueTask<bool> frame = empty.WaitToReadAsync();

        full.Complete();
        empty.Complete();
        full.Complete();

        Assert.False(await room.AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.False(await frame.AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken));
        using HostFrame late = Frame(1);
        Assert.False(full.TryWrite(late));
        Assert.Equal(0, Take(full));
    }

    HostFrame Frame(int tick)
    {
        HostFrame frame = pool.Rent();
        frame.Timestamp = new Timestamp(tick, new Rational(1, 25));
        return frame;
    }

    static long Take(FrameQueue<HostFrame> queue)
    {
        Assert.True(queue.TryRead(out HostFrame? frame));
        using (frame)
        {
            return frame!.Timestamp.Ticks;
        }
    }
}
