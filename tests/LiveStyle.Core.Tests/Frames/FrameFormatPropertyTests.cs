using System.Numerics;
using CsCheck;
using LiveStyle.Frames;
using LiveStyle.TestKit.Properties;
using Xunit;

namespace LiveStyle.Core.Tests.Frames;

public sealed class FrameFormatPropertyTests
{
    public static readonly Gen<FrameFormat> Formats = Gen.Select(
        Gen.Enum<PixelLayout>(), Gen.Enum<ColorMatrix>(), Gen.Enum<ColorRange>(), Gen.Enum<ChromaSiting>(), (layout, matrix, range, siting) => new FrameFormat(layout, matrix, range, siting));

    static readonly Gen<FrameSize> Sizes = Gen.Select(
        Gen.OneOf(Gen.Int[1, 9], Gen.Int[1, RequestedSize.LongestSide]), Gen.OneOf(Gen.Int[1, 9], Gen.Int[1, RequestedSize.LongestSide]), (width, height) => new FrameSize(width, height));

    [Fact]
    public void Planes_follow_each_other_without_a_gap_and_fill_the_frame() => Gen.Select(Formats, Sizes).Holds((format, size) =>
    {
        long next = 0;
        for (int i = 0; i < format.PlaneCount; i++)
        {
            FramePlane plane = format.Plane(size, i);
            Assert.Equal(next, plane.Offset);
            Assert.Equal((long)plane.Width * plane.SamplesPerPixel * plane.BytesPerSample, plane.StrideInBytes);
            Assert.Equal((BigInteger)plane.StrideInBytes * plane.Height, plane.ByteLength);
            next += plane.ByteLength;
        }

        Assert.Equal(next, format.ByteLength(size));
        Assert.Throws<ArgumentOutOfRangeException>(() => format.Plane(size, format.PlaneCount));
        Assert.Throws<ArgumentOutOfRangeException>(() => format.Plane(size, -1));
    });

    [Fact]
    public void Every_pixel_has_its_chroma_and_no_chroma_is_without_a_pixel() =>
        Gen.Select(Formats.Where(format => format.PlaneCount > 1), Sizes).Holds((format, size) =>
        {
            FramePlane luma = format.Plane(size, 0), chroma = format.Plane(size, 1);
            Assert.Equal((size.Width, size.Height), (luma.Width, luma.Height));
            Assert.Equal(chroma.Width - 1, (size.Width - 1) / format.ChromaColumns);
            Assert.Equal(chroma.Height - 1, (size.Height - 1) / format.ChromaRows);

            // Cb and Cr, in one plane or in two.
            Assert.Equal(2L * chroma.Width * chroma.Height * format.BytesPerSample, format.ByteLength(size) - luma.ByteLength);
        });

    [Fact]
    public void A_size_reads_back_from_its_text_and_a_lonely_side_takes_the_picture_s_aspect() => Gen.Select(Sizes, Sizes).Holds((size, source) =>
    {
        Assert.Equal(size, RequestedSize.Read($"{size.Width}x{size.Height}", source));
        Assert.Equal(size, RequestedSize.Read($"{size}", source));
        Follows($"{size.Width}x", size.Width, source, followed => followed.Height, (double)size.Width * source.Height / source.Width);
        Follows($"x{size.Height}", size.Height, source, followed => followed.Width, (double)size.Height * source.Width / source.Height);

        static void Follows(string text, int side, FrameSize source, Func<FrameSize, int> other, double exact)
        {
            if (!RequestedSize.TryRead(text, source, out FrameSize followed))
            {
                Assert.True(exact > RequestedSize.LongestSide - 1, $"{text} of {source} is refused");
                return;
            }

            Assert.Contains(side, new[] { followed.Width, followed.Height });
            Assert.Equal(0, other(followed) % 2);
            Assert.InRange(other(followed), Math.Max(2, exact - 1), Math.Min(Math.Max(2, exact + 1), RequestedSize.LongestSide));
        }
    });
}
