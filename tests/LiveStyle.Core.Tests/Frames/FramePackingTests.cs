using CsCheck;
using LiveStyle.Frames;
using Xunit;

namespace LiveStyle.Core.Tests.Frames;

public sealed class FramePackingTests
{
    static readonly Gen<(int Width, int Height, bool IsBlueFirst, byte[] Bytes)> Pictures = Gen.Select(Gen.Int[1, 70], Gen.Int[1, 4], Gen.Bool)
        .SelectMany(shape => Gen.Byte.Array[4 * shape.Item1 * shape.Item2].Select(bytes => (shape.Item1, shape.Item2, shape.Item3, bytes)));

    [Fact]
    public void Colors_come_out_in_the_order_of_rgb() => Pictures.Sample((width, height, isBlueFirst, bytes) =>
    {
        using HostFrame frame = Frame(width, height, isBlueFirst, bytes);
        var tight = new byte[3 * width * height];

        FramePacking.Pack(frame, tight);

        for (int i = 0; i < width * height; i++)
        {
            Assert.Equal((bytes[4 * i + (isBlueFirst ? 2 : 0)], bytes[4 * i + 1], bytes[4 * i + (isBlueFirst ? 0 : 2)]), (tight[3 * i], tight[3 * i + 1], tight[3 * i + 2]));
        }
    });

    [Fact]
    public void What_is_packed_and_unpacked_is_as_it_was_alpha_included() => Pictures.Sample((width, height, isBlueFirst, bytes) =>
    {
        using HostFrame frame = Frame(width, height, isBlueFirst, bytes), again = HostFrame.Allocate(frame.Size, frame.Format);
        var tight = new byte[3 * width * height];

        FramePacking.Pack(frame, tight);
        FramePacking.Unpack(tight, again, frame);
        Assert.Equal(bytes, again.Plane(0).Bytes.ToArray());

        // In place too, and without an alpha to take all is opaque.
        FramePacking.Unpack(tight, frame, frame);
        Assert.Equal(bytes, frame.Plane(0).Bytes.ToArray());
        using HostFrame opaque = HostFrame.Allocate(frame.Size);
        FramePacking.Unpack(tight, again, opaque);
        Assert.All(again.Plane(0).Bytes.ToArray().Chunk(4), pixel => Assert.Equal(255, pixel[3]));
    });

    [Theory]
    [InlineData(PixelLayout.Rgb24)]
    [InlineData(PixelLayout.Nv12)]
    [InlineData(PixelLayout.Yuv422Ten)]
    public unsafe void Gaps_between_rows_are_left_behind_and_left_alone(PixelLayout layout)
    {
        FrameFormat format = FrameFormat.Rgb with { Layout = layout };
        var size = new FrameSize(7, 5);
        using HostFrame tight = HostFrame.Allocate(size, format);
        var bytes = new Span<byte>((void*)tight.Address, (int)tight.ByteLength);
        new Random(1).NextBytes(bytes);
        byte[] memory = GC.AllocateArray<byte>(3000, pinned: true);
        nint address = (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref memory[0]);
        ForeignPlane[] planes = [.. Enumerable.Range(0, format.PlaneCount).Select(i => new ForeignPlane(address + 1000 * i, 64))];
        using HostFrame apart = HostFrame.Wrap(size, format, planes, null);

        FramePacking.Unpack(bytes, apart, apart);
        var back = new byte[bytes.Length];
        FramePacking.Pack(apart, back);

        Assert.Equal(bytes.ToArray(), back);
        Assert.All(memory.Index().Where(at => at.Index % 1000 % 64 >= 63), at => Assert.Equal(0, at.Item));
    }

    [Fact]
    public void Memory_of_another_length_is_refused()
    {
        using HostFrame frame = HostFrame.Allocate(new FrameSize(4, 4), FrameFormat.Bgra);
        Assert.Throws<ArgumentException>(() => FramePacking.Pack(frame, new byte[64]));
        Assert.Throws<ArgumentException>(() => FramePacking.Unpack(new byte[47], frame, frame));
    }

    static HostFrame Frame(int width, int height, bool isBlueFirst, byte[] bytes)
    {
        HostFrame frame = HostFrame.Allocate(new FrameSize(width, height), isBlueFirst ? FrameFormat.Bgra : FrameFormat.Rgba);
        bytes.CopyTo(frame.Plane(0).Bytes);
        return frame;
    }
}
