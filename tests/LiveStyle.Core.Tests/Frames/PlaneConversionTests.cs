using LiveStyle.Frames;
using LiveStyle.TestKit.Gpu;
using LiveStyle.Time;
using Xunit;
using Conversion = LiveStyle.Frames.PlaneConversion;

namespace LiveStyle.Core.Tests.Frames;

/// <summary>The way over the processor, compared with what the standards say, in every format.</summary>
public sealed class PlaneConversionTests
{
    static readonly FrameSize[] Sizes = [new(1, 1), new(2, 2), new(13, 7), new(16, 10)];

    /// <summary>All formats that differ: without subsampling a siting means nothing.</summary>
    static IEnumerable<(FrameFormat Format, FrameSize Size)> Cases =>
        from layout in Enum.GetValues<PixelLayout>()
        from matrix in Enum.GetValues<ColorMatrix>()
        from range in Enum.GetValues<ColorRange>()
        from siting in Enum.GetValues<ChromaSiting>()
        let format = new FrameFormat(layout, matrix, range, siting)
        where format.IsPicture && layout != PixelLayout.Rgb24 && (format.ChromaColumns == 2 || siting == ChromaSiting.Left)
        from size in Sizes
        select (format, size);

    [Fact]
    public void Planes_become_the_colors_that_the_standards_say() => Assert.All(Cases, one =>
    {
        var reference = new PlaneReference(one.Size, one.Format);
        var random = new Random(1);
        int[] codes = [.. Enumerable.Range(0, reference.Samples).Select(_ => random.Next(1 << one.Format.BitsPerSample))];
        using HostFrame planes = reference.Frame(codes), rgb = HostFrame.Allocate(one.Size);
        planes.Timestamp = new Timestamp(7, new Rational(1, 24));

        Conversion.ToRgb(planes, rgb);

        double[] expected = reference.ToRgb(codes);
        byte[] actual = rgb.Pixels.ToArray();
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second, Math.Clamp(pair.First, 0, 1) * 255 - 0.51, Math.Clamp(pair.First, 0, 1) * 255 + 0.51));
        Assert.Equal(planes.Timestamp, rgb.Timestamp);
    });

    [Fact]
    public void Colors_become_the_planes_that_the_standards_say() => Assert.All(Cases, one =>
    {
        var reference = new PlaneReference(one.Size, one.Format);
        using HostFrame rgb = HostFrame.Allocate(one.Size), planes = HostFrame.Allocate(one.Size, one.Format);
        new Random(2).NextBytes(rgb.Pixels);

        Conversion.FromRgb(rgb, planes);

        double[] expected = reference.ToCodes([.. rgb.Pixels.ToArray().Select(value => value / 255.0)]);
        Assert.All(expected.Zip(reference.Codes(planes)), pair => Assert.InRange(pair.Second, pair.First - 0.51, pair.First + 0.51));
    });

    [Fact]
    public void RGB_is_copied_both_ways()
    {
        using HostFrame one = HostFrame.Allocate(new FrameSize(5, 3)), other = HostFrame.Allocate(new FrameSize(5, 3)), third = HostFrame.Allocate(new FrameSize(5, 3));
        new Random(3).NextBytes(one.Pixels);
        Conversion.ToRgb(one, other);
        Conversion.FromRgb(other, third);
        Assert.Equal(one.Pixels.ToArray(), third.Pixels.ToArray());
    }

    [Fact]
    public void Another_size_or_format_is_refused()
    {
        var format = new FrameFormat(PixelLayout.Nv12, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left);
        using HostFrame planes = HostFrame.Allocate(new FrameSize(4, 4), format), rgb = HostFrame.Allocate(new FrameSize(4, 2));
        Assert.Throws<ArgumentException>(() => Conversion.ToRgb(planes, rgb));
        Assert.Throws<ArgumentException>(() => Conversion.ToRgb(planes, planes));
        Assert.Throws<ArgumentException>(() => Conversion.FromRgb(rgb, planes));
        Assert.Throws<ArgumentException>(() => Conversion.FromRgb(planes, planes));
    }
}
