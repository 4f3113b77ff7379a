using LiveStyle.Frames;
using Xunit;

namespace LiveStyle.Core.Tests.Frames;

public sealed unsafe class ForeignFrameTests
{
    static readonly FrameSize Size = new(5, 3);

    /// <summary>Somebody else's memory, which the garbage collector leaves alone.</summary>
    readonly byte[] memory = GC.AllocateArray<byte>(200, pinned: true);

    nint Address => (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref memory[0]);

    [Fact]
    public void Rows_that_lie_apart_are_read_and_written_where_they_are_and_the_gaps_stay()
    {
        memory.AsSpan().Fill(7);
        using HostFrame frame = HostFrame.Wrap(Size, FrameFormat.Rgb, [new ForeignPlane(Address, 20)], null);
        for (int y = 0; y < 3; y++)
        {
            Assert.Equal(15, frame.Row(y).Length);
            frame.Row(y).Fill((byte)(100 + y));
        }

        Assert.Equal(Enumerable.Range(0, 3).SelectMany(y => Enumerable.Repeat((byte)(100 + y), 15).Concat(Enumerable.Repeat((byte)7, 5))), memory[..60]);
        Assert.Equal((20, false, Address), (frame.StrideInBytes, frame.IsContiguous, frame.Address));
        Assert.Throws<NotSupportedException>(() => frame.Pixels.Length);
        Assert.Throws<NotSupportedException>(() => frame.Plane(0).Bytes.Length);
    }

    [Fact]
    public void A_picture_whose_bottom_row_comes_first_in_memory_stands_upright()
    {
        using HostFrame frame = HostFrame.Wrap(Size, FrameFormat.Bgra, [new ForeignPlane(Address + 2 * 24, -24)], null);
        for (int y = 0; y < 3; y++)
        {
            frame.Plane(0).Row(y).Fill((byte)(y + 1));
        }

        Assert.Equal((3, 2, 1), (memory[0], memory[24], memory[48]));
        Assert.False(frame.IsContiguous);
    }

    [Fact]
    public void Planes_may_lie_anywhere()
    {
        FrameFormat format = FrameFormat.Rgb with { Layout = PixelLayout.Yuv420 };
        using HostFrame frame = HostFrame.Wrap(Size, format, [new(Address + 100, 8), new(Address + 50, 3), new(Address, 4)], null);
        frame.Plane(0).Row(2)[4] = 1;
        frame.Plane(1).Row(1)[2] = 2;
        frame.Plane(2).Row(1)[2] = 3;
        Assert.Equal((1, 2, 3), (memory[120], memory[55], memory[6]));

        using HostFrame copy = HostFrame.Allocate(Size, format);
        frame.CopyTo(copy);
        Assert.Equal((1, 2, 3), (copy.Plane(0).Row(2)[4], copy.Plane(1).Row(1)[2], copy.Plane(2).Row(1)[2]));
    }

    [Fact]
    public void What_lies_as_a_frame_of_our_own_is_used_as_one()
    {
        using HostFrame frame = HostFrame.Wrap(Size, FrameFormat.Rgb, [new ForeignPlane(Address, 15)], null);
        Assert.True(frame.IsContiguous);
        frame.Pixels[44] = 9;
        Assert.Equal(9, memory[44]);
    }

    [Fact]
    public void Its_owner_is_told_once_and_only_when_the_last_user_is_done()
    {
        int released = 0;
        HostFrame frame = HostFrame.Wrap(Size, FrameFormat.Rgb, [new ForeignPlane(Address, 15)], () => released++);
        HostFrame shared = frame.AddReference();
        frame.Dispose();
        Assert.Equal(0, released);
        shared.Dispose();
        Assert.Equal(1, released);
        Assert.Throws<ObjectDisposedException>(shared.Dispose);
        Assert.Throws<ObjectDisposedException>(() => shared.Row(0).Length);
        Assert.Equal(1, released);
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(1, 14)]
    [InlineData(1, -14)]
    [InlineData(1, 0)]
    public void Memory_that_cannot_hold_the_frame_is_refused(int address, int stride) => Assert.Throws<ArgumentException>(
        () => HostFrame.Wrap(Size, FrameFormat.Rgb, [new ForeignPlane(address * Address, stride)], null));

    [Fact]
    public void A_plane_too_many_or_too_few_is_refused()
    {
        Assert.Throws<ArgumentException>(() => HostFrame.Wrap(Size, FrameFormat.Rgb, [new(Address, 15), new(Address, 15)], null));
        Assert.Throws<ArgumentException>(() => HostFrame.Wrap(Size, FrameFormat.Rgb with { Layout = PixelLayout.Nv12 }, [new(Address, 15)], null));
    }
}
