using LiveStyle.Frames;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Core.Tests.Frames;

public sealed class FrameSharingTests : IDisposable
{
    static readonly FrameSize Size = new(5, 3);
    static readonly Timestamp Time = new(7, new Rational(1, 25));

    readonly FramePool pool = new(Size);

    public void Dispose()
    {
        Assert.Equal(0, pool.Outstanding);
        pool.Dispose();
    }

    [Fact]
    public void What_goes_with_a_shared_frame_cannot_be_rewritten_by_one_of_its_owners()
    {
        using HostFrame frame = pool.Rent();
        (frame.Timestamp, frame.DurationTicks) = (Time, 3);
        HostFrame shared = frame.AddReference();

        Assert.Throws<InvalidOperationException>(() => shared.Timestamp = default);
        Assert.Throws<InvalidOperationException>(() => shared.DurationTicks = 0);
        using (HostFrame alpha = HostFrame.Allocate(Size, FrameFormat.Gray))
        {
            Assert.Throws<InvalidOperationException>(() => shared.Alpha = alpha);
        }

        Assert.Equal((Time, 3, null), (frame.Timestamp, frame.DurationTicks, frame.Alpha));
        shared.Dispose();
        frame.Timestamp = default;
        Assert.Equal(default, frame.Timestamp);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_frame_that_its_last_owner_has_disposed_can_neither_be_shared_nor_read_nor_disposed_again(bool isLent)
    {
        HostFrame frame = isLent ? pool.Rent() : HostFrame.Allocate(Size);
        frame.Dispose();

        Assert.Throws<ObjectDisposedException>(() => frame.AddReference());
        Assert.Throws<ObjectDisposedException>(() => frame.Pixels.Length);
        Assert.Throws<ObjectDisposedException>(() => frame.Row(0).Length);
        Assert.Throws<ObjectDisposedException>(() => frame.Plane(0).Bytes.Length);
        Assert.Throws<ObjectDisposedException>(() => frame.Address);
        Assert.Throws<ObjectDisposedException>(() => frame.Timestamp = Time);
        Assert.Throws<ObjectDisposedException>(frame.Dispose);
    }

    [Fact]
    public void A_frame_disposed_too_often_is_still_lent_again()
    {
        HostFrame frame = pool.Rent();
        frame.Dispose();
        Assert.Throws<ObjectDisposedException>(frame.Dispose);

        using HostFrame again = pool.Rent();
        Assert.Same(frame, again);
        again.AddReference().Dispose();
        Assert.Equal(Size.Width * Size.Height * 3, again.Pixels.Length);
    }

    [Fact]
    public void A_frame_for_which_there_is_no_room_does_not_count_as_lent()
    {
        using var vast = new FramePool(new FrameSize(500_000_000, 2_000_000_000));
        Assert.Throws<OutOfMemoryException>(() => vast.Rent());
        Assert.Equal(0, vast.Outstanding);
    }

    [Fact]
    public async Task Owners_on_many_threads_give_a_frame_back_once()
    {
        for (int round = 0; round < 200; round++)
        {
            HostFrame frame = pool.Rent();
            using var go = new Barrier(4);
            HostFrame[] shares = [frame, frame.AddReference(), frame.AddReference(), frame.AddReference()];
            await Task.WhenAll(shares.Select(share => Task.Run(() =>
            {
                go.SignalAndWait();
                share.AddReference().Dispose();
                share.Dispose();
            })));
            Assert.Equal(0, pool.Outstanding);
        }
    }
}
