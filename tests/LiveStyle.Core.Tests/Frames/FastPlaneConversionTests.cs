using LiveStyle.Frames;
using Xunit;
using Conversion = LiveStyle.Frames.PlaneConversion;

namespace LiveStyle.Core.Tests.Frames;

/// <summary>Vectors against the way pixel by pixel, where rows are wide enough for both whole vectors and a rest.</summary>
public sealed class FastPlaneConversionTests
{
    public static TheoryData<int, int> Sizes => new() { { 16, 4 }, { 17, 5 }, { 31, 3 }, { 33, 2 }, { 48, 9 }, { 127, 6 }, { 640, 7 }, { 1, 40 } };

    static IEnumerable<FrameFormat> Formats =>
        from layout in new[] { PixelLayout.Yuv420, PixelLayout.Yuv422, PixelLayout.Yuv444 }
        from matrix in Enum.GetValues<ColorMatrix>()
        from range in Enum.GetValues<ColorRange>()
        from siting in Enum.GetValues<ChromaSiting>()
        select new FrameFormat(layout, matrix, range, siting);

    [Theory, MemberData(nameof(Sizes))]
    public void Planes_become_the_same_colors_but_for_what_rounds_either_way(int width, int height) => Assert.All(Formats, format =>
    {
        using HostFrame planes = HostFrame.Allocate(new FrameSize(width, height), format), fast = HostFrame.Allocate(planes.Size), slow = HostFrame.Allocate(planes.Size);
        Fill(planes);

        Conversion.ToRgb(planes, fast);
        Conversion.ToRgbByPixel(planes, slow);

        AssertAlmostSame(slow.Pixels, fast.Pixels);
    });

    [Theory, MemberData(nameof(Sizes))]
    public void Colors_become_the_same_planes_but_for_what_rounds_either_way(int width, int height) => Assert.All(Formats, format =>
    {
        using HostFrame rgb = HostFrame.Allocate(new FrameSize(width, height)), fast = HostFrame.Allocate(rgb.Size, format), slow = HostFrame.Allocate(rgb.Size, format);
        Fill(rgb);

        Conversion.FromRgb(rgb, fast);
        Conversion.FromRgbByPixel(rgb, slow);

        for (int plane = 0; plane < format.PlaneCount; plane++)
        {
            AssertAlmostSame(slow.Plane(plane).Bytes, fast.Plane(plane).Bytes);
        }
    });

    [Theory, InlineData(false), InlineData(true)]
    public void In_foreign_memory_it_is_the_same_picture_and_nothing_is_written_beside_its_rows(bool isUpsideDown) => Assert.All(Formats, format =>
    {
        foreach (int width in new[] { 1, 7, 16, 23, 33 })
        {
            using FencedFrame planes = new(new FrameSize(width, 5), format, isUpsideDown), rgb = new(new FrameSize(width, 5), FrameFormat.Rgb, isUpsideDown);
            using HostFrame packedPlanes = HostFrame.Allocate(planes.Frame.Size, format), packedRgb = HostFrame.Allocate(rgb.Frame.Size);
            Fill(rgb.Frame);
            Fill(packedRgb);

            Conversion.FromRgb(rgb.Frame, planes.Frame);
            Conversion.FromRgb(packedRgb, packedPlanes);
            AssertSame(packedPlanes, planes.Frame);
            Conversion.ToRgb(planes.Frame, rgb.Frame);
            Conversion.ToRgb(packedPlanes, packedRgb);
            AssertSame(packedRgb, rgb.Frame);

            Assert.True(planes.IsWhole && rgb.IsWhole, $"{width} pixels in a row");
        }
    });

    [Fact]
    public void Frame_after_frame_nothing_is_allocated()
    {
        var format = new FrameFormat(PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left);
        using HostFrame planes = HostFrame.Allocate(new FrameSize(70, 40), format), rgb = HostFrame.Allocate(planes.Size);
        Conversion.ToRgb(planes, rgb);
        Conversion.FromRgb(rgb, planes);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Conversion.ToRgb(planes, rgb);
        Conversion.FromRgb(rgb, planes);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    static void Fill(HostFrame frame)
    {
        var random = new Random(frame.Size.Width);
        for (int plane = 0; plane < frame.Format.PlaneCount; plane++)
        {
            for (int y = 0; y < frame.Plane(plane).Height; y++)
            {
                random.NextBytes(frame.Plane(plane).Row(y));
            }
        }
    }

    static void AssertSame(HostFrame expected, HostFrame actual)
    {
        for (int plane = 0; plane < expected.Format.PlaneCount; plane++)
        {
            for (int y = 0; y < expected.Plane(plane).Height; y++)
            {
                Assert.Equal(expected.Plane(plane).Row(y).ToArray(), actual.Plane(plane).Row(y).ToArray());
            }
        }
    }

    /// <summary>Sums in another order round the other way only where a value lies halfway between two levels.</summary>
    static void AssertAlmostSame(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual)
    {
        int other = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.InRange(actual[i], expected[i] - 1, expected[i] + 1);
            other += actual[i] == expected[i] ? 0 : 1;
        }

        Assert.InRange(other, 0, expected.Length / 100 + 1);
    }
}
