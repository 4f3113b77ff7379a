using LiveStyle.Frames;
using Xunit;

namespace LiveStyle.Media.Tests.Stills;

public sealed class HostFramePlaneTests
{
    static readonly FrameSize Odd = new(35, 21);

    [Theory]
    [InlineData(PixelLayout.Rgb24, new[] { 35, 21, 105, 0 }, 2205)]
    [InlineData(PixelLayout.Yuv420, new[] { 35, 21, 35, 0, 18, 11, 18, 735, 18, 11, 18, 933 }, 1131)]
    [InlineData(PixelLayout.Yuv422, new[] { 35, 21, 35, 0, 18, 21, 18, 735, 18, 21, 18, 1113 }, 1491)]
    [InlineData(PixelLayout.Yuv444, new[] { 35, 21, 35, 0, 35, 21, 35, 735, 35, 21, 35, 1470 }, 2205)]
    [InlineData(PixelLayout.Nv12, new[] { 35, 21, 35, 0, 18, 11, 36, 735 }, 1131)]
    [InlineData(PixelLayout.Yuv420Ten, new[] { 35, 21, 70, 0, 18, 11, 36, 1470, 18, 11, 36, 1866 }, 2262)]
    [InlineData(PixelLayout.Yuv422Ten, new[] { 35, 21, 70, 0, 18, 21, 36, 1470, 18, 21, 36, 2226 }, 2982)]
    [InlineData(PixelLayout.Yuv444Ten, new[] { 35, 21, 70, 0, 35, 21, 70, 1470, 35, 21, 70, 2940 }, 4410)]
    [InlineData(PixelLayout.P010, new[] { 35, 21, 70, 0, 18, 11, 72, 1470 }, 2262)]
    [InlineData(PixelLayout.Gray8, new[] { 35, 21, 35, 0 }, 735)]
    [InlineData(PixelLayout.Rgba32, new[] { 35, 21, 140, 0 }, 2940)]
    [InlineData(PixelLayout.Bgra32, new[] { 35, 21, 140, 0 }, 2940)]
    public void Planes_lie_one_after_another_and_chroma_of_an_odd_size_rounds_up(PixelLayout layout, int[] shapes, long bytes)
    {
        var format = new FrameFormat(layout, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left);
        int[] actual = [.. Enumerable.Range(0, format.PlaneCount)
            .Select(i => format.Plane(Odd, i))
            .SelectMany(plane => new[] { plane.Width, plane.Height, plane.StrideInBytes, (int)plane.Offset })];
        Assert.Equal(shapes, actual);
        Assert.Equal(bytes, format.ByteLength(Odd));
    }

    [Fact]
    public void A_borrowed_plane_is_the_frames_own_memory()
    {
        using HostFrame frame = Planar();
        for (int i = 0; i < 3; i++)
        {
            frame.Plane(i).Bytes.Fill((byte)(i + 1));
        }

        frame.Plane(1).Row(10)[17] = 9;
        Assert.Equal(9, frame.Plane(1).Bytes[^1]);
        Assert.Equal(1, frame.Plane(0).Bytes[^1]);
        Assert.Equal(3, frame.Plane(2).Bytes[0]);
    }

    [Fact]
    public void A_planar_frame_has_no_packed_pixels_and_says_what_to_use()
    {
        using HostFrame frame = Planar();
        Assert.All(
            new Action[] { () => _ = frame.Pixels.Length, () => _ = frame.Row(0).Length, () => _ = frame.StrideInBytes },
            look => Assert.Contains("Plane(index)", Assert.Throws<InvalidOperationException>(look).Message));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = frame.Plane(3).Width);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = frame.Plane(1).Row(11).Length);
    }

    [Fact]
    public void A_pool_lends_frames_of_its_format_and_rgb_when_it_is_told_none()
    {
        using var planes = new FramePool(Odd, Planar420);
        using var packed = new FramePool(Odd);
        using (HostFrame one = planes.Rent(), other = packed.Rent())
        {
            Assert.Equal((Planar420, 1131L), (one.Format, one.ByteLength));
            Assert.Equal((FrameFormat.Rgb, 2205L), (other.Format, other.ByteLength));
            Assert.Equal(2205, other.Plane(0).Bytes.Length);
        }

        Assert.Equal(0, planes.Outstanding + packed.Outstanding);
    }

    static FrameFormat Planar420 { get; } = new(PixelLayout.Yuv420, ColorMatrix.Bt601, ColorRange.Limited, ChromaSiting.Left);

    static HostFrame Planar() => HostFrame.Allocate(Odd, Planar420);
}
